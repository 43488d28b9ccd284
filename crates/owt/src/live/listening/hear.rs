//! What the portal says, step by step.

use super::{LOGIN, Listening, ListeningOutput as Output, STEP_MS, Step, WhyOut};
use crate::portal::{Frame, PortalEvent, connect, login, pong, read_event, read_frame, read_login};

/// The longest event, and the longest list of everybody and all streams, bytes.
const LONGEST_EVENT: usize = 1 << 20;
const LONGEST_LOGIN: usize = 16 << 20;

impl Listening {
    /// Takes what the socket says.
    ///
    /// # Errors
    /// [`WhyOut`] says why the panel isn't in the room, or is no longer.
    pub(super) fn hear(
        &mut self,
        now_ms: u64,
        text: &str,
        out: &mut Vec<Output>,
    ) -> Result<(), WhyOut> {
        let longest = match self.step {
            Step::In { .. } => LONGEST_EVENT,
            _ => LONGEST_LOGIN,
        };
        if let Step::In { heard_ms, .. } = &mut self.step {
            *heard_ms = now_ms;
        }
        if text.len() > longest {
            self.counts.unread = self.counts.unread.saturating_add(1);
            return Ok(());
        }
        let Some(frame) = read_frame(text) else {
            return Ok(());
        };
        let until_ms = now_ms + STEP_MS;
        match (frame, &self.step) {
            (_, Step::Out { .. } | Step::Reading | Step::Making(_)) => {}
            (Frame::Ping, _) => out.push(Output::Send(pong().to_owned())),
            (Frame::Close | Frame::Disconnected, _) => return Err(WhyOut::Closed),
            (Frame::Open(handshake), Step::Opening(tells, token, _)) => {
                let (interval, timeout) = (handshake.ping_interval_ms, handshake.ping_timeout_ms);
                self.step = Step::Connecting {
                    tells: *tells,
                    token: token.clone(),
                    silence_ms: u64::from(interval) + u64::from(timeout),
                    until_ms,
                };
                out.push(Output::Send(connect().to_owned()));
            }
            (Frame::Refused(words), Step::Connecting { .. }) => {
                return Err(WhyOut::Refused(words));
            }
            (
                Frame::Connected,
                Step::Connecting {
                    tells,
                    token,
                    silence_ms,
                    ..
                },
            ) => {
                out.push(Output::Send(login(LOGIN, token)));
                self.step = Step::Joining {
                    tells: *tells,
                    silence_ms: *silence_ms,
                    until_ms,
                };
            }
            (
                Frame::Answer {
                    number: LOGIN,
                    is_done,
                    data,
                },
                Step::Joining {
                    tells, silence_ms, ..
                },
            ) => {
                let result = read_login(is_done, data).map_err(WhyOut::Refused)?;
                self.step = Step::In {
                    tells: *tells,
                    since_ms: now_ms,
                    silence_ms: *silence_ms,
                    heard_ms: now_ms,
                    doubted_until_ms: None,
                };
                self.trouble = None;
                self.counts.entered = self.counts.entered.saturating_add(1);
                out.push(Output::In(result));
            }
            (Frame::Event { name, data }, Step::In { .. }) => {
                return self.hear_event(&name, data, out);
            }
            // What is told before everything is told at once is in that.
            _ => {}
        }
        Ok(())
    }

    fn hear_event(&mut self, name: &str, data: &str, out: &mut Vec<Output>) -> Result<(), WhyOut> {
        if let Step::In {
            doubted_until_ms, ..
        } = &mut self.step
        {
            *doubted_until_ms = None;
        }
        self.counts.events = self.counts.events.saturating_add(1);
        match read_event(name, data) {
            Some(PortalEvent::Dropped) => return Err(WhyOut::Dropped),
            Some(event) => out.push(Output::Told(event)),
            None => self.counts.unread = self.counts.unread.saturating_add(1),
        }
        Ok(())
    }
}
