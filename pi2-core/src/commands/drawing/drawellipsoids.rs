//! Particles as ellipsoids or spheres.

use super::ellipsoid::Ellipsoid;
use super::shape::{fill_shape, frame};
use super::sphere::Sphere;
use crate::commands::particles::analyzers;
use crate::image::{Image, RealPixel, Vec3d, Vec3i};
use crate::{Choice, Context, Error, Result, pi2_command};

/// What is drawn for a particle.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Choice)]
#[choice(name = "string")]
pub enum EllipsoidType {
    /// The ellipsoid whose semi-axes are the standard deviations along the principal axes.
    #[choice("principal")]
    Principal,
    /// The principal ellipsoid, scaled so that it encloses the particle.
    #[choice("bounding ellipsoid", "boundingellipsoid", "bounding")]
    BoundingEllipsoid,
    /// The principal ellipsoid, scaled to the volume of the particle.
    #[choice("volume", "correctvolume", "correct volume")]
    Volume,
    /// The smallest sphere that encloses the particle.
    #[choice("bounding sphere", "boundingsphere")]
    BoundingSphere,
}

/// Draws each measured particle as an ellipsoid or a sphere.
///
/// The principal ellipsoid needs the analyzer `pca`, the bounding ellipsoid too, that of the same volume `pca` and
/// `volume`, the sphere `boundingsphere` only. Particles with a semi-axis that is zero or not finite are not drawn. Where
/// particles overlap, the later one is seen.
///
/// # Shapes
/// `image` keeps its size. `results` is C×N for C columns and N particles, as `analyzeparticles` makes it.
///
/// # Errors
/// `Argument` if `analyzers` has an unknown name or lacks a needed column. `Dimensions` if `results` has another number of
/// columns than `analyzers`. The image is then unchanged.
///
/// # References
/// pi2, `drawellipsoids`, which needs the columns of `pca` for spheres, too, and does not move spheres by the block origin.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 9, 9)
/// box(img, [2, 2, 0], [5, 5, 1])
/// newimage(table, float32)
/// analyzeparticles(img, table, "boundingsphere")
/// drawellipsoids(img, "boundingsphere", table, 7, "bounding sphere")
/// maxval(img, top)   # 7
/// ```
#[pi2_command(category = "Drawing", see_also = [analyzeparticles, ellipsoid, sphere], pointwise)]
pub fn drawellipsoids<T: RealPixel>(
    ctx: &Context,
    /// Image to draw into.
    image: &mut Image<T>,
    /// Names of the analyzers that made `results`.
    analyzers: &str,
    /// Table of measurements.
    results: &Image<f32>,
    /// Grey value of the ellipsoids, rounded and saturated to the pixel type.
    fill_color: f64,
    /// What is drawn: `principal`, `bounding ellipsoid`, `volume` or `bounding sphere`.
    #[arg(default = EllipsoidType::Principal)]
    ellipsoid_type: EllipsoidType,
    /// Coordinates of the first pixel of `image` within a larger image; used in distributed mode.
    #[arg(default = Vec3i::splat(0))]
    block_origin: Vec3i,
) -> Result<()> {
    let table = Table::new(analyzers, results)?;
    if ellipsoid_type == EllipsoidType::BoundingSphere {
        let columns = table.columns([
            "bounding sphere X [pixel]",
            "bounding sphere Y [pixel]",
            "bounding sphere Z [pixel]",
            "bounding sphere radius [pixel]",
        ])?;
        for row in table.rows() {
            let [x, y, z, radius] = columns.map(|column| f64::from(row[column]));
            fill_shape(ctx, image, block_origin, fill_color, &Sphere { centre: Vec3d::new(x, y, z), radius })?;
        }
        return Ok(());
    }
    let shape = table.columns([
        "CX [pixel]",
        "CY [pixel]",
        "CZ [pixel]",
        "l1 [pixel]",
        "l2 [pixel]",
        "l3 [pixel]",
        "phi1 [rad]",
        "theta1 [rad]",
        "phi2 [rad]",
        "theta2 [rad]",
    ])?;
    let size = match ellipsoid_type {
        EllipsoidType::BoundingEllipsoid => Some(table.columns(["bounding scale [1]"])?[0]),
        EllipsoidType::Volume => Some(table.columns(["Volume [pixel]"])?[0]),
        EllipsoidType::Principal | EllipsoidType::BoundingSphere => None,
    };
    for row in table.rows() {
        let numbers = shape.map(|column| f64::from(row[column]));
        let size = size.map_or(1.0, |column| f64::from(row[column]));
        if let Some(ellipsoid) = ellipsoid_of(numbers, ellipsoid_type, size) {
            fill_shape(ctx, image, block_origin, fill_color, &ellipsoid)?;
        }
    }
    Ok(())
}

/// The ellipsoid of a particle, if there is one. `size` is the number that makes the difference between the types.
fn ellipsoid_of(numbers: [f64; 10], ellipsoid_type: EllipsoidType, size: f64) -> Option<Ellipsoid> {
    let [x, y, z, l1, l2, l3, phi1, theta1, phi2, theta2] = numbers;
    let scale = match ellipsoid_type {
        EllipsoidType::Volume => (size / (4.0 / 3.0 * std::f64::consts::PI * l1 * l2 * l3)).cbrt(),
        _ => size,
    };
    let lengths = Vec3d::new(l1, l2, l3).map(|length| length * scale);
    if lengths.iter().any(|length| !length.is_finite() || *length == 0.0) {
        return None;
    }
    // Angles are rounded to float32, so the axes are not quite perpendicular.
    let frame = frame(direction(phi1, theta1), direction(phi2, theta2)).ok()?;
    Some(Ellipsoid { centre: Vec3d::new(x, y, z), lengths, frame })
}

fn direction(phi: f64, theta: f64) -> Vec3d {
    Vec3d::new(phi.cos() * theta.sin(), phi.sin() * theta.sin(), theta.cos())
}

/// A table with names of its columns.
struct Table<'a> {
    headers: Vec<String>,
    results: &'a Image<f32>,
}

impl<'a> Table<'a> {
    fn new(analyzers: &str, results: &'a Image<f32>) -> Result<Self> {
        let headers = analyzers::headers(&analyzers::parse(analyzers)?);
        let headers: Vec<String> = headers.split(", ").map(str::to_lowercase).collect();
        if headers.len() != results.width() {
            let (columns, found) = (headers.len(), results.width());
            return Err(Error::dimensions(format!("`analyzers` make {columns} columns, but `results` has {found}")));
        }
        Ok(Self { headers, results })
    }

    fn columns<const N: usize>(&self, names: [&str; N]) -> Result<[usize; N]> {
        let mut columns = [0; N];
        for (column, name) in columns.iter_mut().zip(names) {
            let found = self.headers.iter().position(|header| header.starts_with(&name.to_lowercase()));
            let expected = || format!("analyzers that make the column `{name}`");
            *column = found.ok_or_else(|| Error::argument("analyzers", expected(), self.headers.join(", ")))?;
        }
        Ok(columns)
    }

    fn rows(&self) -> impl Iterator<Item = &[f32]> {
        self.results.pixels().chunks_exact(self.results.width())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::drawing::{ellipsoid, sphere};

    const ORIGIN: Vec3i = Vec3i::splat(0);
    const PCA: &str = "pca, volume";
    const SPHERE: &str = "boundingsphere";

    /// A row of the analyzers pca and volume.
    fn particle(centre: [f32; 3], lengths: [f32; 3], angles: [f32; 4], scale: f32, volume: f32) -> Vec<f32> {
        let [phi1, theta1, phi2, theta2] = angles;
        let numbers = [phi1, theta1, phi2, theta2, 0.0, 0.0, 9.0, 9.0, 9.0, 9.0, scale, volume];
        centre.into_iter().chain([0.5]).chain(lengths).chain(numbers).collect()
    }

    fn table(rows: &[Vec<f32>]) -> Image<f32> {
        Image::from_vec([rows[0].len(), rows.len(), 1], rows.concat()).expect("equal rows")
    }

    fn drawn(analyzers: &str, rows: &[Vec<f32>], kind: EllipsoidType, origin: [i64; 3]) -> Result<Image<u8>> {
        let mut image = Image::new([14, 15, 16])?;
        drawellipsoids(&Context::with_threads(2), &mut image, analyzers, &table(rows), 7.0, kind, origin.into())?;
        Ok(image)
    }

    fn ellipsoid_at(centre: [f64; 3], lengths: [f64; 3], d1: [f64; 3], d2: [f64; 3]) -> Image<u8> {
        let mut image = Image::new([14, 15, 16]).expect("small");
        let ctx = Context::with_threads(1);
        ellipsoid(&ctx, &mut image, centre.into(), lengths.into(), 7.0, d1.into(), d2.into(), ORIGIN).expect("valid");
        image
    }

    #[test]
    fn the_types_differ_in_size() {
        // The first axis is along y, the second along z.
        let angles = [std::f32::consts::FRAC_PI_2, std::f32::consts::FRAC_PI_2, 0.0, 0.0];
        let rows = [particle([6.1, 7.2, 8.3], [3.3, 2.2, 1.4], angles, 1.5, 90.0)];
        let centre = [6.1f32, 7.2, 8.3].map(f64::from);
        let lengths = [3.3f32, 2.2, 1.4].map(f64::from);
        let expected =
            |factor: f64| ellipsoid_at(centre, lengths.map(|l| l * factor), [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]);
        assert_eq!(drawn(PCA, &rows, EllipsoidType::Principal, [0; 3]).expect("valid"), expected(1.0));
        assert_eq!(drawn(PCA, &rows, EllipsoidType::BoundingEllipsoid, [0; 3]).expect("valid"), expected(1.5));
        let volume = 4.0 / 3.0 * std::f64::consts::PI * lengths.iter().product::<f64>();
        let factor = (90.0 / volume).cbrt();
        assert_eq!(drawn(PCA, &rows, EllipsoidType::Volume, [0; 3]).expect("valid"), expected(factor));
    }

    #[test]
    fn spheres_need_only_their_own_columns_and_move_with_the_block_origin() {
        let rows = [vec![9.0, 8.0, 9.5, 3.2], vec![f32::NAN, 1.0, 1.0, 2.0]];
        let image = drawn(SPHERE, &rows, EllipsoidType::BoundingSphere, [2, 3, 4]).expect("valid");
        let mut expected = Image::<u8>::new([14, 15, 16]).expect("small");
        let (centre, radius) = (Vec3d::new(7.0, 5.0, 5.5), f64::from(3.2f32));
        sphere(&Context::with_threads(1), &mut expected, centre, radius, 7.0, ORIGIN).expect("valid");
        assert_eq!(image, expected);
    }

    #[test]
    fn ellipsoids_move_with_the_block_origin() {
        let row = |x, y, z| [particle([x, y, z], [3.0, 2.0, 1.0], [0.3, 0.4, 1.9, 1.2], 1.0, 9.0)];
        let moved = drawn(PCA, &row(8.0, 9.0, 10.0), EllipsoidType::Principal, [1, 2, 3]).expect("valid");
        assert_eq!(moved, drawn(PCA, &row(7.0, 7.0, 7.0), EllipsoidType::Principal, [0; 3]).expect("valid"));
        assert!(moved.pixels().contains(&7));
    }

    #[test]
    fn particles_without_extent_are_not_drawn() {
        let row = |lengths| particle([5.0; 3], lengths, [0.3, 0.4, 1.9, 1.2], 1.0, 9.0);
        let rows = [row([3.0, 2.0, 0.0]), row([3.0, f32::NAN, 1.0]), row([f32::INFINITY, 2.0, 1.0])];
        for kind in [EllipsoidType::Principal, EllipsoidType::BoundingEllipsoid, EllipsoidType::Volume] {
            assert!(drawn(PCA, &rows, kind, [0; 3]).expect("valid").pixels().iter().all(|&pixel| pixel == 0));
        }
    }

    #[test]
    fn missing_columns_are_named() {
        let error = |analyzers, width, kind| {
            drawn(analyzers, &[vec![1.0; width]], kind, [0; 3]).expect_err("not valid").to_string()
        };
        assert_eq!(
            error("volume", 1, EllipsoidType::BoundingSphere),
            "argument `analyzers` must be analyzers that make the column `bounding sphere X [pixel]`, but it is volume [pixel]"
        );
        assert!(error("pca", 18, EllipsoidType::Volume).contains("`Volume [pixel]`"));
        assert!(error("volume", 1, EllipsoidType::Principal).contains("`CX [pixel]`"));
        assert_eq!(error("pca", 3, EllipsoidType::Principal), "`analyzers` make 18 columns, but `results` has 3");
        assert!(error("colour", 3, EllipsoidType::Principal).contains("`colour`"));
    }
}
