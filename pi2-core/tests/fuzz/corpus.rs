//! What has been found: samples and how they were changed.

use std::collections::{HashSet, VecDeque};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use crate::Sample;
use crate::mutate::{self, Random};

/// Tries a sample; nothing comes back if that is a failure.
pub type Run<'a> = dyn FnMut(&Path, &Sample) -> Option<String> + 'a;

/// A sample and the seeds of the changes that are made to it, one after the other.
#[derive(Clone)]
struct Recipe {
    sample: usize,
    seeds: Vec<u64>,
}

/// What is known about one parser.
struct Parser {
    name: String,
    recipes: Vec<Recipe>,
    seen: HashSet<String>,
    tried: usize,
}

/// Samples by parser, and the changes that led to different outcomes.
pub struct Corpus {
    samples: Vec<(PathBuf, Sample)>,
    parsers: Vec<Parser>,
    /// Parsers that take turns; the first had the last one.
    turns: VecDeque<usize>,
}

fn file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus.tsv")
}

impl Corpus {
    /// Reads each sample to learn which parser it belongs to.
    pub fn new(samples: Vec<(PathBuf, Sample)>, run: &mut Run<'_>) -> Self {
        assert!(samples.len() > 100, "{} samples were found", samples.len());
        let mut corpus = Self { samples: Vec::new(), parsers: Vec::new(), turns: VecDeque::new() };
        for (path, sample) in samples {
            let outcome = run(&path, &sample).unwrap_or_else(|| panic!("{} fails", path.display()));
            // Those that are refused on purpose are only tried as they are.
            let Some((name, _)) = outcome.split_once(": read") else { continue };
            let known = corpus.parsers.iter().position(|parser| parser.name == name);
            let index = known.unwrap_or(corpus.parsers.len());
            if known.is_none() {
                let name = name.to_owned();
                corpus.parsers.push(Parser { name, recipes: Vec::new(), seen: HashSet::new(), tried: 0 });
                corpus.turns.push_back(index);
            }
            let parser = &mut corpus.parsers[index];
            parser.recipes.push(Recipe { sample: corpus.samples.len(), seeds: Vec::new() });
            parser.seen.insert(outcome);
            corpus.samples.push((path, sample));
        }
        corpus
    }

    /// Gives all turns to one parser.
    pub fn explore_only(&mut self, name: &str) {
        let all = self.parsers.iter().map(|parser| parser.name.clone()).collect::<Vec<_>>().join(", ");
        let parsers = &self.parsers;
        self.turns.retain(|index| parsers[*index].name.eq_ignore_ascii_case(name));
        assert!(!self.turns.is_empty(), "`{name}` is none of the parsers {all}");
    }

    /// Tries what is kept in the file.
    pub fn replay(&mut self, run: &mut Run<'_>) {
        for line in fs::read_to_string(file()).expect("the corpus").lines() {
            let (name, seeds) = line.split_once('\t').expect("a name and seeds");
            let seeds = seeds.split(' ').map(|seed| u64::from_str_radix(seed, 16).expect("a seed")).collect();
            // The name of a sample that is gone says nothing any more.
            let Some(sample) = self.samples.iter().position(|(path, _)| path == Path::new(name)) else { continue };
            let belongs = |parser: &Parser| parser.recipes.iter().any(|recipe| recipe.sample == sample);
            if let Some(parser) = self.parsers.iter().position(belongs) {
                self.attempt(parser, Recipe { sample, seeds }, run);
            }
        }
    }

    /// Changes something known of the parser whose turn it is.
    pub fn explore(&mut self, random: &mut Random, run: &mut Run<'_>) {
        self.turns.rotate_left(1);
        let parser = self.turns[0];
        let known = &self.parsers[parser].recipes;
        let mut recipe = known[random.below(known.len())].clone();
        recipe.seeds.push(random.bits());
        self.attempt(parser, recipe, run);
    }

    fn attempt(&mut self, parser: usize, recipe: Recipe, run: &mut Run<'_>) {
        let (path, sample) = &self.samples[recipe.sample];
        let mut sample = sample.clone();
        for seed in &recipe.seeds {
            mutate::change(&mut Random::new(*seed), &mut sample);
        }
        let parser = &mut self.parsers[parser];
        parser.tried += 1;
        if run(path, &sample).is_some_and(|outcome| parser.seen.insert(outcome)) {
            parser.recipes.push(recipe);
        }
    }

    /// How many different outcomes all parsers have together.
    pub fn outcomes(&self) -> usize {
        self.parsers.iter().map(|parser| parser.seen.len()).sum()
    }

    /// How many files the parser had that had the fewest.
    pub fn least_tried(&self) -> usize {
        self.parsers.iter().map(|parser| parser.tried).min().unwrap_or_default()
    }

    /// A line for each parser.
    pub fn report(&self) -> String {
        let line = |parser: &Parser| {
            format!("{}: {} files, {} different outcomes\n", parser.name, parser.tried, parser.seen.len())
        };
        self.parsers.iter().map(line).collect()
    }

    /// Keeps what gives different outcomes.
    pub fn write(&self) {
        let mut text = String::new();
        for recipe in self.parsers.iter().flat_map(|parser| &parser.recipes).filter(|recipe| !recipe.seeds.is_empty()) {
            let seeds: Vec<String> = recipe.seeds.iter().map(|seed| format!("{seed:x}")).collect();
            let name = self.samples[recipe.sample].0.display();
            writeln!(text, "{name}\t{}", seeds.join(" ")).expect("memory");
        }
        fs::write(file(), text).expect("writable");
    }
}
