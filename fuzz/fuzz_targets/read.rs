//! Any bytes are read without a crash, and every place that the document names exists.
//!
//! `cargo +nightly fuzz run read` in this folder's parent. The first byte chooses the file name.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let (path, bytes) = match data.split_first() {
        Some((first, rest)) if first % 2 == 0 => ("page.html", rest),
        Some((_, rest)) => ("copy.txt", rest),
        None => ("empty", data),
    };
    let (document, problems) = reading::read(bytes, path, None);
    let mut end = 0;
    for block in &document.blocks {
        assert!(block.span.start >= end && !block.span.is_empty());
        assert!(!document.quote(block.span).is_empty());
        end = block.span.end;
    }
    assert_eq!(end, document.text.len());
    let mut end = 0;
    for segment in document.origin_map.segments() {
        assert!(segment.text.start >= end && segment.text.end <= document.text.len());
        assert!(segment.original.start <= segment.original.end && segment.original.end <= bytes.len());
        end = segment.text.end;
    }
    assert!(!document.text.is_empty() || problems.iter().any(reading::is_fatal));
});
