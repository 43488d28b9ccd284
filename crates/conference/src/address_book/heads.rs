//! What columns are called by the programs that write address books, in the languages of those who use them.

use super::COLUMNS;
use super::columns::Columns;
use crate::DialProtocol;

/// Heads without case, accents, spaces and signs, with a space between them.
const NAMES: &str = "displayname fullname contactname name anzeigename nomcomplet nomaafficher nombrecompleto nombreparamostrar \
    nomeexibido nomecompleto nomevisualizzato 显示名称 姓名 名称 联系人 终端名称 会场名称 顯示名稱 名稱 表示名 氏名 名前 имя 이름";
const GIVEN: &str = "firstname givenname vorname prenom nombre nome primeironome 名 名字 имя";
const FAMILY: &str =
    "lastname familyname surname nachname nom apellido apellidos cognome sobrenome 姓 姓氏 фамилия";
const SIP: &str = "sipaddress sipuri sip sipnumber sipadresse adressesip direccionsip sip地址 sip号码 sip号 sip账号";
const H323: &str = "h323 h323address h323alias h323id h323number e164 e164alias h323地址 h323号码";
const NUMBERS: &str = "address number extension directorynumber uri adresse direccion indirizzo endereco nummer numero 地址 号码 会场号码 \
    终端号码 会议号码 espace号码 软终端号码 分机 分机号 账号 帐号 位址 號碼 アドレス 番号 адрес номер";
const EMAILS: &str = "primaryemail email emailaddress mail email1value emailadresse primareemailadresse adressedemessagerie adresseemail \
    courriel correoelectronico direcciondecorreoelectronico indirizzopostaelettronica enderecodeemail 电子邮件 电子邮件地址 邮箱 电子邮箱 \
    電子郵件 電子郵件地址 メールアドレス 電子メールアドレス адресэлпочты электроннаяпочта secondaryemail email2address";
const PHONES: &str = "mobilephone mobilenumber mobile cellphone mobiltelefon mobilnummer handy telmobile telephonemobile movil telefonomovil cellulare \
    手机 手机号 手机号码 移动电话 移动电话号码 行動電話 携帯電話 мобильный phone phonenumber telephone workphone businessphone primaryphone \
    phone1value officephone telefon telefongeschaftlich telephonebureau telefono telefonodeltrabajo 电话 电话号码 办公电话 商务电话 单位电话 \
    商務電話 電話 電話番号 電話號碼 телефон homephone telefonprivat telephonedomicile 家庭电话 住宅电话 住宅電話";
const GROUPS: &str = "groups group organization organisation company department 分组 群组 组 部门 单位 公司 firma abteilung entreprise societe \
    service empresa departamento azienda";
const PROTOCOLS: &str = "protocol protokoll protocole protocolo 协议 协议类型";
const ROLES: &str = "role rolle rol ruolo 角色";

/// Returns the columns that a row of heads names; without addresses if nobody can be called by them.
pub(super) fn columns(head: &[String]) -> Columns {
    let head: Vec<String> = head.iter().map(|cell| plain(cell)).collect();
    let exact = |key: &str| head.iter().position(|cell| *cell == plain(key));
    // In the order of the list: the first one is meant most.
    let find = |list: &str| list.split_whitespace().find_map(exact);
    let mut columns = Columns {
        own: COLUMNS.map(exact),
        given: find(GIVEN),
        family: find(FAMILY),
        addresses: Vec::new(),
    };
    let kinds = [
        ("address", None),
        (SIP, Some(DialProtocol::Sip)),
        (H323, Some(DialProtocol::H323)),
        (NUMBERS, None),
        (EMAILS, Some(DialProtocol::Auto)),
        (PHONES, Some(DialProtocol::Phone)),
    ];
    for (list, protocol) in kinds {
        for at in list.split_whitespace().filter_map(exact) {
            if columns.addresses.iter().all(|(known, _)| *known != at) {
                columns.addresses.push((at, protocol));
            }
        }
    }
    let [name, _, protocol, role, groups, _, _] = &mut columns.own;
    for (column, list) in [
        (name, NAMES),
        (protocol, PROTOCOLS),
        (role, ROLES),
        (groups, GROUPS),
    ] {
        *column = column.or_else(|| find(list));
    }
    columns
}

/// Returns a head without case, accents, spaces and signs.
pub(super) fn plain(head: &str) -> String {
    head.chars()
        .flat_map(char::to_lowercase)
        .filter(|c| c.is_alphanumeric())
        .map(|c| match c {
            'à'..='å' => 'a',
            'ç' => 'c',
            'è'..='ë' => 'e',
            'ì'..='ï' => 'i',
            'ñ' => 'n',
            'ò'..='ö' => 'o',
            'ù'..='ü' => 'u',
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads() {
        let check = |head: &str, name: Option<usize>, addresses: &[usize]| {
            let cells: Vec<String> = head.split(',').map(str::to_owned).collect();
            let found = columns(&cells);
            let [found_name, ..] = found.own;
            let places: Vec<_> = found.addresses.iter().map(|(at, _)| *at).collect();
            assert_eq!(
                (found_name.or(found.given), &*places),
                (name, addresses),
                "{head}"
            );
        };
        check("Name,ADDRESS", Some(0), &[1]);
        check(
            "First Name,Last Name,E-mail Address,Mobile Phone",
            Some(0),
            &[2, 3],
        );
        check(
            "Vorname,Nachname,E-Mail-Adresse,Telefon geschäftlich",
            Some(0),
            &[2, 3],
        );
        check(
            "Prénom,Nom,Adresse de messagerie,Tél. mobile",
            Some(0),
            &[2, 3],
        );
        check(
            "Pre\u{301}nom,Nom,Te\u{301}le\u{301}phone (bureau)",
            Some(0),
            &[2],
        );
        check(
            "Nombre,Apellidos,Dirección de correo electrónico,Móvil",
            Some(0),
            &[2, 3],
        );
        check("姓名,号码,部门", Some(0), &[1]);
        check("姓,名,电子邮件地址,移动电话", Some(1), &[2, 3]);
        check("DisplayName,SipAddress,Created", Some(0), &[1]);
        check("Name,E-mail 1 - Value,Phone 1 - Value", Some(0), &[1, 2]);
        check("Name,Colour", Some(0), &[]);
        check("", None, &[]);
    }
}
