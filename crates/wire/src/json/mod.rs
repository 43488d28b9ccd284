//! JSON as conference servers write it.
//!
//! Not serde: the panel is small, and servers send what a strict reader refuses (keys without quotes, half surrogate pairs,
//! control characters inside strings). One forgiving reader costs less than a strict one with repairs in front of it, in
//! bytes of wasm and in time for an event. What serde_json accepts is read alike; the tests compare the two.

mod reader;
mod scalar;
mod writer;

#[cfg(test)]
mod tests;

pub(crate) use reader::{Bad, Reader};
pub(crate) use scalar::{Scalar, cut};
pub(crate) use writer::Object;
