"""The operations of the stress test: what scripts do with images, right and wrong.

Each operation does the same thing to an image and to its twin, and returns the subject that it changed. To add one,
write one function with `@operation(weight)`.
"""

from __future__ import annotations

import copy
import gc
import json
import math
import pickle
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from pi2 import _native
from pi2py2 import InternalError, Pi2, Pi2Error, Pi2Image, Pi2Value
from stress_world import Array, Subject, World, conform, demand_equal, operation

# Making and replacing images


@operation(6)
def create(world: World) -> Subject:
    return world.create()


@operation(4)
def create_from_an_array(world: World) -> Subject:
    session, pixels = world.session(), world.pixels(world.size(), world.dtype())
    image = session.newimage()
    image.from_numpy(disguised(world, pixels))
    return world.adopt(session, image, pixels)


@operation(2)
def create_like_another(world: World) -> Subject:
    template, depth = world.subject(), world.random.choice((0, 3))
    session = template.session
    image = session.newlike(template.image, depth=depth)
    shape = (*template.twin.shape[:2], depth or template.twin.shape[2])
    return world.adopt(session, image, np.zeros(shape, template.twin.dtype))


@operation(4)
def make_a_new_image_of_the_same_name(world: World) -> Subject:
    subject, size, dtype = world.subject(), world.size(), world.dtype()
    subject.session.run_command("newimage", [subject.image.name, dtype, *size])
    world.replaced(subject, np.zeros(size, dtype))
    return subject


@operation(4)
def assign_an_array(world: World) -> Subject:
    subject, dtype = world.subject(), world.random.choice((world.dtype(), "complex64"))
    # Often an array that would fit into the memory of the image.
    shape = world.random.choice((subject.twin.shape, world.size()))
    pixels = world.pixels(shape, dtype)
    subject.image.from_numpy(disguised(world, pixels))
    world.replaced(subject, pixels)
    return subject


@operation()
def assign_in_the_old_order(world: World) -> Subject:
    subject, pixels = world.subject(), world.pixels(world.size(), world.dtype())
    subject.image.set_data(pixels.swapaxes(0, 1))
    world.replaced(subject, pixels)
    return subject


@operation(3)
def resize(world: World) -> Subject:
    subject, size = world.subject(), world.size()
    subject.session.ensuresize(subject.image, *size)
    if size != subject.twin.shape:
        world.replaced(subject, np.zeros(size, subject.twin.dtype))
    return subject


@operation(3)
def change_the_type(world: World) -> Subject:
    subject, dtype = world.subject(real=True), world.dtype()
    subject.session.convert(subject.image, dtype)
    world.replaced(subject, conform(subject.twin.astype(float), dtype))
    return subject


# Views


@operation(8)
def take_a_view(world: World) -> Subject:
    subject = world.subject()
    subject.look(in_old_order=world.random.random() < 0.2)
    return subject


@operation(8)
def write_through_a_view(world: World) -> None:
    view = world.view()
    if view is not None and view.array.flags.writeable:
        part = tuple(slice(world.random.randrange(length), None) for length in view.array.shape)
        values = world.pixels(view.twin[part].shape, view.twin.dtype.name)
        view.array[part] = values
        view.twin[part] = values
        view.check()


@operation(3)
def copy_pixels(world: World) -> Subject:
    subject = world.subject()
    copied = subject.image.to_numpy()
    old_copy = subject.image.get_data()
    # Writing into a copy changes nothing else.
    copied[...] = 77
    old_copy[...] = 78
    return subject


@operation(2)
def forget_views(world: World) -> None:
    if world.subjects:
        world.subject().views.clear()
    world.orphans = world.orphans[::2]


# Commands in place


@operation(8)
def add_a_number(world: World) -> Subject:
    subject, number = world.subject(real=True), world.number()
    if subject.is_large:
        subject.session.set(subject.image, number)
        subject.change(conform(np.full(subject.twin.shape, number), subject.dtype))
    else:
        subject.session.add(subject.image, number)
        subject.change(conform(subject.twin + float(number), subject.dtype))
    return subject


@operation(4)
def multiply_by_a_number(world: World) -> Subject:
    subject, factor = world.subject(real=True), world.random.choice((0.5, 0.25, -1, 2, 0, 1))
    if not subject.is_large:
        subject.session.multiply(subject.image, factor)
        subject.change(conform(subject.twin * float(factor), subject.dtype))
    return subject


@operation(4)
def set_a_pixel(world: World) -> Subject:
    subject, number = world.subject(real=True), world.number()
    place = tuple(world.random.randrange(side) for side in subject.twin.shape)
    spelled = world.random.choice((list(place), place, np.array(place), str(list(place))))
    subject.session.set(subject.image, spelled, number)
    subject.twin[place] = conform(np.array(number), subject.dtype)
    return subject


@operation(2)
def mark_large_pixels(world: World) -> Subject:
    subject, number = world.subject(real=True), world.number()
    subject.session.threshold(subject.image, number)
    subject.change((subject.twin > number).astype(subject.dtype))
    return subject


@operation(4)
def add_an_image(world: World) -> Subject:
    subject = world.subject(real=True)
    other = world.partner(subject) or subject
    if other.twin.shape == subject.twin.shape and other.dtype == subject.dtype and not subject.is_large:
        subject.session.add(subject.image, other.image)
        subject.change(total(subject.twin, other.twin))
    return subject


@operation(6)
def add_an_array(world: World) -> Subject:
    subject = world.subject(real=True)
    pixels = world.pixels(subject.twin.shape, subject.dtype)
    if not subject.is_large:
        subject.session.add(subject.image, disguised(world, pixels))
        subject.change(total(subject.twin, pixels))
    return subject


@operation(3)
def add_a_view_of_an_image_to_itself(world: World) -> Subject:
    subject = world.subject(real=True)
    if not subject.is_large:
        view = subject.look().array
        subject.session.add(subject.image, view if world.random.random() < 0.5 else view[...])
        subject.change(total(subject.twin, subject.twin))
    return subject


@operation(3)
def add_any_view_that_fits(world: World) -> Subject:
    subject, view = world.subject(real=True), world.view()
    fits = view is not None and view.array.shape == subject.twin.shape and view.twin.dtype == subject.twin.dtype
    if view is not None and fits and not subject.is_large:
        subject.session.add(subject.image, view.array)
        subject.change(total(subject.twin, view.twin))
    return subject


@operation(3)
def count_in_an_image_of_all_threads(world: World) -> None:
    world.shared.run_command("add", ["counter", 1])
    world.counted += 1


# Commands with outputs


@operation(4)
def copy_to_another_image(world: World) -> Subject:
    subject = world.subject(real=True)
    other = world.partner(subject)
    if other is None or not other.is_real:
        return subject
    subject.session.copy(subject.image, other.image)
    # Unsigned and real pixels are converted into each other; otherwise the copy has the type of the original.
    convertible = {subject.twin.dtype.kind, other.twin.dtype.kind} <= {"u", "f"}
    world.replaced(other, conform(subject.twin.astype(float), other.dtype if convertible else subject.dtype))
    return other


@operation(2)
def become_a_copy_of_another_image(world: World) -> Subject:
    subject = world.subject()
    other = world.partner(subject) or subject
    subject.session.set(other.image, subject.image)
    world.replaced(other, subject.twin.copy())
    return other


@operation(4)
def cut_a_part_out(world: World) -> Subject:
    subject, size = world.subject(), world.size()
    start = tuple(world.random.randrange(side) for side in subject.twin.shape)
    padded = np.pad(subject.twin, [(0, 5)] * 3)
    part = padded[tuple(slice(first, first + side) for first, side in zip(start, size, strict=True))].copy()
    output = world.partner(subject) or subject
    subject.session.crop(subject.image, output.image, start, np.array(size))
    world.replaced(output, part)
    return output


@operation(2)
def take_medians(world: World) -> Subject:
    subject = world.subject(real=True)
    windows = sliding_window_view(np.pad(subject.twin, 1, mode="edge"), (3, 3, 3)).reshape(*subject.twin.shape, 27)
    medians = np.sort(windows, axis=3)[..., 13]
    output = world.partner(subject) or subject
    subject.session.medianfilter(subject.image, output.image, 1, "box")
    world.replaced(output, medians)
    return output


@operation(2)
def work_in_place_of_the_input(world: World) -> Subject:
    subject = world.subject(real=True)
    subject.session.maxproject(subject.image, subject.image, 2)
    world.replaced(subject, subject.twin.max(axis=2, keepdims=True))
    return subject


@operation(2)
def take_from_the_common_image(world: World) -> Subject:
    image = world.shared.newimage(world.common.dtype)
    world.shared.run_command("copy", [world.common.image, image])
    world.common.check()
    return world.adopt(world.shared, image, world.common.twin.copy())


@operation(0.2)
def work_on_an_image_that_several_threads_share(world: World) -> Subject:
    """Large enough for the thread pool, and for the main thread to watch for signals while another one works."""
    session, size = world.session(), (50, 40, 20)
    pixels, others = world.pixels(size, "uint16"), world.pixels(size, "uint16")
    image, medians, projection = session.newimage(), session.newimage(), session.newimage("uint16")
    image.from_numpy(pixels)
    view = image.to_numpy_pointer()
    session.add(image, disguised(world, others))
    demand_equal(view, total(pixels, others), "a view of a large image")
    session.medianfilter(image, medians, [1, 0, 0])
    padded = np.pad(view, [(1, 1), (0, 0), (0, 0)], mode="edge")
    expected = np.sort(sliding_window_view(padded, 3, axis=0), axis=3)[..., 1]
    demand_equal(medians.to_numpy_pointer(), expected, "a filtered image")
    session.maxproject(medians, projection)
    return world.adopt(session, projection, expected.max(axis=2, keepdims=True))


# Numbers, variables, scripts, files


@operation(6)
def measure(world: World) -> Subject:
    subject = world.subject(real=True)
    pixels = subject.twin.astype(float)
    expect(subject.session.maxval(subject.image), pixels.max())
    expect(subject.session.maxval(subject.image.name), pixels.max())
    expect(subject.session.minval(subject.twin), pixels.min())
    if subject.dtype != "float32":
        expect(subject.session.sum(subject.image), pixels.sum())
    expect(world.shared.maxval(world.common.image), float(world.common.twin.max()))
    return subject


@operation(3)
def use_variables(world: World) -> Subject:
    subject = world.subject()
    session, text = subject.session, f'it\'s "{world.random.random()}" [left],\\n; 1=2 试'
    value, result = session.newvalue("string", text), session.newvalue()
    session.setmeta(subject.image, "some key", value)
    session.getmeta(subject.image, "some key", result)
    expect(result.as_string(), text)
    number = session.newvalue("real", world.number())
    session.set(number, 2.5)
    expect(number.as_real(), 2.5)
    return subject


@operation(2)
def run_a_script(world: World) -> Subject:
    session, number = world.own, world.random.randrange(200)
    session.run_script(f"newimage(scripted, uint8, 3, 2); set(scripted, {number})\nnewvalue(n, int, {number})")
    expect(Pi2Value(session, "n").as_int(), number)
    # The object takes over the image that the script made, so it must have a name of its own.
    name = session.generate_image_name()
    session.run_script(f"set({name}, scripted); clear(scripted)")
    return world.adopt(session, Pi2Image(session, name), np.full((3, 2, 1), number, np.uint8))


@operation(0.5)
def write_and_read_a_file(world: World) -> Subject:
    subject = world.subject(real=True)
    subject.session.writeraw(subject.image, world.folder / "pixels.raw", False)
    file = next(world.folder.glob("pixels*"))
    target = world.partner(subject) or subject
    subject.session.run_command("readraw", [target.image.name, file, subject.dtype, *subject.twin.shape])
    file.unlink()
    world.replaced(target, subject.twin.copy())
    return target


@operation()
def look_at_texts(world: World) -> Subject:
    subject = world.subject()
    width, height, depth = subject.twin.shape
    expect(str(subject.image).startswith(f"[{width} {height} {depth}], "), True)
    expect(subject.image.name in repr(subject.image), True)
    expect("session with" in repr(subject.session), True)
    expect(subject.image.get_dimensions().tolist(), [width, height, depth])
    return subject


# Wrong calls

MISTAKES: list[Callable[[Subject, World], object]] = [
    lambda subject, world: subject.session.add(subject.image),
    lambda subject, world: subject.session.add(subject.image, "many"),
    lambda subject, world: subject.session.add(subject.image, None),
    lambda subject, world: subject.session.add(subject.image, np.ones((7, 7), subject.twin.dtype)),
    lambda subject, world: subject.session.add(subject.image, np.array([None, 1])),
    lambda subject, world: subject.session.add(subject.image, np.ones((1, 2, 3, 4))),
    lambda subject, world: subject.session.add(subject.image, object()),
    lambda subject, world: subject.session.set(subject.image, [1, 2], 3),
    lambda subject, world: subject.session.convert(subject.image, "uint7"),
    lambda subject, world: subject.session.run_command("ad", [subject.image]),
    lambda subject, world: subject.session.run_command("convert", [subject.image, "1x", "uint8"]),
    lambda subject, world: subject.session.medianfilter(subject.image, subject.image, -1),
    lambda subject, world: subject.session.ensuresize(subject.image, 2**40, 2**40),
    lambda subject, world: subject.session.read(world.folder / "missing.tif"),
    lambda subject, world: subject.session.read(__file__, "", subject.image),
    lambda subject, world: subject.session.run_script(f"hello({subject.image.name}"),
    lambda subject, world: subject.session.newvalue("int", "x"),
    lambda subject, world: subject.image.from_numpy(np.array(["a"])),
    lambda subject, world: subject.image.from_numpy(np.ones((2, 2, 2, 2))),
    lambda subject, world: Pi2Image(subject.session, "gone").to_numpy(),
    lambda subject, world: subject.session.nonsense,
    lambda subject, world: pickle.dumps(subject.image),
    lambda subject, world: copy.copy(subject.session),
    lambda subject, world: (world.own if subject.session is world.shared else world.shared).add(subject.image, 1),
]


@operation(8)
def make_a_mistake(world: World) -> Subject:
    subject, mistake = world.subject(), world.random.choice(MISTAKES)
    try:
        mistake(subject, world)
    except (Pi2Error, AttributeError, TypeError, ValueError, BufferError) as error:
        # A cycle through the stack, as interactive shells keep one.
        world.last_error = error
    else:
        raise AssertionError(f"no error: mistake {MISTAKES.index(mistake)} on {subject.image!r}")
    return subject


# The forms of commands on images that do not touch files, as category and arguments tell.
FORMS: dict[str, list[dict[str, Any]]] = {
    name: forms
    for name, forms in json.loads(_native.registry_json()).items()
    if forms[0]["category"] not in ("Input and output", "Metadata", "System")
    and any(argument["type"].startswith("image") for argument in forms[0]["args"])
    and not any("file" in argument["name"] for form in forms for argument in form["args"])
}
# Small ones are sizes and radii; large ones are no sizes that would fit into the memory of any machine.
NUMBERS = [-1, 0, 1, 2, 3, 0.5, math.nan, math.inf, -math.inf, 2**50, 2**63, -(2**63), 2**64, 1e300, np.float32(2)]


def something_for(world: World, session: Pi2, argument: dict[str, Any]) -> object:
    """What an argument of a command may be, or is even meant to be."""
    if argument["name"] != "print to log" and world.random.random() < 0.2:
        return anything(world, session)
    if argument["type"].startswith("image"):
        return anything(world, session, way=world.random.choice((2, 2, 2, 3)))
    if argument["name"] == "print to log":
        return False
    if argument["type"] == "boolean":
        return world.random.random() < 0.3
    if "default" in argument and world.random.random() < 0.7:
        return argument["default"]
    return {"3": [2, 1, 1], "s": "volume"}.get(argument["type"][0], world.random.choice((0, 1, 2)))


def anything(world: World, session: Pi2, way: int | None = None) -> object:
    """An argument of any kind."""
    way = world.random.randrange(6) if way is None else way
    if way == 0:
        return world.random.choice(NUMBERS)
    if way == 1:
        return world.random.choices(NUMBERS, k=world.random.choice((1, 2, 3, 3, 4)))
    if way == 2:
        return session.newimage(world.dtype(), *world.size())
    if way == 3:
        return disguised(world, conform(world.numpy.integers(-1, 4, world.size()).astype(float), world.dtype()))
    if way == 4:
        dtype = world.random.choice(("bool", "float16", "float64", "complex128", "S3", "O", "M8[s]", ">u8", "u1,f4"))
        shape = world.random.choice(((), (0,), (3,), (1, 3), (0, 2, 3), (2, 2, 2, 2), (2, 3, 2)))
        return np.zeros(shape, dtype)
    return world.random.choice(("", "uint8", "it's", "nearest", "all", "box", None, True, b"1", 1j, {}, session))


@operation(4)
def call_anything_with_anything(world: World) -> None:
    """Nothing may happen but an error that is about the call."""
    with Pi2() as session:
        name = world.random.choice(list(FORMS))
        form = world.random.choice(FORMS[name])["args"]
        arguments = [something_for(world, session, argument) for argument in form]
        try:
            getattr(session, name)(*arguments)
        except InternalError as error:
            raise AssertionError(f"{name}{tuple(arguments)!r}") from error
        except (Pi2Error, TypeError, ValueError):
            return


# Endings


@operation(4)
def delete_an_image(world: World) -> None:
    if world.subjects:
        world.let_go(world.subject())


@operation(3)
def clear_an_image(world: World) -> None:
    if not world.subjects:
        return
    subject = world.subject()
    if world.random.random() < 0.5:
        subject.image.clear()
    else:
        subject.session.clear(subject.image.name)
    expect_failure(subject.image.to_numpy)
    world.let_go(subject)


@operation()
def leave_an_image_to_the_collector(world: World) -> None:
    if world.subjects:
        subject = world.subject()
        cycle: list[object] = [subject.image]
        cycle.append(cycle)
        world.let_go(subject)


@operation(0.1)
def collect(world: World) -> None:
    gc.collect()


@operation(0.3)
def close_and_reopen_a_session(world: World) -> None:
    before = world.own
    before.closepi()
    for subject in [subject for subject in world.subjects if subject.session is before]:
        expect_failure(subject.image.to_numpy)
        expect_failure(lambda: before.add(subject.image, 1))  # noqa: B023 (called at once)
        world.let_go(subject)
    expect_failure(before.newimage)
    world.own = type(before)()


def disguised(world: World, pixels: Array) -> Array:
    """The same array for pi2, with another memory layout, byte order or width."""
    way = world.random.randrange(9)
    if way == 0:
        return np.asfortranarray(pixels)
    if way == 1:
        return np.ascontiguousarray(pixels[::-1, ::-1])[::-1, ::-1]
    if way == 2:
        wide = np.zeros([2 * side for side in pixels.shape], pixels.dtype)
        wide[::2, ::2, 1::2] = pixels
        return wide[::2, ::2, 1::2]
    if way == 3:
        fixed = pixels.copy(order="F")
        fixed.flags.writeable = False
        return fixed
    if way == 4:
        return pixels.astype(pixels.dtype.newbyteorder())
    if way == 5 and pixels.dtype == "float32":
        return pixels.astype(float)
    if way == 6:
        # Not aligned.
        return np.frombuffer(b"x" + pixels.tobytes(), pixels.dtype, offset=1).reshape(pixels.shape)
    if way == 7 and pixels.shape[2] == 1:
        return pixels[:, :, 0]
    return pixels


def total(a: Array, b: Array) -> Array:
    """The sum of two arrays of the same type, saturated."""
    return conform(a.astype(float) + b.astype(float), a.dtype.name)


def expect(found: object, expected: object) -> None:
    """Demand a value."""
    demand_equal(np.array([found]), np.array([expected]), "a value")


def expect_failure(call: Callable[[], object]) -> None:
    """Demand an error of pi2."""
    try:
        call()
    except Pi2Error:
        return
    raise AssertionError("no error")
