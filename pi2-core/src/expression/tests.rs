//! Statements about whole expressions.

mod random;

use proptest::prelude::*;
use random::random;

use super::operations::Unary;
use super::*;
use crate::image::{Image, PixelType, RealPixel};
use crate::par::CancelToken;
use crate::testing::{for_each_real_type, random_image, sides};
use crate::{ErrorKind, Session};

const PIXELS: [f64; 3] = [3.0, 4.0, -2.5];

/// The value for the pixels `x0`, `x1`, `x2`, which both kinds of programs must find.
fn value_at(text: &str, pixels: [f64; 3]) -> f64 {
    let (root, variables) = parser::parse(text, 3).unwrap_or_else(|fault| panic!("{}", fault.into_error(text)));
    let ctx = Context::with_threads(1);
    let run = |program: &Program| {
        let mut worker = program.worker();
        for (row, pixel) in worker.rows.iter_mut().zip(pixels) {
            row.0.fill(pixel);
        }
        program.run(&ctx, &mut worker, 2).expect("not cancelled");
        assert!(same(worker.result().0[0], worker.result().0[1]), "{text} depends on the pixel before");
        worker.result().0[1]
    };
    let result = run(&Program::Bytecode(Bytecode::compile(&root, variables), 3));
    if let Some(straight) = Straight::compile(&root, 3, variables) {
        let other = run(&Program::Straight(straight));
        assert!(same(result, other), "{text}: {result} for each pixel, {other} for rows");
    }
    result
}

fn value(text: &str) -> f64 {
    value_at(text, PIXELS)
}

fn same(a: f64, b: f64) -> bool {
    a == b || (a.is_nan() && b.is_nan())
}

fn check(cases: &[(&str, f64)]) {
    for (text, expected) in cases {
        let found = value(text);
        let is_near = (found - expected).abs() <= 1e-14 * expected.abs().max(1.0);
        assert!(same(found, *expected) || is_near, "{text} is {found} instead of {expected}");
    }
}

fn message(text: &str) -> String {
    Expression::parse(text, 2).expect_err(text).render()
}

#[test]
fn operators_bind_as_in_the_manual() {
    check(&[
        ("-2^2", -4.0),
        ("--x0", 3.0),
        ("2^3^2", 512.0),
        ("2^-1", 0.5),
        ("1 + 2 * 3", 7.0),
        ("8 / 4 / 2", 1.0),
        ("8 - 4 - 2", 2.0),
        ("1 < 2 < 3", 1.0),
        ("3 > 2 > 1", 0.0),
        ("1<x0<3", 1.0),
        ("1 + 1 == 2", 1.0),
        ("1 or 0 and 0", 1.0),
        ("(1 or 0) and 0", 0.0),
        ("1 nand 1 or 0", 0.0),
        ("0 nor 0", 1.0),
        ("1 xor 1", 0.0),
        ("1 xnor 2", 1.0),
        ("1 & 2 | 0", 1.0),
        ("1 && 0 || 0", 0.0),
        ("2x0", 6.0),
        ("2x0^2", 18.0),
        ("1/2x0", 1.5),
        ("2(x0 + 1)", 8.0),
        ("7 % -4", 3.0),
        ("-7 % 4", -3.0),
        ("5 % 0", f64::NAN),
        ("x0 = 3", 1.0),
        ("x0 <> 3", 0.0),
        ("x0 != 4", 1.0),
        ("x0 > 2 ? 1 : 0", 1.0),
        ("x0 > 3 ? 1 : x0 > 2 ? 5 : 9", 5.0),
        ("1 ? 2 : 3 + 4", 2.0),
        ("[1 + 2] * {3 + 4}", 21.0),
        ("X0 + X1", 7.0),
        ("1 + 2 // comment\n + 3 # other", 6.0),
        ("1 /* 2 */ + 3", 4.0),
    ]);
}

#[test]
fn division_by_zero_depends_on_when_it_is_known() {
    check(&[
        ("x0 / 0", f64::NAN),
        ("x0 / (1 - 1)", f64::NAN),
        ("x0 / false", f64::NAN),
        ("x0 / (x1 - 4)", f64::INFINITY),
        ("-x0 / (x1 - 4)", f64::NEG_INFINITY),
        ("(x0 - 3) / (x1 - 4)", f64::NAN),
        ("x0 /= 0", f64::INFINITY),
    ]);
}

#[test]
fn constants_have_their_values() {
    check(&[
        ("pi", std::f64::consts::PI),
        ("epsilon", 1e-10),
        ("inf", f64::INFINITY),
        ("TRUE + false", 1.0),
        ("null", f64::NAN),
        ("1e3 + .5 + 2.", 1002.5),
    ]);
}

#[test]
fn functions_of_one_number() {
    let x = 0.4_f64;
    for (name, expected) in [
        ("abs", x),
        ("acos", x.acos()),
        ("acosh", f64::NAN),
        ("asin", x.asin()),
        ("asinh", x.asinh()),
        ("atan", x.atan()),
        ("atanh", x.atanh()),
        ("ceil", 1.0),
        ("cos", x.cos()),
        ("cosh", x.cosh()),
        ("cot", 1.0 / x.tan()),
        ("csc", 1.0 / x.sin()),
        ("erf", 0.428_392_355_046_668_5),
        ("erfc", 0.571_607_644_953_331_5),
        ("exp", x.exp()),
        ("expm1", x.exp_m1()),
        ("floor", 0.0),
        ("frac", x),
        ("log", x.ln()),
        ("log10", x.log10()),
        ("log1p", x.ln_1p()),
        ("log2", x.log2()),
        ("ncdf", 0.655_421_741_610_324_2),
        ("not", 0.0),
        ("round", 0.0),
        ("sec", 1.0 / x.cos()),
        ("sgn", 1.0),
        ("sin", x.sin()),
        ("sinc", x.sin() / x),
        ("sinh", x.sinh()),
        ("sqrt", x.sqrt()),
        ("tan", x.tan()),
        ("tanh", x.tanh()),
        ("trunc", 0.0),
        ("deg2grad", x / 0.9),
        ("deg2rad", x.to_radians()),
        ("grad2deg", x * 0.9),
        ("rad2deg", x.to_degrees()),
    ] {
        let found = value_at(&format!("{name}(x0)"), [x, 0.0, 0.0]);
        assert!(same(found, expected) || (found - expected).abs() < 2e-15 * expected.abs().max(1.0), "{name}: {found}");
        assert!(same(found, value(&format!("{name}(0.4)"))), "{name} of a constant");
    }
    check(&[("round(-2.5)", -3.0), ("round(2.5)", 3.0), ("sinc(0)", 1.0), ("sgn(x2)", -1.0), ("frac(x2)", -0.5)]);
    check(&[("sin(1e9 * x0)", 3e9_f64.sin()), ("cos(1e9 * x0)", 3e9_f64.cos())]);
}

#[test]
fn functions_of_several_numbers() {
    check(&[
        ("atan2(x0, x1)", 3.0_f64.atan2(4.0)),
        ("hypot(x0, x1)", 5.0),
        ("logn(8, 2)", 3.0),
        ("mod(7, x0)", 1.0),
        ("pow(x0, 2.5)", 3.0_f64.powf(2.5)),
        ("root(27, x0)", 3.0),
        ("roundn(2.34567, x0)", 2.346),
        ("shl(x0, 2)", 12.0),
        ("shr(x1, 1.9)", 2.0),
        ("equal(x0, 3 + 1e-10)", 1.0),
        ("equal(x0, 3 + 1e-9)", 0.0),
        ("not_equal(x0, 3 + 1e-9)", 1.0),
        ("clamp(1, x0, 2)", 2.0),
        ("clamp(5, x0, 9)", 5.0),
        ("iclamp(2, x0, 5)", 2.0),
        ("iclamp(2, x1, 5)", 5.0),
        ("iclamp(2, x0, 4)", 2.0),
        ("iclamp(4, x0, 5)", 3.0),
        ("inrange(3, x0, 4)", 1.0),
        ("inrange(3.5, x0, 4)", 0.0),
        ("if(x0 > 2, x1, x2)", 4.0),
        ("if(null, 1, 2)", 1.0),
        ("min(x0, x1, x2)", -2.5),
        ("max(x0, x1, x2)", 4.0),
        ("max(x0)", 3.0),
        ("avg(x0, x1)", 3.5),
        ("sum(x0, x1, x2)", 4.5),
        ("mul(x0, x1, x2)", -30.0),
        ("mand(x0, x1)", 1.0),
        ("mand(x0, 0)", 0.0),
        ("mor(0, x0 - 3)", 0.0),
        ("mor(0, 5)", 1.0),
    ]);
}

#[test]
fn statements_have_values() {
    check(&[
        ("1; 2; 3;", 3.0),
        ("var a := x0; a := a + 1; a * 2", 8.0),
        ("var a; a", 0.0),
        ("x0 += 2; x0 *= 3; x0", 15.0),
        ("x0 -= 1; x0 /= 4; x0", 0.5),
        ("x1 %= 3", 1.0),
    ]);
    check(&[
        ("var a := 1; var b := a := 5; a + b", 10.0),
        ("if (x0 > 2) { 10 } else { 20 }", 10.0),
        ("if (x0 > 5) 10; else 20;", 20.0),
        ("if (x0 > 5) 10 else if (x0 > 2) 15 else 20", 15.0),
        ("if (x0 > 5) { 10 }", f64::NAN),
        ("var s := 0; if (x0 > 2) { s := 7 }; s", 7.0),
        ("var i := 0; while (i < 5) { i += 1 }", 5.0),
        ("var i := 9; while (i < 5) { i += 1 }", 0.0),
        ("var i := 0; repeat i += 1; until (i >= x0)", 3.0),
        ("var s := 0; for (var i := 1; i <= 10; i += 1) { s += i }; s", 55.0),
        ("var s := 0; for (var i := 1; i <= 10; i += 1) { if (i == 5) break; s += i; } s", 10.0),
        ("var s := 0; for (var i := 1; i <= 5; i += 1) { if (i == 3) { continue }; s += i }; s", 12.0),
        ("var i := 0; repeat i += 1; if (i < 4) continue; break[i * 10]; until (i > 9)", 40.0),
        ("while (true) { break }", f64::NAN),
        ("switch { case x0 > 5 : 1; case x0 > 2 : 2; default : 3; }", 2.0),
        ("switch { case x0 > 5 : 1; default : 3; }", 3.0),
        ("switch { case x0 > 5 : 1; }", f64::NAN),
        ("[*] { case x0 > 1 : 1; case x0 > 2 : 2; case x0 > 5 : 3; }", 2.0),
        ("[*] { case x0 > 5 : 3; }", 0.0),
        ("var a := 0; [*] { case true : a += 1; case true : a += 10; }; a", 11.0),
        ("~{ var a := 2; a * x0 } + 1", 7.0),
        ("return [x0, 1]; 5", f64::NAN),
        ("if (x0 > 2) { return [1] }; 5", f64::NAN),
        ("if (x0 > 5) { return }; 5", 5.0),
        ("{ var a := 1; a } + { var a := 2; a }", 3.0),
        ("(x0 := 1) + x0", 2.0),
        ("x0 + (x0 := 1) + x0", 5.0),
        ("0 & (x0 := 9); x0", 3.0),
        ("1 | (x0 := 9); x0", 3.0),
        ("1 and (x0 := 9); x0", 9.0),
    ]);
}

#[test]
fn the_examples_of_the_guide_are_right() {
    let guide = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/expressions.md"));
    let guide = guide.expect("the guide is there");
    let blocks = guide.split("```eval\n").skip(1).map(|block| block.split("```").next().unwrap_or_default());
    let mut count = 0;
    for line in blocks.flat_map(str::lines) {
        let (text, expected) = line.rsplit_once('#').expect("a value behind the expression");
        assert_eq!(value(text), expected.trim().parse::<f64>().expect("a number"), "{line}");
        count += 1;
    }
    assert!(count > 20, "{count} examples");
    for (name, _) in functions::FUNCTIONS {
        assert!(guide.contains(&format!("`{name}")), "the guide lacks {name}");
    }
}

#[test]
fn a_mistake_is_shown_with_its_place() {
    assert_eq!(
        message("2 * )"),
        "Unable to parse expression: column 5: expected a number, a name or a bracket, but found `)`\n  2 * )\n      ^"
    );
    assert_eq!(
        message("x0 + sqt(3)"),
        "Unable to parse expression: column 6: there is no function `sqt`\n  x0 + sqt(3)\n       ^\nhint: did you mean \
         `sqrt`?"
    );
    assert_eq!(
        message("x0;\n  (x1 + 1"),
        "Unable to parse expression: line 2, column 10: expected `)`, but the text ends\n    (x1 + 1\n           ^"
    );
}

#[test]
fn every_mistake_has_its_words() {
    for (text, words) in [
        ("", "column 1: expected an expression, but the text ends"),
        ("  // nothing", "expected an expression"),
        ("x0 x1", "column 4: expected an operator or `;`, but found `x1`"),
        ("x2", "`x2` is the pixel of `argument image 2`, which this call does not have"),
        ("x7", "there is no variable `x7`\n  x7\n  ^\nhint: did you mean `x0`?"),
        ("0x10", "there is no variable `x10`"),
        ("grey", "hint: pixels are `x0`, `x1`"),
        ("sqrt", "expected `(`, but the text ends"),
        ("sqrt()", "`sqrt` takes one argument, but there are 0"),
        ("atan2(1)", "`atan2` takes 2 arguments, but there are 1"),
        ("max()", "`max` takes at least one argument, but there are 0"),
        ("max(1 2)", "expected `,` or `)`, but found `2`"),
        ("1 := 2", "only a variable can get a value"),
        ("pi := 3", "hint: equality is written `==`"),
        ("var x0 := 1", "`x0` has a meaning already"),
        ("var if := 1", "`if` has a meaning already"),
        ("var a; var a", "there is a variable `a` already"),
        ("var a[3]", "there are no arrays"),
        ("var 3", "expected the name of the variable, but found `3`"),
        ("{ var a := 1 }; a", "there is no variable `a`"),
        ("break", "`break` is possible in loops only"),
        ("while (1) { 1 }; continue", "`continue` is possible in loops only"),
        ("repeat x0 := 1", "expected `until`, but the text ends"),
        ("switch { 1 }", "expected `case`, `default` or `}`, but found `1`"),
        ("switch { case 1 2 }", "expected `:`, but found `2`"),
        ("[*] { default : 1; }", "expected `case` or `}`, but found `default`"),
        ("for (1; 2)", "expected `;`, but found `)`"),
        ("if 1", "expected `(`, but found `1`"),
        ("x0 > 1 ? 2", "expected `:`, but the text ends"),
        ("{ 1", "expected `}`, but the text ends"),
        ("1 /* 2", "column 3: expected `*/` at the end of this comment"),
        ("!x0", "hint: write `not(…)`"),
        ("'a'", "hint: expressions know numbers only, no texts"),
        ("1.2.3", "a number has one decimal point"),
        (".", "expected a number, but found `.`"),
        ("µ + 1", "column 1: `µ` means nothing in an expression"),
        ("x0 $ 1", "column 4: `$` means nothing in an expression"),
    ] {
        let found = message(text);
        assert!(found.starts_with("Unable to parse expression: ") && found.contains(words), "{text}: {found}");
    }
}

#[test]
fn absurd_depth_is_an_error_and_not_a_crash() {
    for text in ["(".repeat(100_000), "-(".repeat(5000), "2^".repeat(5000), "if(1,".repeat(5000), "{".repeat(5000)] {
        assert!(message(&text).contains("in each other"), "{}", &text[..5]);
    }
    let chains = [
        "x0+".repeat(5000) + "1",
        format!("max({}1)", "x0,".repeat(5000)),
        "x0?1:".repeat(5000) + "1",
        format!("switch {{ {} }}", "case x0 : 1; ".repeat(5000)),
    ];
    for text in chains {
        assert!(message(&text).contains("more than 2000 operators"), "{}", &text[..9]);
    }
    assert_eq!(value(&("x0+".repeat(2000) + "1")), 6001.0);
    assert_eq!(value(&("x0>9?1:".repeat(900) + "x0 := 2")), 2.0);
    let choices = format!("switch {{ {} default : x1; }}", "case x0 : x0 := 1; ".repeat(2000));
    assert_eq!(value(&choices), 1.0);
    assert_eq!(value(&("-".repeat(100_000) + "x0")), 3.0);
}

/// Statements with variables, branches and a loop around random expressions.
fn random_statements() -> impl Strategy<Value = String> {
    [random(), random(), random(), random()].prop_map(|parts| {
        let [a, b, c, d] = parts.map(|part| part.text());
        format!(
            "var a := {a}; var n := 0; if ({b}) {{ x1 := {c} }}; \
             while (n < 3) {{ n += 1; if (a > x0) break; a += {d}; x2 := n }}; a + x1 + x2 + n"
        )
    })
}

/// A row of different pixels.
fn row_of(seed: u64, index: usize) -> Row {
    let image = random_image::<i8>([operations::ROW, 1, 1], seed + index as u64);
    Row(std::array::from_fn(|x| image.pixels()[x].to_f64() / 8.0))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn random_expressions_have_their_values(expression in random(), seed in any::<u32>()) {
        let text = expression.text();
        let (root, variables) = parser::parse(&text, 3).map_err(|fault| {
            TestCaseError::fail(fault.into_error(&text).to_string())
        })?;
        let straight = Program::Straight(Straight::compile(&root, 3, variables).expect("no loops"));
        let bytecode = Program::Bytecode(Bytecode::compile(&root, variables), 3);
        let ctx = Context::with_threads(1);
        let mut workers = Vec::new();
        for program in [straight, bytecode] {
            let mut worker = program.worker();
            for index in 0..3 {
                worker.rows[index] = row_of(seed.into(), index);
            }
            program.run(&ctx, &mut worker, operations::ROW).expect("not cancelled");
            workers.push(worker);
        }
        for x in 0..operations::ROW {
            let pixels = [0, 1, 2].map(|index| workers[1].rows[index].0[x]);
            let expected = expression.value(pixels);
            for worker in &workers {
                let found = worker.result().0[x];
                prop_assert!(same(found, expected), "{}: {} instead of {} at {:?}", text, found, expected, pixels);
            }
        }
    }

    #[test]
    fn random_statements_do_not_depend_on_the_pixel_before(text in random_statements(), seed in any::<u32>()) {
        let (root, variables) = parser::parse(&text, 3).expect("valid");
        let program = Bytecode::compile(&root, variables);
        let (ctx, mut slots) = (Context::with_threads(1), program.slots());
        let rows = [0, 1, 2].map(|index| row_of(seed.into(), index));
        for x in 0..8 {
            let pixels = || rows.iter().map(|row| row.0[x]);
            let fresh = program.run(&ctx, &mut program.slots(), pixels()).expect("not cancelled");
            let again = program.run(&ctx, &mut slots, pixels()).expect("not cancelled");
            prop_assert!(same(fresh, again), "{}: {} and {}", text, fresh, again);
        }
    }

}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn images_of_every_type_get_the_rounded_value(sides in sides(), seed in any::<u64>()) {
        for_each_real_type!(check_images, sides, seed);
    }
}

fn check_images<T: RealPixel>(sides: [usize; 3], seed: u64) -> Result<(), TestCaseError> {
    let image = random_image::<T>(sides, seed);
    let (second, third) = (random_image::<u16>(sides, seed ^ 1), random_image::<f32>(sides, seed ^ 2));
    let (second, third) = (DynImage::from(second), DynImage::from(third));
    let others = [&second, &third];
    let ctx = Context::with_threads(2);
    for (text, images) in [
        ("x0 / 3 + 1.5", 1),
        ("var a := x0; while (a > 9) { a /= 2 }; a", 1),
        ("x1 - x0 / 2", 2),
        ("x0 > x1 ? x2 : x1 / 7", 3),
    ] {
        let mut found = DynImage::from(image.clone());
        Expression::parse(text, images).expect(text).evaluate(&ctx, &mut found, &others[..images - 1]).expect(text);
        let found = found.typed::<T>().expect("the same type");
        for index in 0..image.pixels().len() {
            let x1 = second.typed::<u16>().expect("uint16").pixels()[index].to_f64();
            let x2 = third.typed::<f32>().expect("float32").pixels()[index].to_f64();
            let expected = T::from_f64_saturating(value_at(text, [image.pixels()[index].to_f64(), x1, x2]));
            prop_assert_eq!(found.pixels()[index], expected, "{} {}", text, T::TYPE);
        }
    }
    Ok(())
}

#[test]
fn large_small_integer_images_use_a_table_with_the_same_result() {
    fn check<T: RealPixel>(sides: [usize; 3]) {
        let image = random_image::<T>(sides, 5);
        let mut found = DynImage::from(image.clone());
        let text = "x0 > 20 ? x0 * 0.7 : 100 - x0";
        Expression::parse(text, 1).expect(text).evaluate(&Context::with_threads(2), &mut found, &[]).expect(text);
        let expected = |pixel: T| {
            let x = pixel.to_f64();
            T::from_f64_saturating(if x > 20.0 { x * 0.7 } else { 100.0 - x })
        };
        let expected: Vec<T> = image.pixels().iter().map(|pixel| expected(*pixel)).collect();
        assert!(found.typed::<T>().expect("the same type").pixels() == expected, "{}", T::TYPE);
    }
    check::<u8>([100, 100, 1]);
    check::<i8>([100, 100, 1]);
    check::<u16>([400, 400, 1]);
    check::<i16>([400, 400, 1]);
    check::<f32>([400, 400, 1]);
}

#[test]
fn special_values_are_stored_as_everywhere() {
    let mut image = DynImage::from(Image::from_vec([4, 1, 1], vec![0.0f32, 1.0, 2.0, 3.0]).expect("four"));
    let text = "switch { case x0 == 0 : null; case x0 == 1 : inf; case x0 == 2 : -inf; default : 1e300; }";
    Expression::parse(text, 1).expect(text).evaluate(&Context::default(), &mut image, &[]).expect(text);
    let pixels = image.typed::<f32>().expect("float32").pixels();
    assert!(pixels[0].is_nan());
    assert_eq!(pixels[1..], [f32::INFINITY, f32::NEG_INFINITY, f32::INFINITY]);
    let mut bytes = DynImage::from(Image::from_vec([4, 1, 1], vec![0u8, 1, 2, 3]).expect("four"));
    Expression::parse(text, 1).expect(text).evaluate(&Context::default(), &mut bytes, &[]).expect(text);
    assert_eq!(bytes.bytes(), [0, 255, 0, 255]);
}

#[test]
fn an_endless_loop_can_be_stopped() {
    let token = CancelToken::default();
    let ctx = Context::with_threads(2).with_cancel(token.clone());
    let stopper = std::thread::spawn(move || {
        std::thread::sleep(std::time::Duration::from_millis(100));
        token.cancel();
    });
    let mut image = DynImage::new(PixelType::UInt8, [3, 1, 1]).expect("small");
    let endless = Expression::parse("while (true) { x0 += 1 }", 1).expect("valid");
    let start = std::time::Instant::now();
    let error = endless.evaluate(&ctx, &mut image, &[]).expect_err("cancelled");
    assert_eq!(error.kind(), ErrorKind::Cancelled);
    assert!(start.elapsed().as_secs_f64() < 5.0);
    stopper.join().expect("no panic");
}

#[test]
fn images_must_fit_together() {
    let image = |dims, pixel_type| DynImage::new(pixel_type, dims).expect("small");
    let expression = Expression::parse("x0 + x1", 2).expect("valid");
    let (mut first, other) = (image([2, 2, 1], PixelType::UInt8), image([2, 3, 1], PixelType::UInt8));
    let error = expression.evaluate(&Context::default(), &mut first, &[&other]).expect_err("sizes");
    assert_eq!(error.to_string(), "`image` is 2×2×1 but `argument image` is 2×3×1; they must be equal");
    let complex = image([2, 2, 1], PixelType::Complex32);
    let error = expression.evaluate(&Context::default(), &mut first, &[&complex]).expect_err("type").to_string();
    assert_eq!(error, "an expression cannot work with complex32 images");
    let one = Expression::parse("1", 1).expect("valid");
    let error = one.evaluate(&Context::default(), &mut complex.clone(), &[]).expect_err("type").to_string();
    assert_eq!(error, "an expression cannot work with complex32 images");
}

#[test]
fn the_same_value_is_computed_once() {
    let (root, variables) = parser::parse("sqrt(x0) + sqrt(x0) * sqrt(x0)", 1).expect("valid");
    let text = format!("{:?}", Straight::compile(&root, 1, variables).expect("no loops"));
    assert_eq!(text.matches("Unary(Sqrt").count(), 1, "{text}");
    let folded = parser::parse("1 + 2 * sqrt(16) - abs(-1)", 1).expect("valid").0;
    assert!(matches!(folded, Node::Constant(8.0)), "{folded:?}");
    let unused = parser::parse("sqrt(x0); 3", 1).expect("valid").0;
    assert!(matches!(unused, Node::Constant(3.0)), "{unused:?}");
    assert!(Unary::ALL.len() > 30);
}

#[test]
fn a_session_evaluates_and_a_failing_expression_changes_nothing() {
    let session = Session::new();
    session.run_script("newimage(a, int8, 3); set(a, -5); newimage(b, uint16, 3); set(b, 7)").expect("valid");
    session.run_script("eval(\"x0 * 2 + x1\", a, b)").expect("signed and unsigned images");
    session.run_script("eval(\"x0 +\", a)").expect_err("syntax");
    session.run_script("newimage(c, float32, 3); eval(\"x0 + x1 + x2\", a, b, c)").expect_err("no signed triples");
    let image = session.image("a").expect("it exists");
    assert_eq!(image.read().typed::<i8>().expect("int8").pixels(), [-3, -3, -3]);
    let same_image = "newimage(d, uint8, 2); set(d, 3); eval(\"x0 * x1\", d, d)";
    session.run_script(same_image).expect("an image with itself");
    assert_eq!(session.image("d").expect("it exists").read().bytes(), [9, 9]);
}
