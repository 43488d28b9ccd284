//! What the server says.

use super::{Asked, CommandId, Failure, Notice, Output, Session, Status, Watch, Watched, Why};
use crate::conference::{CallFailure, CallKey, CallState, Ending};
use crate::wire::{Answer, Message, Notification, Request, ServerError, read_message};

/// How long a telephone may ring until it is answered or the service gives up, ms.
pub(super) const RINGING_MS: u64 = 90_000;
/// How long it may take until a conference that is dismissed is gone, ms.
const DISMISSING_MS: u64 = 15_000;
/// Names of notifications that are told: others that come are the same matter.
const MOST_UNKNOWN: usize = 20;

impl Session {
    pub(super) fn hear(&mut self, now_ms: u64, text: &str, out: &mut Vec<Output>) {
        if !self.line.is_open() {
            return;
        }
        self.silences = 0;
        self.heard_ms = now_ms;
        match read_message(text) {
            Message::Answer { id, result } => {
                if let Some(asked) = self.asked(id) {
                    self.answered(now_ms, &asked, result, out);
                }
            }
            Message::Told(it) => {
                self.told(&it, out);
                self.count_soon(now_ms);
            }
            Message::Unknown(name) => {
                if self.unknown.len() < MOST_UNKNOWN && self.unknown.insert(name.clone()) {
                    out.push(Output::Notice(Notice::Unknown(name)));
                }
            }
            Message::NotUnderstood => {
                self.not_understood = self.not_understood.saturating_add(1);
                let count = self.not_understood;
                if 10_u32.checked_pow(count.ilog10()) == Some(count) {
                    out.push(Output::Notice(Notice::NotUnderstood(count)));
                }
            }
        }
    }

    /// Returns what this is the answer to. An error without a number is about what is under way, for a server answers in order.
    fn asked(&mut self, id: Option<u32>) -> Option<Asked> {
        let Some(id) = id else {
            return self.under_way.take_if(|_| self.late.is_empty());
        };
        let under_way = self.under_way.take_if(|it| it.id == id);
        under_way.or_else(|| {
            let at = self.late.iter().position(|it| it.id == id)?;
            self.late.remove(at)
        })
    }

    fn told(&mut self, it: &Notification, out: &mut Vec<Output>) {
        let mut changes = Vec::new();
        if let Notification::ConfCreate { conf, .. } = it
            && self.conference.open_id().is_none()
            && let Some(id) = self.creating()
        {
            // The answer itself may never come.
            self.conference.begin(conf.clone(), true, &mut changes);
            out.push(Output::Status(id, Status::Seen));
        }
        if let Notification::ConfDismiss { conf, status } = it
            && let Some(code) = status.filter(|code| *code != 0)
            && self.conference.open_id() == Some(conf)
            && let Some(at) = self.watched.iter().position(|it| it.what == Watch::Dismiss)
        {
            let id = self.watched.remove(at).id;
            let why = ServerError {
                cause: u32::try_from(code).ok(),
                ..ServerError::default()
            };
            out.push(Output::Status(id, Status::Failed(Failure::Refused(why))));
        }
        self.conference.told(it, &mut changes);
        self.changed(changes, out);
    }

    /// Returns the command that makes a conference, as long as its answer may come.
    fn creating(&self) -> Option<CommandId> {
        let asked = self.under_way.iter().chain(&self.late);
        let mut made = asked.filter(|it| it.request == Request::CreateConf);
        made.find_map(|it| match it.why {
            Why::Command(id, _) => Some(id),
            Why::Count | Why::CountFor(_) => None,
        })
    }

    fn answered(
        &mut self,
        now_ms: u64,
        asked: &Asked,
        result: Result<Answer, ServerError>,
        out: &mut Vec<Output>,
    ) {
        let about = match &asked.request {
            Request::CreateConf => None,
            Request::DismissConf(conf)
            | Request::InviteJoinConf(conf, _)
            | Request::QuitConf(conf, _)
            | Request::QueryConfState(conf) => Some(conf),
        };
        let is_ours = about.is_none() || about == self.conference.open_id();
        let is_gone = result.as_ref().is_err_and(ServerError::is_no_conference);
        if about.is_some() && is_ours && is_gone {
            let mut changes = Vec::new();
            self.conference.end(Ending::NotFound, &mut changes);
            self.changed(changes, out);
        }
        match asked.why {
            Why::Command(id, call) => match result {
                Ok(answer) => self.done(now_ms, id, call, &asked.request, &answer, out),
                Err(why) => self.refused(id, call, &asked.request, why, out),
            },
            Why::Count | Why::CountFor(_) => {
                self.is_old = false;
                let count = result.as_ref().ok().filter(|_| is_ours);
                if let Why::CountFor(id) = asked.why {
                    self.counted_for = Some((id, count.and_then(|it| it.count)));
                }
                if is_ours && !is_gone {
                    self.counted(asked, result, out);
                }
                self.count_later(now_ms);
            }
        }
    }

    /// The server says how many are in, or why it doesn't: then nobody knows any more.
    fn counted(
        &mut self,
        asked: &Asked,
        result: Result<Answer, ServerError>,
        out: &mut Vec<Output>,
    ) {
        let mut changes = Vec::new();
        match result {
            Ok(answer) => {
                self.count_refusal = None;
                let Answer { state, count, .. } = answer;
                self.conference
                    .counted(state, count, asked.news, &mut changes);
            }
            Err(why) => {
                self.conference.not_counted(&mut changes);
                if self.count_refusal.replace(why.clone()).as_ref() != Some(&why) {
                    out.push(Output::Notice(Notice::NotCounted(why)));
                }
            }
        }
        self.changed(changes, out);
    }

    /// The server says that it does it.
    fn done(
        &mut self,
        now_ms: u64,
        id: CommandId,
        call: Option<CallKey>,
        request: &Request,
        answer: &Answer,
        out: &mut Vec<Output>,
    ) {
        let mut changes = Vec::new();
        let (status, watch) = match (request, call) {
            (Request::CreateConf, _) => {
                let status = match answer.made_conf() {
                    Some(conf) if self.conference.open_id().is_none_or(|it| *it == conf) => {
                        self.conference.begin(conf, true, &mut changes);
                        Status::Seen
                    }
                    Some(_) => Status::Failed(Failure::AlreadyOpen),
                    None => Status::Failed(Failure::NotUnderstood),
                };
                (status, None)
            }
            (Request::InviteJoinConf(..), Some(key)) => {
                self.conference
                    .ringing(key, answer.made_call(), &mut changes);
                let watch = (Watch::Invite(key), RINGING_MS);
                (Status::Accepted, Some(watch))
            }
            (Request::QuitConf(..), Some(key)) => {
                let counted = self.counted_for.filter(|(it, _)| *it == id);
                let watch = self.hang_up_watch(key, counted.and_then(|(_, count)| count));
                (Status::Accepted, Some(watch))
            }
            (Request::DismissConf(_), _) => {
                (Status::Accepted, Some((Watch::Dismiss, DISMISSING_MS)))
            }
            _ => return,
        };
        out.push(Output::Status(id, status));
        if let Some((what, limit_ms)) = watch {
            self.watch(id, what, now_ms + limit_ms);
            self.count_soon(now_ms);
        }
        self.changed(changes, out);
    }

    fn refused(
        &mut self,
        id: CommandId,
        call: Option<CallKey>,
        request: &Request,
        why: ServerError,
        out: &mut Vec<Output>,
    ) {
        self.watched.retain(|it| it.id != id);
        if let (Request::InviteJoinConf(..), Some(key)) = (request, call) {
            let mut changes = Vec::new();
            let state = CallState::Failed(CallFailure::Refused(why.clone()));
            self.conference.not_ringing(key, state, &mut changes);
            self.changed(changes, out);
        }
        // Whoever dismisses what isn't there has what they wanted.
        let is_over = matches!(request, Request::DismissConf(_)) && why.is_no_conference();
        let status = if is_over {
            Status::Seen
        } else {
            Status::Failed(Failure::Refused(why))
        };
        out.push(Output::Status(id, status));
    }

    pub(super) fn watch(&mut self, id: CommandId, what: Watch, until_ms: u64) {
        self.watched.retain(|it| it.id != id);
        self.watched.push(Watched { id, what, until_ms });
    }
}
