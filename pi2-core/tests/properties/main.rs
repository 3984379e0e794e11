//! What holds for whole families of commands: results do not depend on the number of threads, and the declared margin is
//! all that a block needs to know of its surroundings.

use pi2_core::registry::{self, Argument, Bound, Outputs, Parallel, Slot};
use pi2_core::{Context, DynImage, Error, Region, Session, reference, script};

/// All images after a script, with the given number of threads.
fn images_after(text: &str, threads: usize) -> Vec<(String, DynImage)> {
    let session = Session::with_context(Context::with_threads(threads).with_printer(std::sync::Arc::new(|_| {})));
    session.run_script(text).unwrap_or_else(|error| panic!("{text}: {}", error.render()));
    let copy = |name: String| {
        let image = session.image(&name).expect("it exists").read().clone();
        (name, image)
    };
    session.image_names().into_iter().map(copy).collect()
}

#[test]
fn results_do_not_depend_on_the_number_of_threads() {
    let volume = "newimage(img, uint16, 90, 80, 70); noise(img, 1000, 300, 7); newimage(flt, float32, 90, 80, 70); noise(flt, 0, 1, 5);";
    let commands = [
        "gaussfilter(img, o, [1, 2, 0.5])",
        "gaussfilter(flt, o, 2, zero)",
        "medianfilter(img, o, 1)",
        "medianfilter(flt, o, [2, 1, 1], box)",
        "threshold(img, 1200); dmap(img, o)",
        "threshold(img, 1300); label(img)",
        "threshold(img, 1500); analyzeparticles(img, o, \"volume, pca, surfacearea, boundingsphere\")",
        "sum(flt, o)",
        "mean(flt, o)",
        "stddev(flt, o)",
        "minval(flt, o)",
        "maxval(img, o)",
        "hist(img, o, b, 0, 2000, 100)",
        "autothresholdvalue(img, o, Li)",
        "autothresholdvalue(flt, o, Sauvola)",
        "bin(flt, o, [3, 2, 4])",
        "maxproject(flt, o, 0)",
        "sumproject(flt, o, 1)",
        "squaresum(flt, o)",
        "maskedmean(flt, o, 0)",
        "whist(img, flt, o, b, 0, 2000, 100)",
        "dualthreshold(img, 1200, 1500)",
        "montage(flt, o, 5, 4, 0.4)",
        "add(flt, img)",
        "linmap(img, 0, 2000, 255, 0)",
        "crop(img, o, [5, 6, 7], [50, 40, 30])",
        "scale(img, o, [1.3, 0.7, 0.5], true, cubic)",
        "maskedbin(flt, o, 3)",
        "newimage(o, uint16, 80, 90, 60); rotate(img, o, 0.7, [1, 2, 3], cubic, nearest)",
        "translate(flt, o, [0.3, -1.7, 2.2])",
        "newimage(o, float32, 40, 90, 70); carttocyl(flt, o, [45, 40, 0])",
        "rot90cw(img, o)",
        "reslice(flt, o, left)",
        "flip(img, 1)",
        "flip(flt, 2)",
        "fft(flt, o); ifft(o, flt)",
        "fft(flt, o); sum(o, total)",
        "normalizez(flt, 3)",
        "exponentiate(flt)",
        "eval(\"sin(x0) * 3 + x1\", flt, img)",
        "hist2(img, 0, 2000, 30, flt, -3, 3, 20, o, a, b)",
        "newimage(shift, float32, 90, 80); noise(shift, 3, 2, 4); shiftz(img, shift, true)",
        "localthreshold(img, o, [2, 1, 3], otsu, 0, 2000, 64)",
        "localthreshold(flt, o, 2, sauvola)",
        "localthreshold(flt, o, 2, bernsen)",
        "newimage(p, float32, 3, 4); noise(p, 40, 20, 1); newimage(q, float32, 3, 4); noise(q, 40, 20, 2); \
         newimage(o, uint16, 90, 80, 70); generictransform(img, o, 0, p, q)",
    ];
    for command in commands {
        let text = format!("{volume} {command}");
        let alone = images_after(&text, 1);
        for threads in [2, 5] {
            let together = images_after(&text, threads);
            let same = alone.iter().zip(&together).all(|((_, a), (_, b))| a.bytes() == b.bytes());
            assert!(same && alone.len() == together.len(), "{command} with {threads} threads");
        }
    }
}

#[test]
fn every_example_gives_the_same_with_one_thread_and_with_many() {
    let folder = tempfile::tempdir().expect("a folder");
    std::env::set_current_dir(folder.path()).expect("the folder exists");
    for form in registry::commands().values().flatten() {
        let example = reference::Page::parse(form.docs).example;
        let (one, three) = (images_after(&example, 1), images_after(&example, 3));
        assert!(one.iter().zip(&three).all(|(a, b)| a.1.bytes() == b.1.bytes()), "{}", form.signature());
    }
}

/// The margin that the command of a statement declares.
fn margin(session: &Session, statement: &script::Statement) -> Result<[usize; 3], Error> {
    let resolved = session.resolve(&statement.name, &statement.arguments, &[], Outputs::Named)?;
    let slot = |bound: Bound| match bound {
        Bound::Value(value) => Slot::Value(value),
        _ => Slot::Missing,
    };
    let slots: Vec<Slot> = resolved.arguments.into_iter().map(slot).collect();
    match resolved.form.distribution.parallel {
        Parallel::Margin(margin) => Ok(margin(&slots)?.map(|side| side as usize).0),
        _ => panic!("{} has no margin", statement.name),
    }
}

#[test]
fn a_block_with_its_margin_gives_the_pixels_of_the_whole() {
    let with_margin = [
        "gaussfilter(img, out, [1.3, 0.7, 2])",
        "gaussfilter(img, out, 1, zero)",
        "medianfilter(img, out, [2, 1, 1])",
        "medianfilter(img, out, 2, box, zero)",
        "localthreshold(img, out, [2, 1, 1], Otsu, 0, 256, 64)",
        "localthreshold(img, out, 2, Mean, nan, nan, nan, nan, zero)",
        "localthreshold(img, out, [1, 2, 3], Niblack, 0.3)",
        "localthreshold(img, out, 1, MidGrey)",
    ];
    let declared = registry::commands()
        .values()
        .flatten()
        .filter(|form| matches!(form.distribution.parallel, Parallel::Margin(_)));
    let covered = |name: &str| with_margin.iter().any(|command| command.starts_with(&format!("{name}(")));
    for form in declared {
        assert!(covered(form.name), "{} declares a margin: add it to this test", form.name);
    }
    for pixel_type in ["uint8", "uint16", "float32", "int64"] {
        let session = Session::new();
        session.run_script(&format!("newimage(img, {pixel_type}, 23, 19, 17); noise(img, 90, 20, 3)")).expect("valid");
        for command in with_margin {
            let statement = script::parse(command).expect("valid").remove(0);
            session.run_statement(&statement).expect("valid");
            let margin = margin(&session, &statement).expect("valid");
            // Blocks in the middle, at a corner, and one pixel thick.
            for (start, size) in [([7, 6, 5], [6, 5, 4]), ([0, 0, 0], [5, 4, 3]), ([22, 3, 8], [1, 10, 1])] {
                let whole = session.image("img").expect("it exists").read().dims();
                let block = Region { start, size }.grow(margin).clip(whole);
                let inside: [i64; 3] = std::array::from_fn(|axis| start[axis] - block.start[axis]);
                crop(&session, "img", "part", block.start, block.size);
                let mut arguments = statement.arguments.clone();
                arguments[0] = "part".into();
                arguments[1] = "partout".into();
                session.call(&statement.name, &arguments).expect("valid");
                crop(&session, "partout", "found", inside, size);
                crop(&session, "out", "wanted", start, size);
                let [found, wanted] =
                    ["found", "wanted"].map(|name| session.image(name).expect("it exists").read().clone());
                assert_eq!(found.bytes(), wanted.bytes(), "{command} on {pixel_type}, block {start:?} {size:?}");
            }
        }
    }
}

fn crop(session: &Session, from: &str, to: &str, start: [i64; 3], size: [usize; 3]) {
    let arguments: [Argument; 4] = [from.into(), to.into(), start.into(), size.map(|side| side as i64).into()];
    session.call("crop", &arguments).expect("valid");
}
