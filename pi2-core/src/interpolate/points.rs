//! Points anywhere.

use multiversion::multiversion;
use num_traits::{One, Zero};

use super::{Blend, Interpolation, round, weights};
use crate::image::{Image, WorkFloat};
use crate::par::{Boundary, for_each_block, tasks};
use crate::{Context, Result};

/// The points of a row of pixels: x, y and z of each.
pub type Line = [Vec<f64>; 3];

/// Makes each pixel of `output` the value of `input` at a point.
///
/// `place` writes the points of the row with a given y and z; the line has one for each pixel. A point that is NaN along
/// an axis has the value zero.
pub fn sample_at<T: Blend>(
    ctx: &Context,
    input: &Image<T>,
    output: &mut Image<T>,
    interpolation: Interpolation,
    boundary: Boundary,
    place: &(dyn Fn([usize; 2], &mut Line) + Sync),
) -> Result<()> {
    let width = output.width();
    let sampler = Sampler { input, sides: input.dims().to_array(), boundary };
    let rows = (tasks::task_len(size_of::<T::Sum>()) / width).max(1);
    for_each_block(ctx, output, [rows, 1], |[first, z], block| {
        let mut points: Line = std::array::from_fn(|_| vec![0.0; width]);
        for y in 0..block.size()[0] {
            ctx.check_cancelled()?;
            place([first + y, z], &mut points);
            let row = block.row([y, 0]);
            match interpolation {
                Interpolation::Nearest => pick_row(&sampler, &points, row),
                Interpolation::Linear => blend_row::<T, 2>(&sampler, &points, row),
                Interpolation::Cubic => blend_row::<T, 4>(&sampler, &points, row),
            }
        }
        Ok(())
    })
}

#[multiversion(targets("x86_64+avx2+fma+bmi2", "x86_64+sse4.2"))]
fn pick_row<T: Blend>(sampler: &Sampler<T>, points: &Line, row: &mut [T]) {
    let [x, y, z] = points;
    for (((pixel, &x), &y), &z) in row.iter_mut().zip(x).zip(y).zip(z) {
        *pixel = sampler.nearest([x, y, z]);
    }
}

#[multiversion(targets("x86_64+avx2+fma+bmi2", "x86_64+sse4.2"))]
fn blend_row<T: Blend, const N: usize>(sampler: &Sampler<T>, points: &Line, row: &mut [T]) {
    let [x, y, z] = points;
    for (((pixel, &x), &y), &z) in row.iter_mut().zip(x).zip(y).zip(z) {
        *pixel = T::from_sum(sampler.blend::<N>([x, y, z]));
    }
}

struct Sampler<'a, T> {
    input: &'a Image<T>,
    sides: [usize; 3],
    boundary: Boundary,
}

impl<T: Blend> Sampler<'_, T> {
    #[inline(always)]
    fn nearest(&self, point: [f64; 3]) -> T {
        let mut at = [0; 3];
        for axis in 0..3 {
            let Some(inside) = self.inside(round(point[axis]), axis) else { return T::default() };
            at[axis] = inside;
        }
        self.input.pixels()[self.input.dims().index(at[0], at[1], at[2])]
    }

    /// The coordinate of the pixel that is read for a coordinate, if it is not zero.
    #[inline(always)]
    fn inside(&self, coordinate: f64, axis: usize) -> Option<usize> {
        let last = (self.sides[axis] - 1) as f64;
        let is_inside = coordinate >= 0.0 && coordinate <= last;
        let counts = is_inside || (self.boundary == Boundary::Nearest && !coordinate.is_nan());
        counts.then(|| coordinate.clamp(0.0, last) as usize)
    }

    /// The weighted sum of `N`×`N`×`N` pixels around a point.
    #[inline(always)]
    fn blend<const N: usize>(&self, point: [f64; 3]) -> T::Sum {
        let floors = point.map(f64::floor);
        let firsts: [f64; 3] = std::array::from_fn(|axis| floors[axis] - (N / 2 - 1) as f64);
        let fractions: [f64; 3] = std::array::from_fn(|axis| point[axis] - floors[axis]);
        let is_inside = |axis: usize| firsts[axis] >= 0.0 && firsts[axis] + N as f64 <= self.sides[axis] as f64;
        let needs_all = |axis: usize| !T::CAN_BE_NAN || fractions[axis] != 0.0;
        if is_inside(0) && is_inside(1) && needs_all(0) && needs_all(1) {
            let [weights_x, weights_y] =
                [0, 1].map(|axis| weights::<T::Weight, N>(T::Weight::from_f64(fractions[axis])));
            if fractions[2] == 0.0 && floors[2] >= 0.0 && floors[2] < self.sides[2] as f64 {
                // Rotations about z and two-dimensional images: the point lies in a plane of the image.
                // SAFETY: the pixels around the point are inside along x and y, and its plane is.
                return unsafe {
                    self.blend_inside::<N, 1>(
                        [firsts[0], firsts[1], floors[2]],
                        weights_x,
                        weights_y,
                        [T::Weight::one()],
                    )
                };
            }
            if is_inside(2) && needs_all(2) {
                let weights_z = weights::<T::Weight, N>(T::Weight::from_f64(fractions[2]));
                // SAFETY: the pixels around the point are inside along all axes.
                return unsafe { self.blend_inside::<N, N>(firsts, weights_x, weights_y, weights_z) };
            }
        }
        self.blend_carefully::<N>(point, floors)
    }

    /// # Safety
    /// `N` pixels along x and y and `P` along z from `firsts` on are in the image.
    #[inline(always)]
    unsafe fn blend_inside<const N: usize, const P: usize>(
        &self,
        firsts: [f64; 3],
        weights_x: [T::Weight; N],
        weights_y: [T::Weight; N],
        weights_z: [T::Weight; P],
    ) -> T::Sum {
        // SAFETY: the caller's promise; coordinates of pixels fit into an integer.
        unsafe {
            let [x, y, z] = firsts.map(|first| first.to_int_unchecked::<isize>() as usize);
            let start = self.input.pixels().as_ptr().add(self.input.dims().index(x, y, z));
            let mut total = T::Sum::default();
            for (k, &weight_z) in weights_z.iter().enumerate() {
                let mut plane = T::Sum::default();
                for (j, &weight_y) in weights_y.iter().enumerate() {
                    let row = start.add(self.sides[0] * (j + self.sides[1] * k));
                    let mut line = T::Sum::default();
                    for (i, &weight_x) in weights_x.iter().enumerate() {
                        line += (*row.add(i)).to_sum() * weight_x;
                    }
                    plane += line * weight_y;
                }
                total += plane * weight_z;
            }
            total
        }
    }

    /// The same near the edges of the image and where some weights are zero.
    #[cold]
    #[inline(never)]
    fn blend_carefully<const N: usize>(&self, point: [f64; 3], floors: [f64; 3]) -> T::Sum {
        let zero = T::Weight::zero();
        // An infinite point is outside, where all neighbours have the same value.
        let fraction = |axis: usize| if point[axis].is_infinite() { 0.0 } else { point[axis] - floors[axis] };
        let neighbours: [[_; N]; 3] = std::array::from_fn(|axis| {
            let weights = weights::<T::Weight, N>(T::Weight::from_f64(fraction(axis)));
            std::array::from_fn(|k| {
                let coordinate = floors[axis] + k as f64 - (N / 2 - 1) as f64;
                self.inside(coordinate, axis).map(|at| (at, weights[k])).filter(|(_, weight)| *weight != zero)
            })
        });
        let [along_x, along_y, along_z] = &neighbours;
        let mut total = T::Sum::default();
        for &(z, weight_z) in along_z.iter().flatten() {
            let mut plane = T::Sum::default();
            for &(y, weight_y) in along_y.iter().flatten() {
                let row = self.input.row(y, z);
                let mut line = T::Sum::default();
                for &(x, weight_x) in along_x.iter().flatten() {
                    line += row[x].to_sum() * weight_x;
                }
                plane += line * weight_y;
            }
            total += plane * weight_z;
        }
        total
    }
}
