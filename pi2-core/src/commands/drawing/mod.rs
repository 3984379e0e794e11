//! Commands that draw shapes, height maps, ramps and noise into an image.

mod boxes;
mod capsule;
mod drawellipsoids;
mod drawgraph;
mod drawspheres2;
mod ellipsoid;
mod heightmap;
mod line;
mod noise;
mod ramp;
mod shape;
mod shiftz;
mod sphere;

pub use boxes::{box_along_axes, box_along_directions};
pub use capsule::capsule;
pub use drawellipsoids::{EllipsoidType, drawellipsoids};
pub use drawgraph::{drawgraph, drawgraph_with_measurements};
pub use drawspheres2::drawspheres2;
pub use ellipsoid::ellipsoid;
pub use heightmap::{drawheightmap, setafterheightmap, setbeforeheightmap};
pub use line::line;
pub use noise::noise;
pub use ramp::{ramp, ramp3};
pub use shiftz::shiftz;
pub use sphere::sphere;
