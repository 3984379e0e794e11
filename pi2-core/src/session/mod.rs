//! A session: named images and variables, and commands that work on them.

pub mod commands;
mod execute;
mod store;
mod timing;

use std::sync::Arc;

use parking_lot::{Mutex, RwLock};

use self::store::Store;
use self::timing::Timing;
use crate::image::DynImage;
use crate::registry::{Argument, Outputs, Resolved, Value};
use crate::{Context, Error, Result, nearest_name, script};

pub use store::ImageHandle;
pub use timing::TimeClass;

/// Named images and variables, and the commands that work on them.
///
/// All methods take `&self`: several threads may use one session. A command locks the images that it uses.
///
/// ```
/// use pi2_core::{Image, Session};
/// let session = Session::new();
/// session.run_script("newimage(img, uint8, 10, 10); add(img, 300)")?;
/// let image = session.image("img")?;
/// assert_eq!(image.read().typed::<u8>()?.get(9, 9, 0), 255);
///
/// session.insert_image("mine", Image::from_vec([2, 1, 1], vec![1.0f32, 2.5])?);
/// session.call("multiply", &["mine".into(), 2.0.into()])?;
/// assert_eq!(session.image("mine")?.read().typed::<f32>()?.pixels(), [2.0, 5.0]);
/// # Ok::<(), pi2_core::Error>(())
/// ```
pub struct Session {
    shared: Arc<Shared>,
    context: RwLock<Context>,
}

/// What all handles of a session have in common.
#[derive(Default)]
struct Shared {
    store: Mutex<Store>,
    timing: Mutex<Timing>,
    echo: Mutex<Echo>,
}

/// What is printed about each command.
#[derive(Clone, Copy, Default)]
struct Echo {
    commands: bool,
    timing: bool,
}

/// What a command made or changed, in the order of its arguments.
#[derive(Clone, PartialEq, Debug)]
pub enum Outcome {
    /// An image of this name.
    Image(String),
    /// A variable of this name.
    Variable(String),
}

impl Default for Session {
    fn default() -> Self {
        Self::new()
    }
}

impl Session {
    /// A session with the default [`Context`].
    pub fn new() -> Self {
        Self::with_context(Context::default())
    }

    /// A session whose commands use the given context.
    pub fn with_context(context: Context) -> Self {
        Self { shared: Arc::default(), context: RwLock::new(context) }
    }

    /// Another handle on the same images and variables, whose commands use a context of their own: to cancel one call,
    /// or to watch its progress.
    #[must_use]
    pub fn handle_with(&self, context: Context) -> Self {
        Self { shared: self.shared.clone(), context: RwLock::new(context) }
    }

    /// Threads, progress, cancelling and printing of this session.
    pub fn context(&self) -> Context {
        self.context.read().clone()
    }

    /// Replaces threads, progress, cancelling and printing for the commands to come.
    pub fn set_context(&self, context: Context) {
        *self.context.write() = context;
    }

    /// What is printed about each command: the command itself, and its run time.
    pub fn echo(&self) -> (bool, bool) {
        let Echo { commands, timing } = *self.shared.echo.lock();
        (commands, timing)
    }

    /// Switches the printing of commands and of their run time.
    pub fn set_echo(&self, commands: bool, timing: bool) {
        *self.shared.echo.lock() = Echo { commands, timing };
    }

    /// Runs a script. It is read as a whole before its first statement runs.
    ///
    /// # Errors
    /// `Script` with the place of the statement that failed; the effects of the statements before it remain.
    pub fn run_script(&self, text: &str) -> Result<()> {
        script::parse(text)?.iter().try_for_each(|statement| self.run_statement(statement).map(drop))
    }

    /// Runs one statement of a script.
    ///
    /// # Errors
    /// `Script` with the place of the statement.
    pub fn run_statement(&self, statement: &script::Statement) -> Result<Vec<Outcome>> {
        self.call_with_keywords(&statement.name, &statement.arguments, &[]).map_err(|error| match error {
            Error::Cancelled | Error::Script { .. } => error,
            error => Error::Script {
                line: statement.line,
                column: statement.column,
                text: statement.text.clone(),
                error: Box::new(error),
            },
        })
    }

    /// Calls a command with arguments in order.
    ///
    /// # Errors
    /// Whatever the command reports; its outputs are then unchanged.
    pub fn call(&self, name: &str, arguments: &[Argument]) -> Result<Vec<Outcome>> {
        self.call_with_keywords(name, arguments, &[])
    }

    /// Calls a command with arguments in order and by name. Names may be written with `_` in place of blanks.
    ///
    /// # Errors
    /// Whatever the command reports; its outputs are then unchanged.
    pub fn call_with_keywords(
        &self,
        name: &str,
        positional: &[Argument],
        keyword: &[(String, Argument)],
    ) -> Result<Vec<Outcome>> {
        self.execute(name, positional, keyword, Outputs::Named)
    }

    /// Calls a command whose outputs may be left out.
    ///
    /// ```
    /// use pi2_core::registry::Outputs;
    /// use pi2_core::session::Outcome;
    /// let session = pi2_core::Session::new();
    /// session.run_script("newimage(img, uint8, 9, 9); set(img, [4, 4, 0], 200)")?;
    /// let name = || "smooth".to_owned();
    /// let made = session.call_with_outputs("gaussfilter", &["img".into(), 1.0.into()], &[], Outputs::Optional(&name))?;
    /// assert_eq!(made, [Outcome::Image("smooth".to_owned())]);
    /// # Ok::<(), pi2_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// Whatever the command reports; its outputs are then unchanged.
    pub fn call_with_outputs(
        &self,
        name: &str,
        positional: &[Argument],
        keyword: &[(String, Argument)],
        outputs: Outputs<'_>,
    ) -> Result<Vec<Outcome>> {
        self.execute(name, positional, keyword, outputs)
    }

    /// The form and pixel types that a call means, without running it.
    ///
    /// # Errors
    /// `Call` or `Argument` if no form fits.
    pub fn resolve(
        &self,
        name: &str,
        positional: &[Argument],
        keyword: &[(String, Argument)],
        outputs: Outputs<'_>,
    ) -> Result<Resolved> {
        crate::registry::resolve(self, name, positional, keyword, outputs)
    }

    /// Puts an image under a name, in place of an image of that name.
    pub fn insert_image(&self, name: impl Into<String>, image: impl Into<DynImage>) {
        self.shared.store.lock().images.insert(name.into(), Arc::new(RwLock::new(image.into())));
    }

    /// The image of a name. It can be read and written while no command uses it.
    ///
    /// # Errors
    /// `Call` if there is no image of that name.
    pub fn image(&self, name: &str) -> Result<ImageHandle> {
        let store = self.shared.store.lock();
        store.images.get(name).cloned().ok_or_else(|| unknown("image", name, store.images.keys()))
    }

    /// Names of all images, in order.
    pub fn image_names(&self) -> Vec<String> {
        self.shared.store.lock().images.keys().cloned().collect()
    }

    /// The value of a variable.
    ///
    /// # Errors
    /// `Call` if there is no variable of that name.
    pub fn value(&self, name: &str) -> Result<Value> {
        let store = self.shared.store.lock();
        store.values.get(name).cloned().ok_or_else(|| unknown("variable", name, store.values.keys()))
    }

    /// Sets a variable; it is created if it does not exist and gets the type of the value.
    pub fn set_value(&self, name: impl Into<String>, value: Value) {
        self.shared.store.lock().values.insert(name.into(), value);
    }

    /// Names of all variables, in order.
    pub fn value_names(&self) -> Vec<String> {
        self.shared.store.lock().values.keys().cloned().collect()
    }

    /// Removes the image and the variable of a name; an unknown name is fine.
    pub fn remove(&self, name: &str) {
        // What is removed is dropped after the store is free again: its owner may be a foreign array with locks of its own.
        let removed = {
            let mut store = self.shared.store.lock();
            (store.images.remove(name), store.values.remove(name))
        };
        drop(removed);
    }

    /// Removes all images and variables.
    pub fn clear(&self) {
        let removed = std::mem::take(&mut *self.shared.store.lock());
        drop(removed);
    }
}

fn unknown<'a>(what: &str, name: &str, known: impl Iterator<Item = &'a String>) -> Error {
    let error = Error::call(format!("there is no {what} `{name}`"));
    match nearest_name(name, known.map(String::as_str)) {
        Some(near) => error.with_hint(format!("did you mean `{near}`?")),
        None => error,
    }
}

#[cfg(test)]
mod tests;
