#![no_main]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzzed::run("callbacks_3tee", bytes));
