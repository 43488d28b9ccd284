//! Chance that keeps secrets.

/// Returns 32 bytes that nobody can guess; `None` where the browser has no source of them.
pub fn secret_bytes() -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    let crypto = web_sys::window()?.crypto().ok()?;
    crypto.get_random_values_with_u8_array(&mut bytes).ok()?;
    Some(bytes)
}
