//! JSON as conference servers write it, read.
//!
//! Not serde: the panel is small, and servers send what a strict reader refuses (keys without quotes, half surrogate pairs,
//! control characters inside strings). One forgiving reader costs less than a strict one with repairs in front of it, in
//! bytes of wasm and in time for an event. What serde_json accepts is read alike; the tests compare the two.
//!
//! A crate of its own, because all that a server sends goes through it, and so it is compiled to be fast where the rest of the panel is
//! compiled to be small.

mod reader;
mod scalar;
mod scan;

#[cfg(test)]
mod tests;

pub use reader::{Bad, EachEntry, EachItem, Reader};
pub use scalar::{Scalar, cut, trim};
pub use scan::first_of;
