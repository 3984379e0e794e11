//! Several processes that write to the same files, and processes that are killed while they write.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use pi2_core::image::Dimensions;

use super::read;

const PROCESSES: usize = 8;
const DIMS: Dimensions = Dimensions { width: 37, height: 29, depth: 23 };
/// Boxes end inside chunks, and rows of boxes inside blocks of the disk.
const BOX: [usize; 3] = [11, 7, 5];

/// Data sets that are written in boxes: the command that writes one, and the name to read.
const WRITERS: [(&str, &str); 1] =
    [("writerawblock(img, parts_37x29x23.raw, {position}, {dims}, [0, 0, 0], {size})", "parts_37x29x23.raw")];

fn start(folder: &Path, script: &str) -> Child {
    let mut program = Command::new(env!("CARGO_BIN_EXE_pi2"));
    let program = program.current_dir(folder).args(["-q", "-c", script]);
    program.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("the program starts")
}

fn finish(child: Child) {
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Corners of the boxes that make up the image.
fn corners() -> Vec<[usize; 3]> {
    let steps = |axis: usize| (0..DIMS.to_array()[axis]).step_by(BOX[axis]);
    steps(2).flat_map(|z| steps(1).flat_map(move |y| steps(0).map(move |x| [x, y, z]))).collect()
}

#[test]
fn many_processes_write_boxes_of_one_image() {
    for (writer, name) in WRITERS {
        let folder = tempfile::tempdir().expect("a folder");
        let corners = corners();
        let children: Vec<Child> = (0..PROCESSES)
            .map(|process| {
                let mut script = format!("newimage(img, uint16, {}, {}, {})\n", BOX[0], BOX[1], BOX[2]);
                for (i, corner) in corners.iter().enumerate().skip(process).step_by(PROCESSES) {
                    let line = writer
                        .replace("{position}", &format!("{corner:?}"))
                        .replace("{dims}", "[37, 29, 23]")
                        .replace("{size}", &format!("{BOX:?}"));
                    script += &format!("set(img, {})\n{line}\n", i + 1);
                }
                start(folder.path(), &script)
            })
            .collect();
        children.into_iter().for_each(finish);

        let image = read(folder.path().join(name)).expect("complete");
        assert_eq!(image.dims(), DIMS, "{name}");
        let pixels: &[u16] = bytemuck::cast_slice(image.bytes());
        let counts: [usize; 3] = std::array::from_fn(|axis| DIMS.to_array()[axis].div_ceil(BOX[axis]));
        for (index, &pixel) in pixels.iter().enumerate() {
            let [x, y, z] = DIMS.coordinates(index);
            let number = (z / BOX[2] * counts[1] + y / BOX[1]) * counts[0] + x / BOX[0];
            assert_eq!(usize::from(pixel), number + 1, "{name}: pixel ({x}, {y}, {z})");
        }
    }
}

#[test]
fn a_killed_writer_leaves_the_old_image_or_the_new_one() {
    for (writer, name) in [
        ("writeraw(img, whole)", "whole_300x200x20.raw"),
        ("writetif(img, whole)", "whole.tif"),
        ("writenn5(img, whole, [300, 200, 20])", "whole"),
        ("writezarr(img, whole, [320, 224, 32])", "whole"),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let script = |value: u16| format!("newimage(img, uint16, 300, 200, 20)\nset(img, {value})\n{writer}\n");
        finish(start(folder.path(), &script(1)));
        let mut seen = [0; 2];
        for round in 0..24 {
            let mut child = start(folder.path(), &(script(2) + &script(1)).repeat(20));
            std::thread::sleep(Duration::from_millis(10 + 7 * round));
            child.kill().expect("it can be stopped");
            child.wait().expect("it ends");
            let image = read(folder.path().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
            let pixels: &[u16] = bytemuck::cast_slice(image.bytes());
            assert!(pixels.iter().all(|pixel| *pixel == pixels[0]), "{name}: old and new pixels are mixed");
            seen[usize::from(pixels[0]) - 1] += 1;
        }
        assert!(seen[0] > 0, "{seen:?}");
        // The next writer is not in the way of what a killed one left, and its image is complete.
        finish(start(folder.path(), &script(3)));
        let image = read(folder.path().join(name)).expect("complete");
        assert!(image.bytes().chunks_exact(2).all(|pixel| pixel == [3, 0]));
    }
}
