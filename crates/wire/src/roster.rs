//! Answers that tell what the event stream tells too: who is there, and how the meeting stands.

use crate::answer::{Refusal, Reply, done};
use crate::participant::read_patch;
use conference::{ParticipantPatch, ServicePatch};
use json::{Bad, Reader};

/// Reads the answer to `participants`: a list, or an object around one. Gives the entries that could be read, and how many
/// could not.
///
/// # Errors
/// When it was refused, or isn't a list.
pub fn read_participants(reply: &Reply<'_>) -> Result<(Vec<ParticipantPatch>, usize), Refusal> {
    let text = reply.text();
    let result = done(reply, &text)?;
    let (mut people, mut bad) = (Vec::new(), 0);
    let mut read_list = |list: &mut Reader<'_>| {
        list.array(&mut |reader| {
            match read_patch(&mut Reader::new(reader.raw()?)) {
                Ok(patch) => people.push(patch),
                Err(Bad) => bad += 1,
            }
            Ok(())
        })
    };
    let mut reader = Reader::new(result);
    let mut found = true;
    let read = if reader.peek() == Some(b'{') {
        found = false;
        reader.object(&mut |reader, key| {
            if key == "participants" && !found {
                found = true;
                read_list(reader)
            } else {
                reader.skip()
            }
        })
    } else {
        read_list(&mut reader)
    };
    match read {
        Ok(()) if found => Ok((people, bad)),
        _ => Err(reply.unreadable()),
    }
}

/// Reads the answer to `service_status`. It may carry only some fields.
///
/// # Errors
/// When it was refused, or isn't an object.
pub fn read_service_status(reply: &Reply<'_>) -> Result<ServicePatch, Refusal> {
    let text = reply.text();
    let result = done(reply, &text)?;
    read_service_fields(&mut Reader::new(result)).map_err(|Bad| reply.unreadable())
}

/// `locked` and `guests_muted`, in `service_status` and `service_update`.
pub(crate) fn read_service_fields(reader: &mut Reader<'_>) -> Result<ServicePatch, Bad> {
    let mut patch = ServicePatch::default();
    reader.object(&mut |reader, key| {
        let value = reader.scalar()?;
        match key {
            "locked" => patch.locked = value.as_flag(),
            "guests_muted" => patch.guests_muted = value.as_flag(),
            _ => {}
        }
        Ok(())
    })?;
    Ok(patch)
}
