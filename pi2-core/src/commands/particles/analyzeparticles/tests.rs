use proptest::prelude::*;

use super::*;
use crate::components::tests::{images, reference};
use crate::image::convert;

const ALL: &str = "coordinates, isonedge, volume, bounds";

/// The table of [`ALL`] from lists of points, with no thought for speed.
fn rows(image: &Image<u8>, connectivity: Connectivity, limit: u64) -> Vec<[f32; 11]> {
    let dims = image.dims();
    let numbers = reference(image, connectivity, |p| p != 0);
    let count = numbers.iter().flatten().max().map_or(0, |n| n + 1);
    let particles = (0..count).map(|particle| {
        let indices = (0..numbers.len()).filter(|&index| numbers[index] == Some(particle));
        indices.map(|index| dims.coordinates(index).map(|c| c as f32)).collect::<Vec<_>>()
    });
    particles
        .filter(|points| limit == 0 || (points.len() as u64) < limit)
        .map(|points| {
            let low: [f32; 3] = std::array::from_fn(|i| points.iter().map(|p| p[i]).fold(f32::INFINITY, f32::min));
            let high: [f32; 3] = std::array::from_fn(|i| points.iter().map(|p| p[i]).fold(0.0, f32::max));
            let sides = dims.to_array();
            let edge = (0..3).any(|i| sides[i] > 1 && (low[i] == 0.0 || high[i] == sides[i] as f32 - 1.0));
            let [x, y, z] = points[0];
            let volume = points.len() as f32;
            [x, y, z, f32::from(u8::from(edge)), volume, low[0], high[0], low[1], high[1], low[2], high[2]]
        })
        .collect()
}

fn check<T: RealPixel>(values: &Image<u8>, connectivity: Connectivity, limit: u64, done: f64, large: f64) {
    let ctx = Context::with_threads(2);
    let original = Image::<T>::from_fn(values.dims(), |x, y, z| convert(values.get(x, y, z))).expect("small");
    let (mut image, mut table) = (original.clone(), Image::new([1, 1, 1]).expect("small"));
    let result = analyzeparticles(&ctx, &mut image, &mut table, ALL, connectivity, limit, false);
    let expected = rows(values, connectivity, limit);
    if expected.is_empty() {
        let error = result.expect_err("there are no particles").to_string();
        assert_eq!(error, "results table is empty, because there are no particles to analyse");
        assert_eq!(image, original);
        return;
    }
    result.expect("there are particles");
    assert_eq!(table.dims().to_array(), [11, expected.len(), 1]);
    assert_eq!(table.pixels(), expected.as_flattened());
    let regions = reference(values, connectivity, |p| p != 0);
    let volume = |region| regions.iter().filter(|other| **other == Some(region)).count() as u64;
    let value = |region| if limit == 0 || volume(region) < limit { done } else { large };
    let expected: Vec<T> = regions.iter().map(|r| T::from_f64_saturating(r.map_or(0.0, value))).collect();
    assert_eq!(image.pixels(), expected);
}

proptest! {
    #[test]
    fn every_pixel_type_agrees_with_lists_of_points(image in images(), all in any::<bool>(), limit in 0u64..8) {
        let connectivity = if all { Connectivity::All } else { Connectivity::Nearest };
        check::<u8>(&image, connectivity, limit, 128.0, 230.0);
        check::<u16>(&image, connectivity, limit, 65_535.0, 65_534.0);
        check::<u32>(&image, connectivity, limit, 4_294_967_295.0, 4_294_967_294.0);
        check::<i8>(&image, connectivity, limit, 64.0, 100.0);
        check::<i16>(&image, connectivity, limit, 32_767.0, 32_766.0);
        check::<i32>(&image, connectivity, limit, 2_147_483_647.0, 2_147_483_646.0);
        check::<f32>(&image, connectivity, limit, 2.0, 3.0);
    }
}

fn analyzed<T: RealPixel>(row: &[T], analyzers: &str, limit: u64) -> Result<(Image<T>, Image<f32>)> {
    let (mut image, mut table) = (Image::from_vec([row.len(), 1, 1], row.to_vec())?, Image::new([1, 1, 1])?);
    let ctx = Context::with_threads(1);
    analyzeparticles(&ctx, &mut image, &mut table, analyzers, Connectivity::Nearest, limit, true)?;
    Ok((image, table))
}

#[test]
fn particles_over_the_limit_are_left_out_and_marked() {
    let (image, table) = analyzed(&[7u8, 7, 7, 0, 0, 1, 20, 20, 0, 7, 0, 0], "volume, coordinates", 3).expect("one");
    assert_eq!(table.pixels(), [1.0, 9.0, 0.0, 0.0]);
    assert_eq!(image.pixels(), [230, 230, 230, 0, 0, 230, 230, 230, 0, 128, 0, 0]);
    assert_eq!(table.metadata().cell("column headers", 0, 0), Some("Volume [pixel], X [pixel], Y [pixel], Z [pixel]"));
}

#[test]
fn pixels_with_the_final_values_are_particles_too() {
    let (_, table) = analyzed(&[128u8, 0, 230, 230, 128, 1], "volume", 0).expect("two");
    assert_eq!(table.pixels(), [1.0, 4.0]);
    let (image, table) = analyzed(&[u64::MAX, 0, u64::MAX - 1, 5], "volume", 2).expect("one");
    assert_eq!(table.pixels(), [1.0]);
    assert_eq!(image.pixels(), [u64::MAX, 0, u64::MAX - 1, u64::MAX - 1]);
    let (image, _) = analyzed(&[3i64, 0, -1], "volume", 0).expect("two");
    assert_eq!(image.pixels(), [i64::MAX, 0, i64::MAX]);
}

#[test]
fn wrong_analyzers_are_refused_before_the_image_changes() {
    let error = analyzed(&[1u8], "volumes", 0).expect_err("unknown").render();
    assert!(error.contains("it is `volumes`") && error.ends_with("hint: did you mean `volume`?"), "{error}");
    let (mut image, mut table) =
        (Image::from_vec([1, 1, 2], vec![1u8, 1]).expect("two"), Image::new([1, 1, 1]).expect("small"));
    let ctx = Context::with_threads(1);
    let result = analyzeparticles(&ctx, &mut image, &mut table, "pca2d", Connectivity::All, 0, false);
    let error = result.expect_err("depth 2").to_string();
    assert!(error.ends_with("but it is `pca2d`, which needs an image of depth 1"), "{error}");
    assert_eq!(image.pixels(), [1, 1]);
}

#[test]
fn rows_do_not_depend_on_the_number_of_threads() {
    let dots = Image::from_fn([150, 120, 100], |x, y, z| u8::from((x * 7 + y * 13 + z * 31) % 17 < 6)).expect("small");
    let tables: Vec<_> = [1, 4]
        .into_iter()
        .map(|threads| {
            let (ctx, mut table) = (Context::with_threads(threads), Image::new([1, 1, 1]).expect("small"));
            let names = "coordinates, pca, boundingsphere";
            analyzeparticles(&ctx, &mut dots.clone(), &mut table, names, Connectivity::Nearest, 0, false)
                .expect("many");
            table
        })
        .collect();
    assert!(tables[0].height() > 1);
    assert!(tables[0].pixels().iter().zip(tables[1].pixels()).all(|(a, b)| a.to_bits() == b.to_bits()));
}
