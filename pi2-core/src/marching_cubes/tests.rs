use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;

/// All triangles, in cells that reach over the upper borders of the image as the definition says, with no thought for
/// speed: positions there are those of the border.
fn reference_triangles(image: &Image<f32>, isovalue: f64) -> Vec<[[f64; 3]; 3]> {
    let [w, h, d] = image.dims().to_array();
    let mut found = Vec::new();
    for (z, y, x) in (0..d).flat_map(|z| (0..h).flat_map(move |y| (0..w).map(move |x| (z, y, x)))) {
        let position = |corner: usize| {
            let at = |axis: usize, start: usize, side: usize| (start + CORNERS[corner][axis] as usize).min(side - 1);
            [at(0, x, w), at(1, y, h), at(2, z, d)]
        };
        let value = |corner: usize| {
            let [x, y, z] = position(corner);
            f64::from(image.get(x, y, z))
        };
        let case = (0..8).filter(|&corner| value(corner) < isovalue).map(|corner| 1 << corner).sum();
        let vertex = |edge: u8| {
            let [from, to] = EDGES[usize::from(edge)];
            let (a, b) = (value(from), value(to));
            let part = match () {
                () if (isovalue - a).abs() < SNAP => 0.0,
                () if (isovalue - b).abs() < SNAP => 1.0,
                () => (isovalue - a) / (b - a),
            };
            let (p, q) = (position(from), position(to));
            std::array::from_fn(|axis| p[axis] as f64 + part * (q[axis] as f64 - p[axis] as f64))
        };
        found.extend(triangles(case).iter().map(|edges| edges.map(vertex)));
    }
    found
}

fn triangle_area([p, q, r]: [[f64; 3]; 3]) -> f64 {
    // Heron's formula, for a second way to compute it.
    let side = |a: [f64; 3], b: [f64; 3]| difference(a, b).iter().map(|step| step * step).sum::<f64>().sqrt();
    let [a, b, c] = [side(p, q), side(q, r), side(r, p)];
    let half = (a + b + c) / 2.0;
    (half * (half - a) * (half - b) * (half - c)).max(0.0).sqrt()
}

fn small_image() -> impl Strategy<Value = Image<f32>> {
    ([1usize..7, 1usize..7, 1usize..7], proptest::collection::vec(0u8..6, 216)).prop_map(|(dims, values)| {
        let [w, h, _] = dims;
        Image::from_fn(dims, |x, y, z| f32::from(values[x + w * (y + h * z)])).expect("small")
    })
}

/// The points of a 0/1 image whose sides are `side` pixels.
fn points(side: usize, inside: impl Fn(usize, usize, usize) -> bool) -> Image<u8> {
    Image::from_fn([side; 3], |x, y, z| u8::from(inside(x, y, z))).expect("small")
}

fn area_of(image: &Image<impl RealPixel>, isovalue: f64) -> f64 {
    area(&Context::with_threads(2), image, isovalue).expect("not cancelled")
}

proptest! {
    #[test]
    fn the_area_is_that_of_all_triangles(image in small_image(), isovalue in prop::sample::select(vec![0.5, 1.0, 2.3, 9.0])) {
        let expected: f64 = reference_triangles(&image, isovalue).into_iter().map(triangle_area).sum();
        // Heron's formula loses digits where triangles are flat.
        prop_assert!((area_of(&image, isovalue) - expected).abs() < 1e-5, "{}", expected);
    }

    #[test]
    fn the_surface_has_no_holes(image in small_image()) {
        // Every side of a triangle is the side of another one in the other direction.
        let [w, h, d] = image.dims().to_array();
        let padded = Image::from_fn([w + 2, h + 2, d + 2], |x, y, z| {
            let inside = (1..=w).contains(&x) && (1..=h).contains(&y) && (1..=d).contains(&z);
            if inside { image.get(x - 1, y - 1, z - 1) } else { 0.0 }
        })
        .expect("small");
        let mut sides = BTreeMap::new();
        for triangle in reference_triangles(&padded, 2.3) {
            let [p, q, r] = triangle.map(|point| point.map(|coordinate| (coordinate * 1e6).round() as i64));
            for (from, to) in [(p, q), (q, r), (r, p)] {
                *sides.entry((from, to)).or_insert(0) += 1;
                *sides.entry((to, from)).or_insert(0) -= 1;
            }
        }
        prop_assert!(sides.values().all(|surplus| *surplus == 0));
    }
}

#[test]
fn small_shapes_have_the_areas_of_the_original() {
    let middle = [3, 3, 3];
    let pair = |step: [usize; 3]| {
        points(8, |x, y, z| {
            let other: [usize; 3] = std::array::from_fn(|axis| middle[axis] + step[axis]);
            [x, y, z] == middle || [x, y, z] == other
        })
    };
    let inverted = |image: &Image<u8>| Image::from_fn(image.dims(), |x, y, z| 1 - image.get(x, y, z)).expect("small");
    for (step, area, area_of_holes) in [
        ([0, 0, 0], 3f64.sqrt(), None),
        ([1, 0, 0], 4.560_478, Some(4.560_478)),
        ([1, 1, 0], 27f64.sqrt(), Some(3.464_102)),
        ([0, 1, 1], 27f64.sqrt(), Some(3.464_102)),
        ([1, 1, 1], 3.464_102, Some(3.464_102)),
    ] {
        let image = pair(step);
        assert!((area_of(&image, 0.5) - area).abs() < 1e-6, "{step:?}");
        if let Some(area) = area_of_holes {
            assert!((area_of(&inverted(&image), 0.5) - area).abs() < 1e-6, "{step:?}");
        }
    }
    let cube = points(7, |x, y, z| [x, y, z].iter().all(|side| (2..5).contains(side)));
    assert!((area_of(&cube, 0.5) - 42.702_614).abs() < 1e-6);
    assert_eq!(area_of(&cube, 1.0), 24.0);
}

#[test]
fn a_ball_has_the_area_of_the_original() {
    let square = |coordinate: usize| (coordinate as i64 - 5).pow(2);
    let ball = Image::from_fn([11; 3], |x, y, z| if square(x) + square(y) + square(z) < 16 { 255u8 } else { 0 });
    let ball = ball.expect("small");
    assert!((area_of(&ball, 128.0) - 198.835_95).abs() < 1e-5);
    assert!((area_of(&ball, 1.0) - 241.598_54).abs() < 1e-5);
}

#[test]
fn the_surface_is_open_at_the_borders() {
    let full = points(3, |_, _, _| true);
    let half = points(3, |x, _, _| x < 1);
    assert_eq!((area_of(&full, 0.5), area_of(&half, 0.5)), (0.0, 4.0));
    let flat = Image::from_fn([5, 5, 1], |x, _, _| x as f32).expect("small");
    assert_eq!(area_of(&flat, 1.5), 0.0);
}

#[test]
fn the_area_does_not_depend_on_the_number_of_threads() {
    let image = Image::from_fn([64, 64, 200], |x, y, z| ((x * 31 + y * 17 + z * 7 + x * y * z) % 97) as f32);
    let image = image.expect("small");
    let [one, three] =
        [1, 3].map(|threads| area(&Context::with_threads(threads), &image, 40.5).expect("not cancelled"));
    assert_eq!(one.to_bits(), three.to_bits());
}

#[test]
fn infinite_pixels_have_a_surface_and_nan_pixels_have_none() {
    let image = |value: f32| Image::from_fn([3; 3], |x, y, z| if [x, y, z] == [1; 3] { value } else { 0.0 });
    let [infinite, unknown] = [f32::INFINITY, f32::NAN].map(|value| area_of(&image(value).expect("small"), 0.5));
    // The surface is as far from the infinite pixel as can be.
    assert!((infinite - 8.0 * 3f64.sqrt() / 2.0).abs() < 1e-9, "{infinite}");
    assert!(unknown.is_nan());
}
