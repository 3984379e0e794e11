//! The program as a user meets it: output, errors and exit codes.

use std::path::Path;
use std::process::{Command, Output};

fn pi2(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pi2"));
    command.current_dir(folder).args(arguments).output().expect("the program starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

#[test]
fn the_first_example_writes_a_file_and_prints_its_commands() {
    let folder = folder();
    let output =
        pi2(folder.path(), &["newimage(img, uint8, 100, 100, 100); noise(img, 100, 25); writetif(img, ./noise);"]);
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), String::new()));
    assert!(text(&output.stdout).starts_with("newimage(\"img\", \"uint8\", 100, 100, 100)\nnoise(img, 100, 25, 0)\n"));
    assert!(folder.path().join("noise.tif").metadata().expect("it was written").len() > 1_000_000);
}

#[test]
fn an_error_goes_to_standard_error_with_its_place_and_code_1() {
    let folder = folder();
    std::fs::write(folder.path().join("script.txt"), "hello()\n\n  ad(img, 1)\nhello(never)")
        .expect("it can be written");
    let output = pi2(folder.path(), &["-q", "script.txt"]);
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(1), "Hello there!\n".to_owned()));
    let expected = "error: line 3, column 3: unknown command `ad`\n  ad(img, 1)\nhint: did you mean `add`?\n";
    assert_eq!(text(&output.stderr), expected);
}

#[test]
fn commands_come_from_arguments_options_and_files() {
    let folder = folder();
    std::fs::write(folder.path().join("pi.txt"), "hello(file)").expect("it can be written");
    let printed = |arguments: &[&str]| text(&pi2(folder.path(), arguments).stdout);
    assert_eq!(printed(&["-q"]), "Hello file!\n");
    assert_eq!(printed(&["-q", "hello(a)", "hello(b)"]), "Hello a!\nHello b!\n");
    assert_eq!(printed(&["-q", "-c", "hello(c)"]), "Hello c!\n");
    assert_eq!(printed(&["-q", "-f", "pi.txt"]), "Hello file!\n");
    assert_eq!(printed(&["-q", "print(joined", "words)"]), "joined words\n");
}

#[test]
fn wrong_invocations_have_their_own_codes() {
    let folder = folder();
    std::fs::create_dir(folder.path().join("directory")).expect("it can be made");
    let code = |arguments: &[&str]| pi2(folder.path(), arguments).status.code();
    assert_eq!(code(&["--unknown"]), Some(2));
    assert_eq!(code(&[]), Some(1));
    assert_eq!(code(&["directory"]), Some(1));
    assert_eq!(code(&["-f", "missing.txt"]), Some(1));
    assert_eq!(code(&["help", "nothinglikethis"]), Some(1));
    assert_eq!((code(&["--help"]), code(&["--version"]), code(&["# nothing to do"])), (Some(0), Some(0), Some(0)));
}

#[test]
fn the_registry_is_listed_for_people_and_programs() {
    let folder = folder();
    let json: serde_json::Value =
        serde_json::from_slice(&pi2(folder.path(), &["commands", "--json"]).stdout).expect("JSON");
    let add = &json["add"][1];
    assert_eq!((add["args"][1]["name"].as_str(), add["args"][1]["type"].as_str()), (Some("x"), Some("real")));
    assert_eq!((&add["distributed"], add["args"][0]["dir"].as_str()), (&serde_json::Value::Bool(true), Some("inout")));
    let help = text(&pi2(folder.path(), &["help", "add"]).stdout);
    assert!(help.contains("add(image, x)") && help.contains("add(image, parameter image, allow broadcast)"), "{help}");
    assert!(text(&pi2(folder.path(), &["help"]).stdout).contains("D gaussfilter(input image"));
}

#[cfg(unix)]
#[test]
fn ctrl_c_stops_a_long_command_soon_with_code_130() {
    use std::time::{Duration, Instant};
    let folder = folder();
    let script = "newimage(img, float32, 300, 300, 300); gaussfilter(img, out, 60)";
    let mut child = Command::new(env!("CARGO_BIN_EXE_pi2"))
        .current_dir(folder.path())
        .args(["-q", script])
        .spawn()
        .expect("it starts");
    std::thread::sleep(Duration::from_millis(700));
    assert!(child.try_wait().expect("it can be asked").is_none(), "the command should still run");
    let asked = Instant::now();
    Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill is there");
    assert_eq!(child.wait().expect("it ends").code(), Some(130));
    assert!(asked.elapsed() < Duration::from_secs(2), "{:?}", asked.elapsed());
}
