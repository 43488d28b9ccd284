//! The page's title and icon, by which it is found among the tabs of a browser.

use js_sys::encode_uri_component;
use wasm_bindgen::JsCast;
use web_sys::{Document, HtmlLinkElement};

/// More than these are "9+" in the icon.
const MOST: usize = 9;

/// What title and icon were, to be put back.
pub struct PageMark {
    document: Document,
    title: String,
    icon: Option<(HtmlLinkElement, String)>,
}

impl PageMark {
    /// Returns the marks as they are now; `None` where there is no page.
    pub fn of_page() -> Option<Self> {
        let document = web_sys::window()?.document()?;
        let icon = document.query_selector("link[rel=icon]").ok().flatten();
        let icon = icon.and_then(|icon| icon.dyn_into::<HtmlLinkElement>().ok());
        Some(Self {
            title: document.title(),
            icon: icon.map(|icon| {
                let address = icon.href();
                (icon, address)
            }),
            document,
        })
    }

    /// Shows how many there are of what a host should look at; 0 = nothing.
    pub fn show(&self, count: usize) {
        let title = match count {
            0 => self.title.clone(),
            _ => format!("({count}) {}", self.title),
        };
        self.document.set_title(&title);
        if let Some((icon, address)) = &self.icon {
            match count {
                0 => icon.set_href(address),
                _ => icon.set_href(&badge(count)),
            }
        }
    }
}

impl Drop for PageMark {
    fn drop(&mut self) {
        self.show(0);
    }
}

/// Returns the address of an icon that is a number.
fn badge(count: usize) -> String {
    let text = match count {
        0..=MOST => count.to_string(),
        _ => format!("{MOST}+"),
    };
    let picture = [
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'><rect width='24' height='24' rx='6' fill='#b3212a'/>\
         <text x='12' y='18' font-family='sans-serif' font-size='17' font-weight='700' text-anchor='middle' fill='#fff'>",
        &text,
        "</text></svg>",
    ]
    .concat();
    let picture = encode_uri_component(&picture);
    format!("data:image/svg+xml,{picture}")
}
