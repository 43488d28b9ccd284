//! Ids in the forms in which the server makes them.

use crate::world::random::Random;

/// Returns an id of the database's: 24 hexadecimal digits of the time in seconds, the process and a count, so that later ones
/// sort later.
pub fn object(now: u64, process: u64, count: u64) -> String {
    let seconds = (now / 1000) & 0xffff_ffff;
    let (process, count) = (process & 0xff_ffff_ffff, count & 0xff_ffff);
    format!("{seconds:08x}{process:010x}{count:06x}")
}

/// Returns a participant's id: that of their socket.
pub fn participant(random: &mut Random) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let letter = |_| random.pick(LETTERS).map_or('A', |byte| char::from(*byte));
    (0..20).map(letter).collect()
}

/// Returns the id of a stream that somebody publishes.
pub fn stream(random: &mut Random) -> String {
    format!("{:016x}{:016x}", random.bits(), random.bits())
}

/// Returns the id of what is started by the API: a number of 18 digits.
pub fn number(random: &mut Random) -> String {
    random
        .between(100_000_000_000_000_000, 1_000_000_000_000_000_000)
        .to_string()
}
