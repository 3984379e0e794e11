use pi2_core::Choice;

#[derive(Clone, Copy, Choice)]
enum Nameless {
    #[choice("a")]
    A,
}

#[derive(Clone, Copy, Choice)]
#[choice(name = "letter")]
enum Wordless {
    A,
}

#[derive(Clone, Copy, Choice)]
#[choice(name = "number")]
enum WithFields {
    #[choice("a")]
    A(u8),
}

#[derive(Clone, Copy, Choice)]
#[choice(name = "structure")]
struct NoEnum;

fn main() {}
