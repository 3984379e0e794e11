//! From a call with names to a call of a function: locks the inputs, makes the outputs, and puts results under their
//! names only if the command succeeds.

use std::any::Any;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Instant;

use parking_lot::{RwLockReadGuard, RwLockWriteGuard};

use super::timing::{TimeClass, significant};
use super::{ImageHandle, Outcome, Session};
use crate::image::DynImage;
use crate::registry::{ArgKind, ArgSpec, Argument, Bound, Call, Direction, Outputs, Resolved, Slot, Value, resolve};
use crate::{Error, Result};

impl Session {
    pub(super) fn execute(
        &self,
        name: &str,
        positional: &[Argument],
        keyword: &[(String, Argument)],
        outputs: Outputs<'_>,
    ) -> Result<Vec<Outcome>> {
        let start = Instant::now();
        let resolved = resolve(self, name, positional, keyword, outputs)?;
        let is_silent = ["help", "info", "license"].contains(&name);
        if self.shared.echo.lock().commands && !is_silent {
            self.context.read().print(&echo_line(&resolved));
        }
        let plan = Plan::new(self, resolved);
        let (class, overhead) = (plan.time_class(), start.elapsed());
        let start = Instant::now();
        let result = plan.run(self).map_err(|error| error.in_command(name));
        let elapsed = start.elapsed();
        let mut timing = self.shared.timing.lock();
        timing.add(TimeClass::Overhead, overhead);
        timing.add(class, elapsed);
        drop(timing);
        let outcomes = result?;
        if self.shared.echo.lock().timing && !is_silent {
            self.context.read().print(&format!("Operation took {} s", significant(elapsed.as_secs_f64(), 3)));
        }
        Ok(outcomes)
    }
}

/// `name(argument, …)` with all arguments; texts are quoted.
fn echo_line(resolved: &Resolved) -> String {
    let show = |(bound, spec): (&Bound, &ArgSpec)| match bound {
        Bound::Image(name) | Bound::OutputImage(name, _) | Bound::OutputVariable(name, _) => name.clone(),
        Bound::Value(value) => {
            let text = value.display(&spec.kind);
            if matches!(spec.kind, ArgKind::Text) { format!("\"{text}\"") } else { text }
        }
        Bound::Missing => spec.default.as_ref().map(|default| default.shown(&spec.kind)).unwrap_or_default(),
    };
    let arguments: Vec<String> = resolved.arguments.iter().zip(resolved.form.args).map(show).collect();
    format!("{}({})", resolved.form.name, arguments.join(", "))
}

/// A call with everything that it needs from the session.
struct Plan {
    resolved: Resolved,
    /// The image behind each argument that names an existing one.
    handles: Vec<Option<ImageHandle>>,
}

/// What happens to the image of an argument.
#[derive(Clone, Copy, PartialEq)]
enum Access {
    Read,
    Change,
    Make,
    None,
}

enum Guard<'a> {
    Read(RwLockReadGuard<'a, DynImage>),
    Write(RwLockWriteGuard<'a, DynImage>),
}

/// A locked image on its way to the arguments that use it.
enum Loan<'a> {
    Shared(&'a DynImage),
    Unique(Option<&'a mut DynImage>),
}

impl Plan {
    fn new(session: &Session, resolved: Resolved) -> Self {
        let store = session.shared.store.lock();
        let handle = |bound: &Bound| match bound {
            Bound::Image(name) | Bound::OutputImage(name, _) => store.images.get(name).cloned(),
            _ => None,
        };
        let handles = resolved.arguments.iter().map(handle).collect();
        Self { resolved, handles }
    }

    fn time_class(&self) -> TimeClass {
        if self.resolved.form.category == "Input and output" { TimeClass::InputOutput } else { TimeClass::Computation }
    }

    /// What happens to the image of argument `index`.
    fn access(&self, index: usize) -> Access {
        let spec = &self.resolved.form.args[index];
        match (&self.resolved.arguments[index], spec.direction) {
            (Bound::Image(_), Direction::In) => Access::Read,
            (Bound::Image(_), _) => Access::Change,
            (Bound::OutputImage(_, pixel_type), _) => {
                let existing = self.handles[index].as_ref().map(|handle| handle.read().pixel_type());
                if spec.keep && existing == Some(*pixel_type) { Access::Change } else { Access::Make }
            }
            _ => Access::None,
        }
    }

    fn run(self, session: &Session) -> Result<Vec<Outcome>> {
        let accesses: Vec<Access> = (0..self.handles.len()).map(|index| self.access(index)).collect();
        self.check_distinct_outputs(&accesses)?;
        self.check_writable(&accesses)?;
        let copies = self.copies_of_changed_inputs(&accesses);
        let mut made = self.new_outputs(&accesses)?;
        let variables = {
            let mut guards = self.lock(&accesses, &copies);
            let mut slots = self.slots(&accesses, &copies, &mut guards, &mut made)?;
            let metadata = first_input(&slots).map(|image| (image.dims(), image.metadata().clone()));
            self.run_function(session, &mut slots)?;
            let variables: Vec<Value> = slots.into_iter().filter_map(Slot::into_out_value).collect();
            if let Some((dims, metadata)) = metadata.filter(|(_, metadata)| !metadata.is_empty()) {
                // What is known about the input holds for an output on the same pixel grid.
                for (_, image) in made.iter_mut().filter(|(_, image)| image.dims() == dims) {
                    let mut merged = metadata.clone();
                    merged.merge(image.metadata());
                    *image.metadata_mut() = merged;
                }
            }
            variables
        };
        Ok(self.publish(session, made, variables))
    }

    /// Lends locked images, new outputs and values to the arguments.
    fn slots<'a>(
        &self,
        accesses: &[Access],
        copies: &'a BTreeMap<usize, DynImage>,
        guards: &'a mut BTreeMap<usize, Guard<'_>>,
        made: &'a mut [(String, DynImage)],
    ) -> Result<Vec<Slot<'a>>> {
        let mut loans: BTreeMap<usize, Loan<'a>> = guards
            .iter_mut()
            .map(|(address, guard)| match guard {
                Guard::Read(image) => (*address, Loan::Shared(image)),
                Guard::Write(image) => (*address, Loan::Unique(Some(image))),
            })
            .collect();
        let mut fresh = made.iter_mut();
        let lost = || Error::bug("an image got lost on its way to a command");
        let mut slot = |index: usize, bound: &Bound| {
            Ok(match (accesses[index], bound) {
                (Access::Make, _) => Slot::Output(&mut fresh.next().ok_or_else(lost)?.1),
                (Access::Read, _) if copies.contains_key(&index) => Slot::Input(&copies[&index]),
                (Access::Read | Access::Change, _) => {
                    let handle = self.handles[index].as_ref().ok_or_else(lost)?;
                    match loans.get_mut(&address(handle)).ok_or_else(lost)? {
                        Loan::Shared(image) => Slot::Input(image),
                        Loan::Unique(image) => Slot::Output(image.take().ok_or_else(lost)?),
                    }
                }
                (Access::None, Bound::Value(value)) => Slot::Value(value.clone()),
                (Access::None, Bound::OutputVariable(_, value)) => Slot::OutValue(value.clone()),
                (Access::None, _) => Slot::Missing,
            })
        };
        self.resolved.arguments.iter().enumerate().map(|(index, bound)| slot(index, bound)).collect()
    }

    /// Calls the function; a panic in it becomes an error.
    fn run_function(&self, session: &Session, slots: &mut [Slot<'_>]) -> Result<()> {
        let ctx = session.context();
        let mut call = Call { ctx: &ctx, host: Some(session as &dyn Any), slots };
        let work = AssertUnwindSafe(|| (self.resolved.variant.run)(&mut call));
        catch_unwind(work).unwrap_or_else(|panic| Err(panic_error(panic.as_ref())))
    }

    /// No pixel can be changed through two arguments.
    fn check_distinct_outputs(&self, accesses: &[Access]) -> Result<()> {
        let mut seen: Vec<(usize, &str)> = Vec::new();
        for (index, access) in accesses.iter().enumerate() {
            let (Access::Change | Access::Make, Bound::Image(name) | Bound::OutputImage(name, _)) =
                (access, &self.resolved.arguments[index])
            else {
                continue;
            };
            let is_same = |other: usize| match (&self.handles[other], &self.handles[index]) {
                (Some(a), Some(b)) => {
                    *access == Access::Change && accesses[other] == Access::Change && share_memory(a, b)
                }
                _ => false,
            };
            if let Some((other, known)) = seen.iter().find(|(other, known)| *known == name || is_same(*other)) {
                let expected = format!("another image than `{}`", self.resolved.form.args[*other].name);
                let found = if *known == name { "too" } else { "on the same pixels" };
                let argument = self.resolved.form.args[index].name;
                return Err(Error::argument(argument, expected, format!("`{name}`, {found}")));
            }
            seen.push((index, name));
        }
        Ok(())
    }

    /// Images of read-only files stay as they are; their metadata is no part of the file.
    fn check_writable(&self, accesses: &[Access]) -> Result<()> {
        if self.resolved.form.category == "Metadata" {
            return Ok(());
        }
        let changed = accesses.iter().enumerate().filter(|(_, access)| matches!(access, Access::Change | Access::Make));
        for (index, _) in changed {
            let is_read_only = self.handles[index].as_ref().is_some_and(|handle| handle.read().is_read_only());
            if let (true, Bound::Image(name) | Bound::OutputImage(name, _)) =
                (is_read_only, &self.resolved.arguments[index])
            {
                let found = format!("`{name}`, which is a read-only mapped file");
                let error = Error::argument(self.resolved.form.args[index].name, "an image that may change", found);
                return Err(error.with_hint(format!("copy it first, for example with `set({name}_copy, {name})`")));
            }
        }
        Ok(())
    }

    /// Copies of the input images whose pixels the same command changes through another argument.
    fn copies_of_changed_inputs(&self, accesses: &[Access]) -> BTreeMap<usize, DynImage> {
        let images = || self.handles.iter().zip(accesses).enumerate();
        let is_changed = |input: &ImageHandle| {
            images().any(|(_, (other, access))| {
                let other = other.as_ref().filter(|_| *access == Access::Change);
                other.is_some_and(|other| share_memory(input, other))
            })
        };
        images()
            .filter(|(_, (_, access))| **access == Access::Read)
            .filter_map(|(index, (handle, _))| Some((index, handle.as_ref()?)))
            .filter(|(_, handle)| is_changed(handle))
            .map(|(index, handle)| (index, handle.read().clone()))
            .collect()
    }

    /// A zero image for each output, as large as the image that it will replace.
    fn new_outputs(&self, accesses: &[Access]) -> Result<Vec<(String, DynImage)>> {
        let mut outputs = Vec::new();
        for (index, bound) in self.resolved.arguments.iter().enumerate() {
            let (Access::Make, Bound::OutputImage(name, pixel_type)) = (accesses[index], bound) else { continue };
            let dims = self.handles[index].as_ref().map_or(crate::Dimensions::ONE, |handle| handle.read().dims());
            outputs.push((name.clone(), DynImage::lazy(*pixel_type, dims)?));
        }
        Ok(outputs)
    }

    /// Locks each image once, in the order of addresses, so that commands of other threads cannot block each other.
    fn lock(&self, accesses: &[Access], copies: &BTreeMap<usize, DynImage>) -> BTreeMap<usize, Guard<'_>> {
        let mut wanted: BTreeMap<usize, (&ImageHandle, bool)> = BTreeMap::new();
        for (index, handle) in self.handles.iter().enumerate() {
            let (Some(handle), Access::Read | Access::Change) = (handle, accesses[index]) else { continue };
            if !copies.contains_key(&index) {
                let entry = wanted.entry(address(handle)).or_insert((handle, false));
                entry.1 |= accesses[index] == Access::Change;
            }
        }
        let mut guards = BTreeMap::new();
        for (address, (handle, write)) in wanted {
            let guard = if write { Guard::Write(handle.write()) } else { Guard::Read(handle.read()) };
            guards.insert(address, guard);
        }
        guards
    }

    /// Puts the results under their names.
    fn publish(self, session: &Session, made: Vec<(String, DynImage)>, variables: Vec<Value>) -> Vec<Outcome> {
        let mut made = made.into_iter().peekable();
        let mut variables = variables.into_iter();
        let mut outcomes = Vec::new();
        for (bound, spec) in self.resolved.arguments.into_iter().zip(self.resolved.form.args) {
            match bound {
                Bound::OutputImage(name, _) => {
                    if let Some((_, image)) = made.next_if(|(next, _)| *next == name) {
                        session.replace_image(&name, image);
                    }
                    outcomes.push(Outcome::Image(name));
                }
                Bound::Image(name) if spec.direction == Direction::InOut => outcomes.push(Outcome::Image(name)),
                Bound::OutputVariable(name, _) => {
                    if let Some(value) = variables.next() {
                        session.set_value(name.clone(), value);
                    }
                    outcomes.push(Outcome::Variable(name));
                }
                _ => {}
            }
        }
        outcomes
    }
}

impl Session {
    /// Gives a name new pixels. Views of an image of the same size and type see them, unless a command is using the old
    /// image: it keeps the old one then.
    pub fn replace_image(&self, name: &str, image: DynImage) {
        let existing = self.shared.store.lock().images.get(name).cloned();
        match existing.as_ref().and_then(|handle| handle.try_write()) {
            Some(mut old) => old.take_pixels_of(image),
            None => self.insert_image(name, image),
        }
    }
}

/// True for one image, and for two on the same memory of a program that uses this crate.
fn share_memory(a: &ImageHandle, b: &ImageHandle) -> bool {
    // Never two locks at once: a command of another thread may want them in the other order.
    let memory = |image: &ImageHandle| image.read().share();
    Arc::ptr_eq(a, b) || memory(a).overlaps(&memory(b))
}

fn address(handle: &ImageHandle) -> usize {
    Arc::as_ptr(handle).addr()
}

fn first_input<'a>(slots: &'a [Slot<'_>]) -> Option<&'a DynImage> {
    slots.iter().find_map(|slot| match slot {
        Slot::Input(image) => Some(*image),
        _ => None,
    })
}

fn panic_error(panic: &(dyn Any + Send)) -> Error {
    let text = panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
    Error::bug(text.unwrap_or("a command panicked"))
}
