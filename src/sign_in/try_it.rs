//! The demo: a meeting without any server, for training and for a first look.

use leptos::prelude::*;
use session::{JoinRequest, Target};
use wasm_bindgen_futures::spawn_local;
use wire::InsecureOrigins;

use super::{Alert, validate};
use crate::{
    browser::demo,
    i18n::{Locale, td_string, use_locale},
    state::{SignInForm, SignInState, use_meeting},
    ui::{Button, Dialog, Look, Slider},
};

/// How many people there may be, and how many there are for who doesn't choose.
const FEWEST: u32 = 5;
const MOST: u32 = 500;
const USUAL: u32 = 50;
/// The number of the demo's meeting (`crates/simulator`).
const ACCOUNT: &str = "1000";

/// Offers the demo, and asks how large it is to be.
#[component]
pub fn TryIt() -> impl IntoView {
    let locale = use_locale();
    let busy = expect_context::<SignInState>().busy();
    let open = RwSignal::new(false);
    view! {
        <div class="connect-try">
            <p>{td_string!(locale, demo.offer)}</p>
            <Button
                label=td_string!(locale, demo.try_it)
                pending=busy
                on_press=move || open.set(true)
            />
        </div>
        <Dialog
            open=open
            title=td_string!(locale, demo.title)
            on_close=move |()| open.set(false)
        >
            <StartForm open />
        </Dialog>
    }
}

#[component]
fn StartForm(
    /// Whether the dialog is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let (meeting, locale) = (use_meeting(), use_locale());
    let form: SignInForm = expect_context();
    let people = RwSignal::new(USUAL);
    let (loading, failed) = (RwSignal::new(false), RwSignal::new(false));
    let problem = Signal::derive(move || {
        let problem = failed.get().then(|| td_string!(locale, demo.cannot_load));
        problem.map(str::to_owned)
    });
    let start = move || {
        loading.set(true);
        failed.set(false);
        let people = people.get_untracked();
        spawn_local(async move {
            let started = demo::start(people).await;
            // Closed in the meantime: its signals are gone.
            let is_wanted = loading.try_set(false).is_none();
            match started {
                Some(address) if is_wanted => {
                    open.set(false);
                    // What stands in the form isn't where the host goes.
                    form.tried.set(false);
                    meeting.commands.join(request(form, locale, address));
                    meeting.panels.tour.set(Some(0));
                }
                Some(address) => demo::end(&address),
                None => drop(failed.try_set(true)),
            }
        });
    };
    view! {
        <div class="dialog-body">
            <p class="dialog-lead">{td_string!(locale, demo.lead)}</p>
            <Slider label=td_string!(locale, demo.people) value=people min=FEWEST max=MOST />
            <Alert problem />
        </div>
        <div class="dialog-foot">
            <Button
                label=td_string!(locale, ui.cancel)
                look=Look::Quiet
                on_press=move || open.set(false)
            />
            <Button
                label=td_string!(locale, demo.start)
                look=Look::Primary
                pending=loading
                autofocus=true
                on_press=start
            />
        </div>
    }
}

/// Under the name that stands in the form, if it will do.
fn request(form: SignInForm, locale: Locale, server: String) -> JoinRequest {
    let typed = form.name.with_untracked(|name| name.trim().to_owned());
    let name = match validate::name(&typed) {
        None => typed,
        Some(_) => td_string!(locale, demo.you).to_owned(),
    };
    JoinRequest {
        target: Target::Server {
            server,
            account: ACCOUNT.to_owned(),
        },
        name,
        password: None,
        hide_me: false,
        insecure: InsecureOrigins::default(),
        is_demo: true,
    }
}
