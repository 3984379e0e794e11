//! What can be measured of a particle: one [`Analyzer`] each.

mod bounding_sphere;
mod convex_hull;
mod extent;
mod pca;
mod surface_area;

use crate::image::{Dimensions, Image};
use crate::par::tasks;
use crate::{Context, Error, Result, nearest_name};

use super::particle::{Particle, Particles};

/// A group of measurements of a particle.
#[derive(Debug)]
pub struct Analyzer {
    /// The word for it in the argument `analyzers`.
    pub name: &'static str,
    /// What it measures, for users.
    pub description: &'static str,
    /// The names of its columns with units.
    pub headers: &'static [&'static str],
    /// True if it is for images of depth 1 only.
    pub is_flat: bool,
    /// Appends one number per header.
    measure: Measure,
}

type Measure = fn(&Particle, &mut Vec<f64>);

/// All analyzers: first those for images of any depth, then those for images of depth 1.
pub static ANALYZERS: [&Analyzer; 11] = [
    &extent::COORDINATES,
    &extent::IS_ON_EDGE,
    &extent::VOLUME,
    &pca::PCA,
    &surface_area::SURFACE_AREA,
    &extent::BOUNDS,
    &bounding_sphere::BOUNDING_SPHERE,
    &extent::COORDINATES_2D,
    &pca::PCA_2D,
    &convex_hull::CONVEX_HULL_2D,
    &extent::BOUNDS_2D,
];

/// The analyzers that a user named: words of letters and digits, separated by anything else, in any case.
///
/// # Errors
/// `Argument` if a word is not the name of an analyzer, or there is none.
pub fn parse(names: &str) -> Result<Vec<&'static Analyzer>> {
    let words = names.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let analyzers = words.map(find).collect::<Result<Vec<_>>>()?;
    if analyzers.is_empty() {
        return Err(Error::argument("analyzers", expected(), format!("`{names}`")));
    }
    Ok(analyzers)
}

fn find(word: &str) -> Result<&'static Analyzer> {
    let found = ANALYZERS.into_iter().find(|analyzer| analyzer.name.eq_ignore_ascii_case(word));
    found.ok_or_else(|| {
        let error = Error::argument("analyzers", expected(), format!("`{word}`"));
        match nearest_name(word, ANALYZERS.map(|analyzer| analyzer.name)) {
            Some(name) => error.with_hint(format!("did you mean `{name}`?")),
            None => error,
        }
    })
}

fn expected() -> String {
    format!("a list of names among {}", ANALYZERS.map(|analyzer| analyzer.name).join(", "))
}

/// Checks that all analyzers can be used for an image of the given size.
///
/// # Errors
/// `Argument` if an analyzer is for images of depth 1 and this one is deeper.
pub fn check_usable(analyzers: &[&Analyzer], dims: Dimensions) -> Result<()> {
    if let Some(flat) = analyzers.iter().find(|analyzer| analyzer.is_flat && dims.depth > 1) {
        let expected = "a list of analyzers for three-dimensional images";
        return Err(Error::argument(
            "analyzers",
            expected,
            format!("`{}`, which needs an image of depth 1", flat.name),
        ));
    }
    Ok(())
}

/// The headers of all columns in one line.
pub fn headers(analyzers: &[&Analyzer]) -> String {
    analyzers.iter().flat_map(|analyzer| analyzer.headers).copied().collect::<Vec<_>>().join(", ")
}

/// Particles that one task measures.
const PARTICLES_PER_TASK: usize = 32;

/// Measures all particles: one row per particle and one column per header, with the metadata item `column headers`.
///
/// The analyzers must have passed [`check_usable`].
///
/// # Errors
/// `Dimensions` if there are no particles, since an image has at least one row.
pub fn measure(ctx: &Context, analyzers: &[&Analyzer], particles: &Particles, table: &mut Image<f32>) -> Result<()> {
    if particles.is_empty() {
        return Err(Error::dimensions("results table is empty, because there are no particles to analyse"));
    }
    let columns = analyzers.iter().map(|analyzer| analyzer.headers.len()).sum();
    table.resize([columns, particles.len(), 1])?;
    table.metadata_mut().insert_text("column headers", headers(analyzers));
    tasks::chunks_mut(ctx, table.pixels_mut(), columns * PARTICLES_PER_TASK, |task, rows| {
        let mut numbers = Vec::with_capacity(columns);
        for (i, row) in rows.chunks_exact_mut(columns).enumerate() {
            let particle = particles.get(task * PARTICLES_PER_TASK + i);
            numbers.clear();
            for analyzer in analyzers {
                (analyzer.measure)(&particle, &mut numbers);
            }
            row.iter_mut().zip(&numbers).for_each(|(cell, &number)| *cell = number as f32);
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_separated_by_anything_and_keep_their_order() {
        let names = |text| parse(text).expect("known names").iter().map(|a| a.name).collect::<Vec<_>>();
        assert_eq!(names("Volume;PCA, bounds/volume"), ["volume", "pca", "bounds", "volume"]);
        assert_eq!(
            headers(&parse("coordinates, volume").expect("known")),
            "X [pixel], Y [pixel], Z [pixel], Volume [pixel]"
        );
    }

    #[test]
    fn an_unknown_name_is_an_error_that_lists_the_known_ones() {
        let error = parse("volume, bound").expect_err("no such analyzer").render();
        let expected = "argument `analyzers` must be a list of names among coordinates, isonedge, volume, pca, ";
        assert!(error.starts_with(expected), "{error}");
        assert!(error.ends_with("but it is `bound`\nhint: did you mean `bounds`?"), "{error}");
        assert!(parse(" ,").expect_err("nothing").to_string().ends_with("but it is ` ,`"));
    }

    #[test]
    fn every_analyzer_gives_one_number_per_header() {
        let particle = Particles::from_points(Dimensions::new(5, 5, 1), &[[1, 1, 0], [2, 1, 0], [2, 3, 0]]);
        for analyzer in ANALYZERS {
            assert!(analyzer.description.ends_with('.'));
            let mut numbers = Vec::new();
            (analyzer.measure)(&particle.get(0), &mut numbers);
            assert_eq!(numbers.len(), analyzer.headers.len(), "{}", analyzer.name);
            assert!(numbers.iter().all(|number| number.is_finite()), "{} {numbers:?}", analyzer.name);
        }
    }
}
