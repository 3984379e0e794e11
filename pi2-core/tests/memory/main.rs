//! Commands that change an image in place allocate nothing of its size, and statistics of a mapped file do not load it.

#[path = "../common/memory.rs"]
mod memory;

use std::sync::{Mutex, PoisonError};

use pi2_core::registry::{self, ArgSpec, CommandForm, Direction, Parallel};
use pi2_core::{PixelType, Session};

/// Allocations are counted for the whole process, so that only one test may measure at a time.
static MEASURING: Mutex<()> = Mutex::new(());

/// Pixels of the image; more than any fixed cost of a call.
const PIXELS: usize = 200 * 200 * 200;

/// What calls need besides `img` and `small`.
const TABLES: &str = "newimage(mask, uint8, 9, 9); box(mask, [2, 2, 0], [5, 5, 1]); newimage(table, float32); \
    analyzeparticles(mask, table, boundingsphere); newimage(vertices, float32, 3, 2); set(vertices, [0, 1, 0], 99); \
    newimage(edges, uint64, 2, 1); set(edges, [1, 0, 0], 1)";

/// Calls that change `img` in place.
const IN_PLACE: &[&str] = &[
    "abs(img)",
    "add(img, 2)",
    "add(img, small, true)",
    "arg(img)",
    "autothreshold(img)",
    "box(img, [5, 5, 5], [50, 50, 50], 8)",
    "box(img, [5, 5, 5], [50, 50, 50], 8, [1, 0, 1], [0, 1, 0])",
    "capsule(img, [9, 9, 9], [150, 100, 80], 20, 5)",
    "ceil(img)",
    "clamp(img, 3, 40)",
    "conjugate(img)",
    "cos(img)",
    "divide(img, 2)",
    "divide(img, small, true)",
    "doublethreshold(img, 3, 40)",
    "drawellipsoids(img, boundingsphere, table, 7, \"bounding sphere\")",
    "drawgraph(img, vertices, edges, 3, 4, 5)",
    "ellipsoid(img, [50, 50, 50], [30, 20, 10], 9)",
    "ensurefinite(img, 3)",
    "eval(\"x0 * 2 + exp(-x0)\", img)",
    "exponentiate(img)",
    "floor(img)",
    "imag(img)",
    "inv(img)",
    "invsubtract(img, 100)",
    "invsubtract(img, small, true)",
    "line(img, [9, 9, 9], [150, 100, 80], 5)",
    "linmap(img, 0, 200, 0, 100)",
    "log(img)",
    "log10(img)",
    "max(img, 3)",
    "max(img, small, true)",
    "min(img, 30)",
    "min(img, small, true)",
    "multiply(img, 1.5)",
    "multiply(img, small, true)",
    "negate(img)",
    "noise(img, 100, 10, 1)",
    "normalize(img)",
    "normsquared(img)",
    "ramp(img, 1)",
    "ramp3(img)",
    "real(img)",
    "replace(img, 3, 4)",
    "round(img)",
    "set(img, 7)",
    "set(img, [1, 2, 3], 4)",
    "setedges(img, 3, 2)",
    "setmeta(img, key, value)",
    "sin(img)",
    "sphere(img, [50, 50, 50], 30, 9)",
    "square(img)",
    "squareroot(img)",
    "subtract(img, 1)",
    "subtract(img, small, true)",
    "swapbyteorder(img)",
    "tan(img)",
    "threshold(img, 50)",
    "threshold(img, small, true)",
    "thresholdperiodic(img, 0, 10, 2, 4)",
    "thresholdrange(img, 1, 9)",
];

/// True if the form changes an image of this type.
fn changes(form: &CommandForm, pixel_type: PixelType) -> bool {
    form.args.iter().any(|arg| arg.direction == Direction::InOut && form.image_types(arg).contains(&pixel_type))
}

fn name(call: &str) -> &str {
    call.split('(').next().expect("a name")
}

#[test]
fn commands_in_place_need_no_more_than_the_image_and_five_percent() {
    let _alone = MEASURING.lock().unwrap_or_else(PoisonError::into_inner);
    for pixel_type in [PixelType::UInt8, PixelType::UInt16, PixelType::Float32, PixelType::Complex32] {
        let session = Session::new();
        let images = format!("newimage(img, {0}, 200, 200, 200); newimage(small, {0}, 200)", pixel_type.name());
        session.run_script(&images).expect("valid");
        session.run_script(TABLES).expect("valid");
        let mut measured = 0;
        for call in IN_PLACE {
            let forms = &registry::commands()[name(call)];
            let arguments = call.matches(',').count() + 1;
            if !forms.iter().any(|form| changes(form, pixel_type) && form.args.len() >= arguments.min(2)) {
                continue;
            }
            let before = memory::start();
            match session.run_script(call) {
                Ok(()) => measured += 1,
                // Some forms have fewer types than others.
                Err(error) if pixel_type == PixelType::Complex32 => {
                    assert!(error.render().contains("complex32"), "{call}: {}", error.render());
                    continue;
                }
                Err(error) => panic!("{call} on {pixel_type}: {}", error.render()),
            }
            let extra = memory::peak() - before;
            // Histograms count the values of 16-bit pixels; that does not grow with the image.
            let fixed = if *call == "autothreshold(img)" { 2 << 20 } else { 0 };
            let allowed = PIXELS * pixel_type.size() / 20 + fixed;
            assert!(extra <= allowed, "{call} on {pixel_type} needs {extra} bytes more");
        }
        assert!(measured >= if pixel_type == PixelType::Complex32 { 25 } else { 45 }, "{measured} on {pixel_type}");
    }
}

#[test]
fn every_pointwise_command_that_works_in_place_is_measured() {
    let _alone = MEASURING.lock().unwrap_or_else(PoisonError::into_inner);
    let is_in_place = |form: &&CommandForm| {
        let outputs = form.args.iter().any(ArgSpec::is_made);
        let changed = PixelType::ALL.into_iter().any(|pixel_type| changes(form, pixel_type));
        matches!(form.distribution.parallel, Parallel::Pointwise) && changed && !outputs
    };
    let measured = |wanted: &str| IN_PLACE.iter().any(|call| name(call) == wanted);
    let forgotten: Vec<&str> = registry::commands()
        .iter()
        // They change the type.
        .filter(|(command, _)| !["addwidth", "convert"].contains(command))
        .filter(|(command, forms)| forms.iter().copied().any(|form| is_in_place(&form)) && !measured(command))
        .map(|(command, _)| *command)
        .collect();
    assert!(forgotten.is_empty(), "{forgotten:?}");
}

#[test]
fn statistics_and_projections_of_a_mapped_file_do_not_load_it() {
    const SIDES: [u64; 3] = [512, 256, 512];
    let _alone = MEASURING.lock().unwrap_or_else(PoisonError::into_inner);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("mapped_512x256x512.raw");
    let file = std::fs::File::create(&path).expect("writable");
    let bytes = SIDES.iter().product::<u64>();
    file.set_len(bytes).expect("a sparse file");
    let session = Session::new();
    let before = memory::start();
    session.run_script(&format!("mapraw(img, \"{}\", uint8, 512, 256, 512)", path.display())).expect("it is there");
    for call in [
        "sum(img, a)",
        "squaresum(img, a)",
        "mean(img, a)",
        "stddev(img, a)",
        "maskedmean(img, a, 5)",
        "minval(img, a)",
        "maxval(img, a)",
        "sumproject(img, p, 0)",
        "meanproject(img, p, 1)",
        "minproject(img, q, 2)",
        "maxproject(img, q, 0)",
        "hist(img, h, s, 0, 256, 256)",
        "hist2(img, 0, 256, 16, img, 0, 256, 16, h2, s, t)",
        "autothresholdvalue(img, a)",
    ] {
        session.run_script(call).unwrap_or_else(|error| panic!("{call}: {}", error.render()));
        let extra = memory::peak() - before;
        assert!(extra as u64 <= bytes / 8, "{call} needs {extra} bytes");
    }
}
