//! Where a particle lies and how large it is.

use super::{Analyzer, Particle};

pub static COORDINATES: Analyzer = Analyzer {
    name: "coordinates",
    description: "Coordinates of the first pixel of the particle (smallest z, then y, then x), in pixels.",
    headers: &["X [pixel]", "Y [pixel]", "Z [pixel]"],
    is_flat: false,
    measure: |particle, numbers| numbers.extend(particle.runs[0].ends()[0]),
};

pub static COORDINATES_2D: Analyzer = Analyzer {
    name: "coordinates2d",
    description: "Coordinates of the first pixel of the particle (smallest y, then x), in pixels.",
    headers: &["X [pixel]", "Y [pixel]"],
    is_flat: true,
    measure: |particle, numbers| numbers.extend(&particle.runs[0].ends()[0][..2]),
};

pub static VOLUME: Analyzer = Analyzer {
    name: "volume",
    description: "Number of pixels in the particle.",
    headers: &["Volume [pixel]"],
    is_flat: false,
    measure: |particle, numbers| {
        numbers.push(particle.runs.iter().map(|run| run.pixel_count()).sum::<u64>() as f64);
    },
};

pub static BOUNDS: Analyzer = Analyzer {
    name: "bounds",
    description: "Smallest and largest coordinates of pixels in the particle, in pixels.",
    headers: &["minx [pix]", "maxx [pix]", "miny [pix]", "maxy [pix]", "minz [pix]", "maxz [pix]"],
    is_flat: false,
    measure: |particle, numbers| numbers.extend(bounds(particle).as_flattened()),
};

pub static BOUNDS_2D: Analyzer = Analyzer {
    name: "bounds2d",
    description: "Smallest and largest x and y coordinates of pixels in the particle, in pixels.",
    headers: &["minx [pix]", "maxx [pix]", "miny [pix]", "maxy [pix]"],
    is_flat: true,
    measure: |particle, numbers| numbers.extend(bounds(particle)[..2].as_flattened()),
};

pub static IS_ON_EDGE: Analyzer = Analyzer {
    name: "isonedge",
    description: "1 if the particle touches the edge of the image, else 0. Axes along which the image is one pixel thick \
                  do not count.",
    headers: &["Is on edge [0/1]"],
    is_flat: false,
    measure: |particle, numbers| {
        let sides = particle.dims.to_array().map(|side| side as f64);
        let touches = bounds(particle)
            .iter()
            .zip(sides)
            .any(|([min, max], side)| side > 1.0 && (*min == 0.0 || *max == side - 1.0));
        numbers.push(f64::from(u8::from(touches)));
    },
};

/// Smallest and largest coordinate along each axis.
fn bounds(particle: &Particle) -> [[f64; 2]; 3] {
    let start = [[f64::INFINITY, f64::NEG_INFINITY]; 3];
    particle.ends().fold(start, |bounds, point| {
        std::array::from_fn(|axis| [bounds[axis][0].min(point[axis]), bounds[axis][1].max(point[axis])])
    })
}
