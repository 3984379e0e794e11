use super::*;
use crate::Image;

fn session(script: &str) -> Session {
    let session = Session::new();
    session.run_script(script).unwrap_or_else(|error| panic!("{script}: {}", error.render()));
    session
}

fn pixels(session: &Session, name: &str) -> Vec<f64> {
    let converted = format!("{name}_as_float");
    session.call("convert", &[name.into(), converted.as_str().into(), "float32".into()]).expect("it converts");
    let image = session.image(&converted).expect("it exists");
    let image = image.read();
    image.typed::<f32>().expect("float32").pixels().iter().map(|&p| p.into()).collect()
}

fn value(session: &Session, name: &str) -> Value {
    session.value(name).expect("it exists")
}

#[test]
fn the_name_of_a_variable_stands_for_its_value_unless_quoted() {
    let session =
        session("newvalue(n, int, 3); newvalue(t, string, text); set(copy1, n); set(copy2, t); set(copy3, \"t\")");
    assert_eq!(value(&session, "copy1"), Value::Integer(3));
    assert_eq!(
        (value(&session, "copy2"), value(&session, "copy3")),
        (Value::Text("text".into()), Value::Text("t".into()))
    );
}

#[test]
fn clearing_a_variable_clears_nothing_else() {
    let session = session("newimage(img); newvalue(n, int, 3); newvalue(t, string, img); clear(n); clear(t)");
    assert_eq!((session.image_names(), session.value_names()), (vec!["img".to_owned()], vec![]));
}

#[test]
fn an_integer_variable_is_widened_where_a_real_is_wanted() {
    let session = session("newvalue(n, int, 3); newimage(img, float32); add(img, n)");
    assert_eq!(pixels(&session, "img"), [3.0]);
}

#[test]
fn the_declared_type_decides_what_set_does() {
    let session = session("newvalue(r, real); set(r, 5); newvalue(t); set(t, 5); newvalue(b, bool); set(b, yes)");
    assert_eq!(value(&session, "r"), Value::Real(5.0));
    assert_eq!((value(&session, "t"), value(&session, "b")), (Value::Text("5".into()), Value::Boolean(true)));
}

#[test]
fn spurious_ambiguities_of_the_original_are_gone() {
    let session = session(
        "newimage(a, uint16, 5); ensuresize(a, 6); newlike(b, a, uint8, 7); set(c, a); copy(a, d); maxval(a, m); set(x, 5)",
    );
    let dims = |name: &str| session.image(name).expect("it exists").read().dims().to_array();
    assert_eq!((dims("a"), dims("b"), dims("c"), dims("d")), ([6, 1, 1], [7, 1, 1], [6, 1, 1], [6, 1, 1]));
    let pixel_type = |name: &str| session.image(name).expect("it exists").read().pixel_type().name();
    assert_eq!((pixel_type("c"), pixel_type("d"), pixel_type("m")), ("uint16", "uint16", "uint16"));
    assert_eq!(value(&session, "x"), Value::Integer(5));
}

#[test]
fn an_image_called_info_does_not_make_calls_ambiguous() {
    let session = session("newimage(info, uint8, 2); newimage(img, uint8, 2); set(info, 3); add(img, info)");
    assert_eq!(pixels(&session, "img"), [3.0, 3.0]);
}

#[test]
fn vectors_come_from_literals_scalars_and_images_of_three_pixels() {
    let session = session(
        "newimage(v, float32, 3); set(v, [1, 0, 0], 2.4); newimage(img, uint8, 5, 5); set(img, v, 9); set(img, \"[1, 1, 0]\", 7)",
    );
    let image = session.image("img").expect("it exists");
    let image = image.read();
    let image = image.typed::<u8>().expect("uint8");
    assert_eq!((image.get(0, 2, 0), image.get(1, 1, 0)), (9, 7));
}

#[test]
fn input_and_output_may_be_the_same_image() {
    let session =
        session("newimage(img, uint8, 5, 1, 1); set(img, 1); set(img, [4, 0, 0], 0); dmap(img, img); add(img, img)");
    assert_eq!(pixels(&session, "img"), [8.0, 6.0, 4.0, 2.0, 0.0]);
}

#[test]
fn an_image_may_be_converted_into_itself() {
    let session = session("newimage(img, float32, 2); set(img, 2.5); convert(img, img, uint8)");
    assert_eq!(session.image("img").expect("it exists").read().typed::<u8>().expect("uint8").pixels(), [3, 3]);
}

#[test]
fn outputs_of_a_failing_command_are_unchanged() {
    let session =
        session("newimage(img, uint8, 5, 5); newimage(out, uint16, 3); set(out, 7); newimage(other, uint8, 2, 2)");
    session.run_script("gaussfilter(img, out, [-1, 1, 1])").expect_err("sigma is negative");
    session.run_script("add(out, other)").expect_err("sizes differ");
    assert_eq!(pixels(&session, "out"), [7.0; 3]);
}

#[test]
fn metadata_follows_the_image() {
    let session = session(
        "newimage(img, uint8, 5, 5); setmeta(img, key, value); gaussfilter(img, out, 1); convert(img, c, float32); \
         convert(img, int16); set(s, img); getmeta(out, key, a); getmeta(c, key, b); getmeta(img, key, d); getmeta(s, key, e)",
    );
    for name in ["a", "b", "d", "e"] {
        assert_eq!(value(&session, name), Value::Text("value".into()), "{name}");
    }
}

#[test]
fn a_mapped_file_is_known_by_name_even_if_it_is_read_only() {
    let folder = tempfile::tempdir().expect("a folder");
    let prefix = folder.path().join("a").to_string_lossy().into_owned();
    let session = session(&format!(
        "mapraw(img, '{prefix}', uint8, [4, 3, 2]); getmapfile(img, file); newimage(other, uint8); \
         getmapfile(other, none); mapraw(fixed, '{prefix}', uint8, [4, 3, 2], true); getmapfile(fixed, same)"
    ));
    let file = Value::Text(format!("{prefix}_4x3x2.raw"));
    assert_eq!((value(&session, "file"), value(&session, "same")), (file.clone(), file));
    assert_eq!(value(&session, "none"), Value::Text(String::new()));
    session.run_script("ensuresize(img, 5); getmapfile(img, none)").expect("valid");
    assert_eq!(value(&session, "none"), Value::Text(String::new()));
}

#[test]
fn a_view_sees_the_results_of_later_commands_of_the_same_size() {
    let session = session("newimage(img, uint8, 2); newimage(out, uint8, 2); set(img, 3)");
    let view = session.image("out").expect("it exists").read().share();
    session.run_script("gaussfilter(img, out, 1); clear(out)").expect("valid");
    // SAFETY: the view keeps two bytes alive.
    assert_eq!(unsafe { *view.as_ptr() }, 3);
}

#[test]
fn keywords_may_be_written_with_underscores_and_in_any_order() {
    let session = session("newimage(img, uint8, 5, 5); set(img, 9)");
    let keywords = [("spatial_sigma".to_owned(), 1.0.into()), ("output_image".to_owned(), "smooth".into())];
    session.call_with_keywords("gaussfilter", &["img".into()], &keywords).expect("valid");
    assert_eq!(pixels(&session, "smooth"), [9.0; 25]);
}

#[test]
fn several_threads_may_use_one_session() {
    let session = session("newimage(a, uint16, 50, 50, 5); newimage(b, uint16, 50, 50, 5)");
    std::thread::scope(|scope| {
        for name in ["a", "b", "a", "b"] {
            let session = &session;
            scope.spawn(move || {
                for _ in 0..25 {
                    session.call("add", &[name.into(), 1.into()]).expect("valid");
                }
            });
        }
    });
    session.run_script("add(a, b)").expect("valid");
    assert_eq!(pixels(&session, "a")[0], 100.0);
}

#[test]
fn echo_prints_commands_and_timing() {
    use std::sync::{Arc, Mutex};
    let lines = Arc::new(Mutex::new(Vec::new()));
    let sink = lines.clone();
    let printer = Arc::new(move |text: &str| sink.lock().expect("not poisoned").push(text.to_owned()));
    let session = Session::with_context(Context::default().with_printer(printer));
    session
        .run_script("echo(true, true); newimage(img, uint8, 5); add(img, 3); echo(false, false); add(img, 1)")
        .expect("valid");
    let lines = lines.lock().expect("not poisoned");
    assert!(lines.contains(&"newimage(\"img\", \"uint8\", 5, 1, 1)".to_owned()), "{lines:?}");
    assert!(lines.contains(&"add(img, 3)".to_owned()) && !lines.contains(&"add(img, 1)".to_owned()), "{lines:?}");
    assert!(lines.iter().any(|line| line.starts_with("Operation took ")), "{lines:?}");
}

#[test]
fn a_panic_in_a_command_is_an_error_and_the_session_lives_on() {
    let session = Session::new();
    session.insert_image("img", Image::<u8>::new([2, 1, 1]).expect("small"));
    let error = session.call("panicfortest", &["img".into()]).expect_err("it panics");
    assert!(error.to_string().contains("internal error: on purpose"), "{error}");
    session.run_script("newimage(img2, uint8)").expect("the session works");
}

/// Panics, to show that nothing panics across a session.
///
/// # Example
/// ```pi2
/// print(this example does not call it)   # this example does not call it
/// ```
#[crate::pi2_command(category = "Test", whole_image = "it is a test")]
fn panicfortest(
    /// Image.
    _image: &mut Image<u8>,
) -> Result<()> {
    panic!("on purpose")
}
