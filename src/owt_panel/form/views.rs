//! A view in the form: whether it has a picture, and what that looks like.

use leptos::prelude::*;
use owt::Field;
use serde_json::{Value, json};

use super::entries::fields_of;
use crate::{
    i18n::{td_string, use_locale},
    owt_panel::{picture::RegionsOutline, state::use_panel},
    ui::{Checkbox, ShowIf},
};

/// The fields of a view, and its layouts drawn.
#[component]
pub fn ViewPicture(
    /// Which view, from 0.
    at: usize,
    /// What a view has.
    fields: &'static [Field],
    /// Where it is.
    place: String,
) -> impl IntoView {
    let (form, locale) = (use_panel().room_form, use_locale());
    let body = form.body();
    let video = [&place, ".video"].concat();
    let has_picture = {
        let video = video.clone();
        Memo::new(move |_| body.with(|body| body.get(&video) != Some(&Value::Bool(false))))
    };
    let layouts = Memo::new(move |_| {
        let views = body.with(|body| body.views());
        let view = views.into_iter().nth(at);
        view.and_then(|view| view.layouts).unwrap_or_default()
    });
    let drawn = move || {
        let drawn = layouts.get().into_iter();
        drawn
            .map(|regions| view! { <RegionsOutline regions /> })
            .collect_view()
    };
    let has_drawn = Signal::derive(move || layouts.with(|layouts| !layouts.is_empty()));
    let switch = move |on: bool| {
        let value = match on {
            true => json!({}),
            false => Value::Bool(false),
        };
        form.edit(|body| {
            body.set(&video, value);
        });
    };
    let is_video = |field: &&Field| field.path.starts_with("video.");
    let sound = fields.iter().filter(|field| !is_video(field)).copied();
    let sound = fields_of(&place, sound);
    let place = StoredValue::new(place);
    let picture = move || {
        let fields = fields.iter().filter(is_video).copied();
        place.with_value(|place| fields_of(place, fields))
    };
    view! {
        {sound}
        <Checkbox
            label=td_string!(locale, owt.form.picture)
            checked=has_picture
            on_change=switch
        />
        <ShowIf when=has_picture>{picture()}</ShowIf>
        <ShowIf when=has_drawn>
            <div class="owt-drawn" role="img" aria-label=td_string!(locale, owt.form.drawn)>
                {drawn}
            </div>
        </ShowIf>
    }
}
