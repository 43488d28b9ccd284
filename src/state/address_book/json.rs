//! Contacts as JSON: what this browser stores, and files.

use conference::address_book::{COLUMNS, Contact, Sheet};
use serde::{Serialize, Serializer};
use serde_json::Value;

/// Takes a file apart: JSON or a table.
pub(super) fn sheet(text: &str) -> Sheet {
    match serde_json::from_str(text) {
        Ok(Value::Array(entries)) => list(&entries),
        // One thing is no list.
        Ok(Value::Object(entry)) => Sheet::of_list(entry.keys().cloned().collect(), []),
        _ => Sheet::of_text(text),
    }
}

/// Makes a table of a list of objects: its heads are their keys.
fn list(entries: &[Value]) -> Sheet {
    let mut keys: Vec<&String> = Vec::new();
    for key in entries
        .iter()
        .filter_map(Value::as_object)
        .flat_map(|entry| entry.keys())
    {
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    if entries.is_empty() {
        return Sheet::of_list(COLUMNS.map(str::to_owned).into(), []);
    }
    let head = keys.iter().map(|key| (*key).clone()).collect();
    let row = |entry: &Value| keys.iter().map(|key| text_of(entry.get(*key))).collect();
    Sheet::of_list(head, entries.iter().map(row))
}

/// Returns a cell's text: a number is its digits; one that isn't whole is left as it is written, to be refused as rounded.
fn text_of(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) if number.is_f64() => format!("{number}E+0"),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

/// A contact as a JSON object: its cells under their names, in the order of [`COLUMNS`].
struct Row<'a>(&'a Contact);

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(COLUMNS.into_iter().zip(self.0.cells()))
    }
}

pub(super) fn to_json(contacts: &[Contact]) -> String {
    let rows: Vec<Row> = contacts.iter().map(Row).collect();
    // Cells are text, which JSON can always say.
    serde_json::to_string(&rows).unwrap_or_default()
}

/// Reads a list of contacts. What isn't text is as if it weren't there; who can't be called is left out.
pub(super) fn from_json(text: &str) -> Option<Vec<Contact>> {
    let rows: Vec<Value> = serde_json::from_str(text).ok()?;
    let contact = |row: Value| {
        let cell = |key| row.get(key).and_then(Value::as_str).unwrap_or_default();
        Contact::from_cells(&COLUMNS.map(cell).map(str::to_owned))
    };
    let read = rows.into_iter().map(contact);
    Some(read.filter_map(Result::ok).collect())
}

#[cfg(test)]
mod tests {
    use conference::address_book::Unread;

    use super::*;

    #[test]
    fn numbers_are_their_digits() {
        let check = |text: &str, expect: &str, left_out: &[usize]| {
            let read = sheet(text).read().unwrap();
            let addresses: Vec<_> = read.contacts.iter().map(|(_, one)| &*one.address).collect();
            assert_eq!(addresses.join(" "), expect, "{text}");
            let rows: Vec<_> = read.left_out.iter().map(|one| one.row).collect();
            assert_eq!(rows, left_out, "{text}");
        };
        check(
            r#"[{"name":"A","address":8001},{"address":"008001"}]"#,
            "8001 008001",
            &[],
        );
        check(r#"[{"address":8613800138000}]"#, "8613800138000", &[]);
        check(
            r#"[{"address":8.61380E+12},{"address":1.5},{"address":7}]"#,
            "7",
            &[1, 2],
        );
        check(
            r#"[{"DisplayName":"A","SipAddress":"a@b.cn"}]"#,
            "a@b.cn",
            &[],
        );
        check("[]", "", &[]);
    }

    #[test]
    fn what_is_no_list_of_contacts() {
        let check = |text: &str, expect: Option<&[&str]>| {
            let found = match sheet(text).read().unwrap_err() {
                Unread::Ask(_) => None,
                Unread::NoBook(found) => Some(found),
            };
            let expect = expect.map(|found| found.iter().map(|one| (*one).to_owned()).collect());
            assert_eq!(found, expect, "{text}");
        };
        check(
            r#"{"version":"1.2","rooms":[8001]}"#,
            Some(&["rooms", "version"]),
        );
        check("[1,2]", Some(&[]));
        check("{}", Some(&[]));
        // Keys that nobody knows, and a table of one number.
        check(r#"[{"who":"Ann","where":"8001"}]"#, None);
        check("8001", None);
    }

    #[test]
    fn json_comes_back_and_what_cannot_be_called_is_left_out() {
        let check = |text: &str, expect: Option<&str>| {
            let found = from_json(text).map(|contacts| to_json(&contacts));
            assert_eq!(found.as_deref(), expect, "{text}");
        };
        let bob = r#"[{"name":"Bob","address":"8001","protocol":"sip","role":"guest","groups":"A, B","call_type":"video","streaming":"no"}]"#;
        check(bob, Some(bob));
        check("[]", Some("[]"));
        check(&bob.replace("Bob", "\u{FFFD}"), Some("[]"));
        check("{}", None);
        check("name,address", None);
        check(r#"[7, null, {"name":"Ann"}]"#, Some("[]"));
        check(
            r#"[{"address":"8001","name":7,"protocol":null,"more":[]}]"#,
            Some(
                r#"[{"name":"","address":"8001","protocol":"auto","role":"guest","groups":"","call_type":"video","streaming":"no"}]"#,
            ),
        );
    }
}
