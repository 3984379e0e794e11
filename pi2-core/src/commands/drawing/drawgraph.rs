//! Graphs as balls and sticks.

use std::f64::consts::PI;

use super::capsule::Capsule;
use super::line::draw_line;
use super::shape::fill_shape;
use super::sphere::Sphere;
use crate::image::{Image, Pixel, RealPixel, Vec3d, Vec3i};
use crate::{Context, Error, Result, pi2_command};

/// Draws a graph with edges as thick as measured.
///
/// First the edges are drawn as straight capsules, in their order, then the vertices as spheres. The cross-section of a
/// capsule has the measured area; if that is NaN, or its radius is below 0.75 pixels, the edge is a
/// [`line`](fn@super::line). Vertices with a NaN coordinate are not drawn, and neither are their edges.
///
/// # Shapes
/// `image` keeps its size. `vertices` is 3×N, a row is x, y, z. `edges` is 2×M, a row is the two vertices of an edge,
/// counted from 0. `measurements` is 3×M, a row is the number of points, the length and the area of the cross-section.
/// `edge points` has M numbers of points and then x, y and z of each point.
///
/// # Errors
/// `Argument` if `vertex radius` is negative or NaN, or if an edge has a vertex that does not exist. `Dimensions` if the
/// size of an image of the graph is not as above. The image is then unchanged.
///
/// # References
/// pi2, `drawgraph`, which computes in float32 and ends the program if a vertex does not exist.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 6, 6)
/// newimage(vertices, float32, 3, 1)
/// set(vertices, 2)
/// newimage(edges, uint64, 2, 1)
/// newimage(measurements, float32, 3, 1)
/// newimage(points, int32, 1)
/// drawgraph(img, vertices, edges, measurements, points, 3, 9, 5)
/// maxval(img, top)   # 9
/// ```
#[pi2_command(name = "drawgraph", category = "Drawing", see_also = [capsule, line, sphere], pointwise)]
pub fn drawgraph_with_measurements<T: RealPixel>(
    ctx: &Context,
    /// Image to draw into.
    image: &mut Image<T>,
    /// Positions of the vertices, in pixels.
    vertices: &Image<f32>,
    /// Vertices of the edges.
    edges: &Image<u64>,
    /// Measurements of the edges.
    measurements: &Image<f32>,
    /// Points on the edges. They are checked, not drawn.
    edge_points: &Image<i32>,
    /// Radius of the spheres, in pixels.
    #[arg(default = 2.0)]
    vertex_radius: f64,
    /// Grey value of the spheres, rounded and saturated to the pixel type.
    #[arg(default = T::MAX.to_f64(), shown_default = "Shown along data types.")]
    vertex_color: f64,
    /// Grey value of the edges, rounded and saturated to the pixel type.
    #[arg(default = T::MAX.to_f64(), shown_default = "Shown along data types.")]
    edge_color: f64,
    /// False draws all edges as lines.
    #[arg(default = true)]
    use_measured_edge_area: bool,
    /// Coordinates of the first pixel of `image` within a larger image; used in distributed mode.
    #[arg(default = Vec3i::splat(0))]
    block_origin: Vec3i,
) -> Result<()> {
    let graph = Graph::new(vertices, edges)?;
    check_size("measurements", measurements, 3, graph.edges.len())?;
    check_points(edge_points.pixels(), graph.edges.len())?;
    let radius = |edge: usize| match measurements.get(2, edge, 0) {
        area if use_measured_edge_area => (f64::from(area) / PI).sqrt(),
        _ => 0.0,
    };
    graph.draw(ctx, image, block_origin, radius, edge_color, [vertex_radius, vertex_color])
}

/// Draws a graph with thin edges.
///
/// First the edges are drawn as a [`line`](fn@super::line) each, in their order, then the vertices as spheres. Vertices
/// with a NaN coordinate are not drawn, and neither are their edges.
///
/// # Shapes
/// `image` keeps its size. `vertices` is 3×N, a row is x, y, z. `edges` is 2×M, a row is the two vertices of an edge,
/// counted from 0.
///
/// # Errors
/// `Argument` if `vertex radius` is negative or NaN, or if an edge has a vertex that does not exist. `Dimensions` if the
/// size of an image of the graph is not as above. The image is then unchanged.
///
/// # References
/// pi2, `drawgraph`, which computes in float32 and ends the program if a vertex does not exist.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 6, 6)
/// newimage(vertices, float32, 3, 1)
/// set(vertices, 2)
/// newimage(edges, uint64, 2, 1)
/// drawgraph(img, vertices, edges, 3, 9, 5)
/// maxval(img, top)   # 9
/// ```
#[pi2_command(category = "Drawing", see_also = [capsule, line, sphere], pointwise)]
pub fn drawgraph<T: RealPixel>(
    ctx: &Context,
    /// Image to draw into.
    image: &mut Image<T>,
    /// Positions of the vertices, in pixels.
    vertices: &Image<f32>,
    /// Vertices of the edges.
    edges: &Image<u64>,
    /// Radius of the spheres, in pixels.
    #[arg(default = 2.0)]
    vertex_radius: f64,
    /// Grey value of the spheres, rounded and saturated to the pixel type.
    #[arg(default = T::MAX.to_f64(), shown_default = "Shown along data types.")]
    vertex_color: f64,
    /// Grey value of the edges, rounded and saturated to the pixel type.
    #[arg(default = T::MAX.to_f64(), shown_default = "Shown along data types.")]
    edge_color: f64,
    /// Coordinates of the first pixel of `image` within a larger image; used in distributed mode.
    #[arg(default = Vec3i::splat(0))]
    block_origin: Vec3i,
) -> Result<()> {
    Graph::new(vertices, edges)?.draw(ctx, image, block_origin, |_| 0.0, edge_color, [vertex_radius, vertex_color])
}

/// Edges with a smaller radius are lines, in pixels.
const SMALLEST_RADIUS: f64 = 0.75;

/// Positions, and pairs of them.
struct Graph {
    vertices: Vec<Vec3d>,
    edges: Vec<[usize; 2]>,
}

impl Graph {
    fn new(vertices: &Image<f32>, edges: &Image<u64>) -> Result<Self> {
        check_size("vertices", vertices, 3, vertices.height())?;
        check_size("edges", edges, 2, edges.height())?;
        let vertices: Vec<Vec3d> =
            vertices.pixels().chunks_exact(3).map(|p| Vec3d::new(p[0].into(), p[1].into(), p[2].into())).collect();
        let vertex = |index: u64| usize::try_from(index).ok().filter(|index| *index < vertices.len());
        let ends = |(edge, pair): (usize, &[u64])| {
            if let [Some(first), Some(second)] = [vertex(pair[0]), vertex(pair[1])] {
                return Ok([first, second]);
            }
            let expected = format!("indices of vertices below {} in edge {edge}", vertices.len());
            Err(Error::argument("edges", expected, pair[0].max(pair[1])))
        };
        let edges = edges.pixels().chunks_exact(2).enumerate().map(ends).collect::<Result<_>>()?;
        Ok(Self { vertices, edges })
    }

    fn draw<T: RealPixel>(
        &self,
        ctx: &Context,
        image: &mut Image<T>,
        origin: Vec3i,
        radius: impl Fn(usize) -> f64,
        edge_color: f64,
        [vertex_radius, vertex_color]: [f64; 2],
    ) -> Result<()> {
        if vertex_radius.is_nan() || vertex_radius < 0.0 {
            return Err(Error::argument("vertex radius", "not negative", vertex_radius));
        }
        let is_somewhere = |vertex: &Vec3d| vertex.iter().all(|coordinate| coordinate.is_finite());
        for (edge, indices) in self.edges.iter().enumerate() {
            ctx.check_cancelled()?;
            let ends = indices.map(|index| self.vertices[index]);
            let radius = radius(edge);
            if !ends.iter().all(is_somewhere) {
                continue;
            }
            if radius >= SMALLEST_RADIUS {
                fill_shape(ctx, image, origin, edge_color, &Capsule::new(ends[0], ends[1], radius))?;
            } else {
                draw_line(image, ends, T::from_f64_saturating(edge_color), origin);
            }
        }
        for &centre in self.vertices.iter().filter(|vertex| is_somewhere(vertex)) {
            ctx.check_cancelled()?;
            fill_shape(ctx, image, origin, vertex_color, &Sphere { centre, radius: vertex_radius })?;
        }
        Ok(())
    }
}

fn check_size<T: Pixel>(name: &str, image: &Image<T>, width: usize, height: usize) -> Result<()> {
    if image.dims().to_array() == [width, height, 1] {
        return Ok(());
    }
    Err(Error::dimensions(format!("`{name}` is {} but must be {width}×{height}×1", image.dims())))
}

fn check_points(points: &[i32], edges: usize) -> Result<()> {
    let counts: usize = points.iter().take(edges).map(|count| (*count).max(0) as usize).sum();
    let needed = edges.saturating_add(counts.saturating_mul(3));
    if points.len() == needed {
        return Ok(());
    }
    let message =
        format!("`edge points` has {} numbers, but {edges} edges with {counts} points need {needed}", points.len());
    Err(Error::dimensions(message))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::drawing::{capsule, line, sphere};

    fn vertices(positions: &[[f32; 3]]) -> Image<f32> {
        Image::from_vec([3, positions.len(), 1], positions.concat()).expect("three each")
    }

    fn edges(pairs: &[[u64; 2]]) -> Image<u64> {
        Image::from_vec([2, pairs.len(), 1], pairs.concat()).expect("two each")
    }

    fn ctx() -> Context {
        Context::with_threads(2)
    }

    const ORIGIN: Vec3i = Vec3i::splat(0);

    #[test]
    fn vertices_lie_over_edges() {
        let mut image = Image::<u8>::new([6, 6, 1]).expect("small");
        let (v, e) = (vertices(&[[1.0, 1.0, 0.0], [4.0, 1.0, 0.0]]), edges(&[[0, 1]]));
        drawgraph(&ctx(), &mut image, &v, &e, 1.0, 5.0, 7.0, ORIGIN).expect("valid");
        assert_eq!(image.row(1, 0), [0, 5, 7, 7, 5, 0]);
        assert_eq!(image.pixels().iter().filter(|&&pixel| pixel > 0).count(), 4);
    }

    #[test]
    fn edges_have_their_measured_area() {
        let (a, b, c) = ([2.0, 3.0, 4.0], [9.0, 8.0, 5.0], [3.5, 9.0, 2.0]);
        let (v, e) = (vertices(&[a, b, c]), edges(&[[0, 1], [1, 2], [2, 0]]));
        let measured = [4.0, 7.0, 12.0, 4.0, 7.0, f32::NAN, 4.0, 7.0, 1.5];
        let measurements = Image::from_vec([3, 3, 1], measured.to_vec()).expect("nine");
        let points = Image::from_vec([6, 1, 1], vec![0, 1, 0, 7, 7, 7]).expect("six");
        let mut image = Image::<u16>::new([12, 12, 12]).expect("small");
        drawgraph_with_measurements(&ctx(), &mut image, &v, &e, &measurements, &points, 1.5, 9.0, 4.0, true, ORIGIN)
            .expect("valid");

        let mut expected = Image::<u16>::new([12, 12, 12]).expect("small");
        let [a, b, c] = [a, b, c].map(|p| Vec3d::from(p.map(f64::from)));
        capsule(&ctx(), &mut expected, a, b, (12.0 / PI).sqrt(), 4.0, ORIGIN).expect("valid");
        line(&ctx(), &mut expected, b, c, 4.0, ORIGIN).expect("valid");
        line(&ctx(), &mut expected, c, a, 4.0, ORIGIN).expect("valid");
        for centre in [a, b, c] {
            sphere(&ctx(), &mut expected, centre, 1.5, 9.0, ORIGIN).expect("valid");
        }
        assert_eq!(image, expected);

        let mut thin = Image::<u16>::new([12, 12, 12]).expect("small");
        drawgraph_with_measurements(&ctx(), &mut thin, &v, &e, &measurements, &points, 1.5, 9.0, 4.0, false, ORIGIN)
            .expect("valid");
        let mut same = Image::<u16>::new([12, 12, 12]).expect("small");
        drawgraph(&ctx(), &mut same, &v, &e, 1.5, 9.0, 4.0, ORIGIN).expect("valid");
        assert_eq!(thin, same);
        assert_ne!(thin, image);
    }

    #[test]
    fn vertices_that_are_nowhere_are_not_drawn() {
        let mut image = Image::<i8>::new([6, 6, 1]).expect("small");
        let (v, e) = (vertices(&[[f32::NAN, 1.0, 0.0], [4.0, 1.0, 0.0]]), edges(&[[0, 1]]));
        drawgraph(&ctx(), &mut image, &v, &e, 0.5, 5.0, 7.0, ORIGIN).expect("valid");
        assert_eq!(image.row(1, 0), [0, 0, 0, 0, 5, 0]);
    }

    #[test]
    fn impossible_graphs_are_refused_and_draw_nothing() {
        let mut image = Image::<u8>::new([6, 6, 1]).expect("small");
        let v = vertices(&[[1.0, 1.0, 0.0], [4.0, 1.0, 0.0]]);
        let mut error = |v: &Image<f32>, e: &Image<u64>, radius| {
            drawgraph(&ctx(), &mut image, v, e, radius, 5.0, 7.0, ORIGIN).expect_err("not valid").to_string()
        };
        assert_eq!(
            error(&v, &edges(&[[0, 1], [1, 2]]), 1.0),
            "argument `edges` must be indices of vertices below 2 in edge 1, but it is 2"
        );
        assert!(error(&v, &edges(&[[u64::MAX, 0]]), 1.0).contains("in edge 0"));
        let flat = Image::new([2, 2, 1]).expect("small");
        assert_eq!(error(&flat, &edges(&[[0, 1]]), 1.0), "`vertices` is 2×2×1 but must be 3×2×1");
        let triple = Image::new([3, 2, 1]).expect("small");
        assert_eq!(error(&v, &triple, 1.0), "`edges` is 3×2×1 but must be 2×2×1");
        assert_eq!(error(&v, &edges(&[[0, 1]]), -1.0), "argument `vertex radius` must be not negative, but it is -1");
        assert!(image.pixels().iter().all(|&pixel| pixel == 0));
    }

    #[test]
    fn measurements_and_points_must_fit_the_edges() {
        let mut image = Image::<u8>::new([6, 6, 1]).expect("small");
        let (v, e) = (vertices(&[[1.0, 1.0, 0.0], [4.0, 1.0, 0.0]]), edges(&[[0, 1]]));
        let mut error = |height, points: Vec<i32>| {
            let measurements = Image::new([3, height, 1]).expect("small");
            let points = Image::from_vec([points.len(), 1, 1], points).expect("one row");
            drawgraph_with_measurements(&ctx(), &mut image, &v, &e, &measurements, &points, 1.0, 5.0, 7.0, true, ORIGIN)
                .expect_err("not valid")
                .to_string()
        };
        assert_eq!(error(2, vec![0]), "`measurements` is 3×2×1 but must be 3×1×1");
        assert_eq!(error(1, vec![1, 5, 5]), "`edge points` has 3 numbers, but 1 edges with 1 points need 4");
    }
}
