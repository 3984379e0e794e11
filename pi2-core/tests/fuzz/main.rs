//! Changes files at random and reads them: whatever is in a file, reading it gives an image or an error, in bounded time
//! and memory.
//!
//! The files of `tests/formats/data` are changed, and those among the results that give a new error message are changed
//! further, which leads deep into each parser. What was found in long runs is kept as `corpus.tsv` and tried first; then
//! the parsers take turns. `PI2_FUZZ_SECONDS` sets how long that goes on, `PI2_FUZZ_PARSER` names the one parser to
//! try, and `PI2_FUZZ_KEEP` adds what is found to the corpus. Files that fail are kept in `target/fuzz`.

mod corpus;
#[path = "../common/memory.rs"]
mod memory;
mod mutate;

use std::collections::BTreeMap;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use pi2_core::{Context, io};

use corpus::Corpus;
use mutate::Random;

/// How long the test lasts if nothing else is asked for.
const SECONDS: u64 = 12;
/// Files above this size are not changed: most of their bytes are pixels.
const LARGE: u64 = 40_000;
/// No file takes longer than that.
const PATIENCE: Duration = Duration::from_secs(20);
/// A dataset without chunks has any size; larger images are not read.
const LARGE_IMAGE: usize = 1 << 24;
/// Memory that reading takes besides the image: a fixed part, and a part that grows with the image and the file.
const FIXED_BYTES: usize = 24 << 20;
const BYTES_PER_BYTE: usize = 8;
/// Compressed pixels are at most so many times as large as the file that holds them.
const COMPRESSION: u128 = 60_000;

/// A file, or the files of a dataset, by their names.
type Sample = BTreeMap<PathBuf, Vec<u8>>;

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats/data")
}

/// All files below a folder.
fn files_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("readable").path());
    entries.flat_map(|path| if path.is_dir() { files_in(&path) } else { vec![path] }).collect()
}

/// The name of a sample, relative to the folder of the samples, and its files.
fn samples() -> Vec<(PathBuf, Sample)> {
    let table = fs::read_to_string(data().join("cases.tsv")).expect("a table");
    let mut names: Vec<&str> = table.lines().filter_map(|line| line.split('\t').nth(2)).collect();
    names.sort_unstable();
    names.dedup();
    let load = |name: &str| {
        let path = data().join(name);
        let files = if path.is_dir() {
            files_in(&path)
        } else {
            // What belongs to a header has the same name up to the ending.
            let stem = path.file_stem()?.to_owned();
            let beside = fs::read_dir(path.parent()?).ok()?.map(|entry| entry.expect("readable").path());
            beside.filter(|other| other.is_file() && other.file_stem() == Some(&stem) || *other == path).collect()
        };
        let small = files.iter().all(|file| file.metadata().is_ok_and(|metadata| metadata.len() < LARGE));
        let bytes = |file: &PathBuf| Some((file.strip_prefix(data()).ok()?.to_owned(), fs::read(file).ok()?));
        Some((PathBuf::from(name), files.iter().map(bytes).collect::<Option<Sample>>()?)).filter(|_| small)
    };
    names.into_iter().filter_map(load).collect()
}

/// What reading a file gives: the format and the error, without the numbers in its message.
fn outcome(path: &Path, bytes: u128) -> Result<String, String> {
    let before = memory::start();
    let result = catch_unwind(AssertUnwindSafe(|| {
        let source = io::open(path)?;
        let info = source.info();
        let size = info.dims.pixel_count() * info.pixel_size;
        if size <= LARGE_IMAGE {
            io::read_all(&Context::with_threads(1), &*source, None)?;
        }
        Ok((info.format, size))
    }));
    let used = memory::peak() - before;
    match result {
        Err(panic) => {
            let text = panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
            Err(format!("panics: {}", text.unwrap_or("?")))
        }
        Ok(Ok((format, size))) => {
            let is_chunked = path.is_dir();
            let bound = FIXED_BYTES + BYTES_PER_BYTE * (size.min(LARGE_IMAGE) + bytes as usize);
            if used > bound {
                return Err(format!("takes {used} bytes of memory for an image of {size} bytes"));
            }
            if !is_chunked && size as u128 > COMPRESSION * (bytes + 1) {
                return Err(format!("gives an image of {size} bytes from {bytes} bytes"));
            }
            Ok(format!("{format}: read"))
        }
        Ok(Err(error)) => {
            let error: pi2_core::Error = error;
            if used > FIXED_BYTES + LARGE_IMAGE + BYTES_PER_BYTE * bytes as usize {
                return Err(format!("takes {used} bytes of memory, then: {error}"));
            }
            let message = error.to_string().replace(&*path.to_string_lossy(), "");
            // What is quoted comes from the file.
            let own: String = message.split(['`', '"', '\'']).step_by(2).collect();
            let words = own.split_whitespace().filter(|word| word.bytes().all(|c| c.is_ascii() && !c.is_ascii_digit()));
            Ok(words.take(12).collect::<Vec<_>>().join(" "))
        }
    }
}

/// Writes a sample to a folder and reads it, with a limit of time.
fn try_sample(folder: &Path, name: &Path, sample: &Sample) -> Result<String, String> {
    drop(fs::remove_dir_all(folder));
    for (file, bytes) in sample {
        let path = folder.join(file);
        fs::create_dir_all(path.parent().expect("in a folder")).expect("writable");
        fs::write(path, bytes).expect("writable");
    }
    let total = sample.values().map(|bytes| bytes.len() as u128).sum();
    let (sender, receiver) = mpsc::channel();
    let path = folder.join(name);
    thread::spawn(move || sender.send(outcome(&path, total)));
    receiver.recv_timeout(PATIENCE).unwrap_or_else(|_| Err("takes too long".to_owned()))
}

#[test]
fn changed_files_are_images_or_errors() {
    let setting = |name: &str| std::env::var(name).ok();
    let number = |name: &str| setting(name).map(|text| text.parse::<u64>().expect("a number"));
    let seconds = number("PI2_FUZZ_SECONDS").unwrap_or(SECONDS);
    let mut random = Random::new(number("PI2_FUZZ_SEED").unwrap_or(1));
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("target").join("fuzz");
    let folder = target.join("now");
    let mut failures = Vec::new();
    let mut run = |name: &Path, sample: &Sample| match try_sample(&folder, name, sample) {
        Ok(outcome) => Some(outcome),
        Err(problem) => {
            let kept = target.join(format!("failed-{}", failures.len()));
            drop(fs::remove_dir_all(&kept));
            fs::rename(&folder, &kept).expect("the same disk");
            let failure = format!("{} {problem}", kept.join(name).display());
            eprintln!("{failure}");
            failures.push(failure);
            assert!(failures.len() < 20, "{failures:#?}");
            None
        }
    };
    let mut corpus = Corpus::new(samples(), &mut run);
    if let Some(parser) = setting("PI2_FUZZ_PARSER") {
        corpus.explore_only(&parser);
    }
    corpus.replay(&mut run);
    let replayed = corpus.outcomes();
    let end = Instant::now() + Duration::from_secs(seconds);
    while Instant::now() < end {
        corpus.explore(&mut random, &mut run);
    }
    drop(fs::remove_dir_all(&folder));
    eprintln!("{}", corpus.report());
    if setting("PI2_FUZZ_KEEP").is_some() {
        corpus.write();
    }
    assert!(failures.is_empty(), "{failures:#?}");
    if setting("PI2_FUZZ_PARSER").is_none() {
        assert!(
            replayed > 400,
            "only {replayed} different outcomes of the corpus: does `mutate.rs` still do the same?"
        );
        assert!(corpus.least_tried() > 20 || seconds < SECONDS, "{}", corpus.report());
    }
}
