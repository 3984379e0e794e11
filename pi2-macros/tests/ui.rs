//! Each misuse of the attribute has a message that says what to do.

#[test]
fn misuse_is_explained_where_it_happens() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("tests/ui/*.rs");
}
