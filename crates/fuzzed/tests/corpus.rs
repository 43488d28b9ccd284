//! Every file of the corpus, those that once failed among them.
#![allow(clippy::unwrap_used)]

use std::path::Path;

#[test]
fn the_corpus_holds() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus");
    for target in fuzzed::TARGETS {
        let files = std::fs::read_dir(corpus.join(target.name)).unwrap();
        let mut count = 0;
        for file in files {
            let path = file.unwrap().path();
            // The name of the file stands in the output of a test that fails.
            println!("{} {}", target.name, path.display());
            (target.check)(&std::fs::read(&path).unwrap());
            count += 1;
        }
        assert!(count > 0, "{} has no corpus", target.name);
    }
}
