//! Commands that change an image in place allocate nothing of its size.

#[path = "../common/memory.rs"]
mod memory;

use pi2_core::Session;

/// Pixels of the image; more than any fixed cost of a call.
const PIXELS: usize = 200 * 200 * 200;

#[test]
fn pointwise_commands_need_no_more_than_the_image_and_five_percent() {
    let commands = [
        "add(img, 2)",
        "subtract(img, 1)",
        "multiply(img, 1.5)",
        "divide(img, 2)",
        "linmap(img, 0, 200, 0, 100)",
        "add(img, small, true)",
        "threshold(img, 50)",
        "set(img, 7)",
        "thresholdrange(img, 1, 9)",
        "noise(img, 100, 10, 1)",
        "autothreshold(img)",
        "set(img, [1, 2, 3], 4)",
        "sphere(img, [50, 50, 50], 30, 9)",
        "box(img, [5, 5, 5], [50, 50, 50], 8)",
        "setmeta(img, key, value)",
    ];
    for (pixel_type, bytes) in [("uint8", 1), ("uint16", 2), ("float32", 4)] {
        let session = Session::new();
        session
            .run_script(&format!("newimage(img, {pixel_type}, 200, 200, 200); newimage(small, uint8, 200)"))
            .expect("valid");
        for command in commands {
            let before = memory::start();
            session.run_script(command).unwrap_or_else(|error| panic!("{command}: {}", error.render()));
            let extra = memory::peak() - before;
            // Histograms count the values of 16-bit pixels; that does not grow with the image.
            let fixed = if command.starts_with("autothreshold") { 2 << 20 } else { 0 };
            assert!(extra <= PIXELS * bytes / 20 + fixed, "{command} on {pixel_type} needs {extra} bytes more");
        }
    }
}
