//! What whoever hosts the panel has made it look like: name, logo, accent colour.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::{
    config::Config,
    i18n::{td_string, use_locale},
    ui::{Icon, IconView, ShowIf},
};

/// Name and logo. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Brand {
    name: StoredValue<Option<String>>,
    logo: StoredValue<Option<String>>,
}

impl Brand {
    /// Returns the brand that the configuration names.
    pub fn of(config: &Config) -> Self {
        Self {
            name: StoredValue::new(config.name.clone()),
            logo: StoredValue::new(config.logo.clone()),
        }
    }
}

/// Puts name and colours onto the page, once.
pub fn show_brand(config: &Config) {
    if let Some(name) = &config.name {
        document().set_title(name);
    }
    let page = document().document_element();
    let page = page.and_then(|page| page.dyn_into::<web_sys::HtmlElement>().ok());
    if let (Some(accent), Some(page)) = (config.accent, page) {
        let style = web_sys::HtmlElement::style(&page);
        for (token, value) in accent.tokens() {
            let _ = style.set_property(token, &value);
        }
    }
}

/// Logo and name, above the sign-in form. A logo that doesn't come leaves the panel's own mark.
#[component]
pub fn BrandMark() -> impl IntoView {
    let locale = use_locale();
    let brand: Option<Brand> = use_context();
    let of = |value: fn(Brand) -> StoredValue<Option<String>>| value(brand?).get_value();
    let name = of(|brand| brand.name);
    let name = name.unwrap_or_else(|| td_string!(locale, app.name).to_owned());
    let logo = StoredValue::new(of(|brand| brand.logo));
    let is_shown = RwSignal::new(logo.with_value(Option::is_some));
    view! {
        <span class="connect-mark" class:connect-logo=is_shown>
            <ShowIf when=is_shown fallback=|| view! { <IconView icon=Icon::Gavel /> }>
                <img src=logo.get_value() alt="" on:error=move |_| is_shown.set(false) />
            </ShowIf>
        </span>
        <bdi dir="auto">{name}</bdi>
    }
}
