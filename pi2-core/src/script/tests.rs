use super::*;

fn calls(script: &str) -> Vec<(String, Vec<String>)> {
    let statements = parse(script).unwrap_or_else(|error| panic!("{script}: {error}"));
    let shown = |argument: &Argument| argument.to_string();
    statements.into_iter().map(|s| (s.name, s.arguments.iter().map(shown).collect())).collect()
}

fn call(name: &str, arguments: &[&str]) -> (String, Vec<String>) {
    (name.to_owned(), arguments.iter().map(ToString::to_string).collect())
}

#[test]
fn statements_are_separated_by_semicolons_and_newlines() {
    assert_eq!(calls("a(1); b\r\n\n;; c( ) ;"), [call("a", &["1"]), call("b", &[]), call("c", &[])]);
    assert_eq!(calls("\u{feff}a"), [call("a", &[])]);
    assert_eq!(calls(" \n"), []);
}

#[test]
fn comments_stand_alone_or_behind_a_statement() {
    let script = "# it's a comment; not(a, call)\n% another\n// third\na(1) # why\nb(2); // so\nc // bare\n";
    assert_eq!(calls(script), [call("a", &["1"]), call("b", &["2"]), call("c", &[])]);
    assert_eq!(parse("a(1) # 255").expect("valid")[0].comment, "255");
}

#[test]
fn arguments_are_vectors_quoted_or_bare() {
    assert_eq!(
        calls("f([1, 2 ,3], \"a, b)\", 'it\\'s', x y )"),
        [call("f", &["[1, 2 ,3]", "\"a, b)\"", "\"it's\"", "x y"])]
    );
    assert_eq!(calls("f(a,,b)"), [call("f", &["a", "", "b"])]);
    assert_eq!(calls("f(a,)"), [call("f", &["a"])]);
    assert_eq!(calls(r#"f(a"b,c"d)"#), [call("f", &["a\"b", "c\"d"])]);
    assert_eq!(calls(r"f('C:\new\t')"), [call("f", &[r#""C:\new\t""#])]);
}

#[test]
fn bare_texts_may_contain_parentheses() {
    assert_eq!(calls("w(img, head_@(3)_bin.tif)"), [call("w", &["img", "head_@(3)_bin.tif"])]);
    assert_eq!(calls("print(a(b); c"), [call("print", &["a(b"]), call("c", &[])]);
    assert_eq!(calls("print(:))"), [call("print", &[":)"])]);
}

#[test]
fn statements_span_lines_inside_parentheses_and_quotes() {
    assert_eq!(calls("f(1,\n  2,\n  3)\ng('x\ny')"), [call("f", &["1", "2", "3"]), call("g", &["\"x\ny\""])]);
    assert_eq!(calls("f(a; b)"), [call("f", &["a; b"])]);
}

#[test]
fn mistakes_are_reported_with_their_place() {
    let place = |script: &str| match parse(script).expect_err(script) {
        Error::Script { line, column, error, .. } => (line, column, error.to_string()),
        other => panic!("{script}: {other}"),
    };
    assert_eq!(place("a()\nprint(\"abc)\nb()"), (2, 7, "the quote \" is never closed".to_owned()));
    assert_eq!(place("f([1, 2"), (1, 3, "the bracket `[` is never closed".to_owned()));
    assert_eq!(place("f(1, 2").2, "expected closing bracket: the `(` behind the command is never closed");
    assert_eq!(place("f('a' b)"), (1, 7, "expected `,` or `)` after 'a', but found `b)`".to_owned()));
    assert_eq!(place("(").0, 1);
}
