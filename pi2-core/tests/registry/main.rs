//! Statements about all commands at once.

use std::collections::BTreeMap;

use pi2_core::registry::{self, CommandForm};
use pi2_core::{Context, Image, RealPixel, Result, Session, par, pi2_command, reference};
use serde_json::Value as Json;

/// Adds the width of the image to each pixel: a command of another crate.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 7)
/// addwidth(img)   # 7
/// ```
#[pi2_command(category = "Test", see_also = [add], pointwise)]
fn addwidth<T: RealPixel>(
    ctx: &Context,
    /// Image to modify.
    image: &mut Image<T>,
    /// How often.
    #[arg(default = 1)]
    times: u64,
) -> Result<()> {
    let width = image.width() as f64 * times as f64;
    par::map_pixels(ctx, image, |pixel| T::from_f64_saturating(pixel.to_f64() + width))
}

#[test]
fn a_command_of_another_crate_joins_the_registry() {
    let session = Session::new();
    session.run_script("newimage(img, int16, 5, 4); addwidth(img, 3)").expect("the command is known");
    assert_eq!(session.image("img").expect("it exists").read().typed::<i16>().expect("int16").get(4, 3, 0), 15);
    assert!(
        reference::text::search("times").contains("addwidth")
            || reference::text::overview().contains("addwidth(image, times)")
    );
}

#[test]
fn every_example_gives_what_it_says() {
    let folder = tempfile::tempdir().expect("a folder");
    std::env::set_current_dir(folder.path()).expect("the folder exists");
    let failures = reference::example::failures();
    assert!(failures.is_empty(), "{} examples fail:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn related_commands_exist() {
    let dangling = reference::example::dangling_references();
    assert!(dangling.is_empty(), "{}", dangling.join("\n"));
}

/// The manual's word for a default, without regard to how numbers are written.
fn plain_default(text: &str) -> String {
    let text = text.trim().to_lowercase().replace(' ', "");
    let repeated = text.strip_prefix('[').and_then(|inner| inner.strip_suffix(']')).and_then(|inner| {
        let parts: Vec<&str> = inner.split(',').collect();
        (parts.len() == 3 && parts.iter().all(|part| *part == parts[0])).then(|| parts[0].to_owned())
    });
    let text = repeated.unwrap_or(text);
    text.parse::<f64>().map_or(text, |number| number.to_string())
}

fn plain_type(text: &str) -> String {
    let real = "uint8|uint16|uint32|uint64|int8|int16|int32|int64|float32";
    let text = text.to_lowercase().replace(&format!("{real}|complex32"), "any").replace(real, "real");
    if text.starts_with("real") { "real".to_owned() } else { text }
}

fn arguments(form: &Json) -> Vec<[String; 4]> {
    let text = |value: &Json| value.as_str().unwrap_or_default().to_owned();
    let argument = |arg: &Json| {
        let default = arg.get("default").map_or_else(|| "none".to_owned(), |default| plain_default(&text(default)));
        [text(&arg["name"]), text(&arg["dir"]), plain_type(&text(&arg["type"])), default]
    };
    form["args"].as_array().expect("args").iter().map(argument).collect()
}

/// Forms that differ from the original on purpose; each has its line in docs/differences.md.
const DEVIATIONS: [&str; 5] = ["fileinfo", "getmeta", "isimagefile", "pointstodeformed", "setmeta"];

/// Commands that have more forms than in the original, and how many: compressed files, complex images (D-7).
const EXTENDED: [(&str, usize); 9] = [
    ("add", 1),
    ("convert", 2),
    ("divide", 1),
    ("multiply", 1),
    ("set", 1),
    ("subtract", 1),
    ("sum", 1),
    ("writepng", 1),
    ("writetif", 1),
];

#[test]
fn forms_are_those_of_the_original() {
    let original: BTreeMap<String, Vec<Json>> =
        serde_json::from_str(include_str!("commands.json")).expect("the manual is JSON");
    let ours = reference::json::registry();
    let mut wrong = Vec::new();
    let mut compared = 0;
    for name in registry::commands().keys().filter(|name| **name != "addwidth") {
        let Some(forms) = original.get(*name) else { continue };
        let have = ours[*name].as_array().expect("forms");
        compared += 1;
        let more = EXTENDED.iter().find(|(extended, _)| extended == name).map_or(0, |(_, more)| *more);
        if have.len() != forms.len() + more && !DEVIATIONS.contains(name) {
            wrong.push(format!("{name}: {} forms instead of {}", have.len(), forms.len()));
        }
        for form in forms {
            let same = |mine: &&Json| arguments(mine) == arguments(form);
            match have.iter().find(same) {
                Some(mine) if mine["distributed"] == form["distributed"] => {}
                Some(mine) => wrong
                    .push(format!("{name}: distributed {} instead of {}", mine["distributed"], form["distributed"])),
                None if DEVIATIONS.contains(name) => {}
                None => wrong.push(format!(
                    "{name}: no form with {:?}\n   but {:?}",
                    arguments(form),
                    have.iter().map(arguments).collect::<Vec<_>>()
                )),
            }
        }
    }
    assert!(compared >= 150, "only {compared} commands");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_form_has_a_page_in_all_renderings() {
    for (name, forms) in registry::commands() {
        let page = reference::markdown::command(name, forms);
        let help = reference::text::command(name, forms);
        for form in forms.iter().copied() {
            assert!(page.contains(&form.signature()) && help.contains(&form.signature()), "{name}");
            assert!(all_arguments_are_described(form, &page), "{name}");
        }
        assert!(page.contains("In Python:") && page.contains("In Rust:"), "{name}");
    }
}

fn all_arguments_are_described(form: &CommandForm, page: &str) -> bool {
    form.args.iter().all(|arg| page.contains(&format!("| `{}` |", arg.name)))
}
