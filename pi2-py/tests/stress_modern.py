"""Operations of the stress test with the modern face: returned outputs, operators, and arrays without copies."""

from __future__ import annotations

import numpy as np
import pi2
from stress_operations import MISTAKES, disguised, expect, total
from stress_world import Array, Subject, View, World, conform, demand_equal, operation, without_single_pixels

MISTAKES += [
    # Outputs that do not fit.
    lambda subject, world: subject.session.maxproject(np.ones((2, 3)), np.zeros((7, 7, 7)), 0),
    lambda subject, world: subject.session.copy(np.ones((2, 3), np.uint8), np.broadcast_to(np.uint8(0), (2, 3))),
    lambda subject, world: subject.session.copy(np.ones((2, 3), np.uint8), np.ones((3, 2), np.uint8)),
    lambda subject, world: subject.image + np.ones((7, 7), np.uint8),
    lambda subject, world: subject.image.medianfilter(1, radius=2),
    lambda subject, world: bool(subject.image == 3),
    lambda subject, world: memoryview(subject.session.newvalue("int", 5)),
    lambda subject, world: subject.session.from_zyx(np.ones((2, 2, 2, 2))),
    lambda subject, world: subject.session.settings(threads=-1),
]


# Views


@operation(6)
def take_a_view_by_a_protocol(world: World) -> Subject:
    """All of them look at the same memory, as do slices of them."""
    subject = world.subject()
    way = world.random.randrange(6)
    if way == 0:
        array = np.asarray(subject.image)
    elif way == 1:
        array = np.asarray(memoryview(subject.image))
    elif way == 2:
        array = np.from_dlpack(subject.image)
    elif way == 3:
        array = subject.image.zyx.T
    elif way == 4:
        array = subject.image[...]
    else:
        array = np.asarray(Interface(subject))
    array = without_single_pixels(array)
    twin = without_single_pixels(subject.twin)
    start = world.random.randrange(array.shape[0])
    subject.views.insert(0, View(array, twin))
    subject.views.append(View(array[start:], twin[start:]))
    return subject


class Interface:
    """Gives an array interface of an image away, as a library does that takes no other arrays."""

    def __init__(self, subject: Subject) -> None:
        self.image = subject.image
        self.__array_interface__ = subject.image.__array_interface__


@operation(2)
def ask_whether_views_are_current(world: World) -> Subject:
    subject = world.subject()
    for view in subject.views:
        expect(subject.image.is_current(view.array), True)
    expect(subject.image.is_current(subject.image.to_numpy()), False)
    return subject


@operation(3)
def write_by_an_index(world: World) -> Subject:
    subject = world.subject(real=True)
    x, y, z = (world.random.randrange(side) for side in subject.twin.shape)
    value = conform(np.array(world.number()), subject.dtype)
    subject.image[x, y, z] = value
    subject.twin[x, y, z] = value
    expect(subject.image[x, y, z], value)
    return subject


# Outputs that are returned


@operation(4)
def return_a_new_image(world: World) -> Subject:
    subject = world.subject(real=True)
    way = world.random.randrange(4)
    if way == 0:
        image = subject.session.medianfilter(subject.image, 0)
    elif way == 1:
        image = subject.image.medianfilter(radius=0)
    elif way == 2:
        image = pi2.medianfilter(subject.image, radius=[0, 0, 0])
    else:
        image = subject.session.medianfilter(disguised(world, subject.twin), 0)
    return world.adopt(subject.session, image, subject.twin.copy())


@operation(3)
def change_in_a_chain(world: World) -> Subject:
    subject = world.subject(real=True)
    if not subject.is_large:
        result = subject.image.add(2).multiply(x=2)
        expect(result is subject.image, True)
        subject.change(conform(conform(subject.twin + 2.0, subject.dtype) * 2.0, subject.dtype))
    return subject


@operation(2)
def return_values(world: World) -> Subject:
    subject = world.subject(real=True)
    subject.image.setmeta("key", "some text")
    expect(subject.image.getmeta("key"), "some text")
    expect(subject.image.maxval(), float(subject.twin.max()))
    expect(pi2.minval(subject.image), float(subject.twin.min()))
    return subject


# Arrays that are written


@operation(4)
def write_into_an_array(world: World) -> Subject:
    subject = world.subject(real=True)
    array = empty_like(world, subject.twin)
    subject.session.medianfilter(subject.image, array, 0)
    demand_equal(array, subject.twin, "an array that is an output")
    return subject


@operation(4)
def change_an_array(world: World) -> Subject:
    subject = world.subject(real=True)
    array, number = empty_like(world, subject.twin), world.number()
    array[...] = subject.twin
    subject.session.add(array, number)
    demand_equal(array, conform(subject.twin + float(number), subject.dtype), "an array that is changed")
    return subject


@operation(3)
def write_into_any_view(world: World) -> None:
    """Into the memory of an image that may be any image of any session, or none any more."""
    view, session = world.view(), world.session()
    if view is None or view.twin.dtype.kind == "c" or not view.array.flags.writeable:
        return
    pixels = world.pixels(view.twin.shape, view.twin.dtype.name)
    session.medianfilter(disguised_flat(world, pixels), view.array, 0)
    view.twin[...] = pixels
    view.check()


@operation(3)
def combine_overlapping_views(world: World) -> Subject:
    subject = world.subject(real=True)
    if not subject.is_large:
        array = subject.look().array
        twin = without_single_pixels(subject.twin)
        overlapping = total(twin[1:], twin[:-1]) if len(twin) > 1 else None
        if overlapping is not None:
            subject.session.add(array[1:], array[:-1])
            twin[1:] = overlapping
    return subject


# Images on the memory of arrays


@operation(4)
def adopt_a_stack(world: World) -> Subject:
    session = world.session()
    pixels = world.pixels(world.size(), world.dtype())
    # Of x, y and z as other libraries have them; the stack is gone after this.
    stack = np.array(pixels.T, order="C")
    return world.adopt(session, session.from_zyx(stack), pixels)


@operation(3)
def write_into_an_adopted_stack(world: World) -> Subject:
    session, pixels = world.session(), world.pixels(world.size(), world.dtype())
    stack = np.array(pixels.T, order="C")
    subject = world.adopt(session, session.from_zyx(stack), pixels)
    subject.views.append(View(without_single_pixels(stack.T), without_single_pixels(subject.twin)))
    session.add(subject.image, 1)
    subject.change(conform(pixels + 1.0, subject.dtype))
    return subject


@operation(2)
def adopt_the_memory_of_another_image(world: World) -> Subject:
    """The pixels of both are the same until one of them gets other memory."""
    subject, session = world.subject(), world.session()
    view = subject.look()
    twin = view.twin.reshape(subject.twin.shape)
    adopted = session.adopt(view.array)
    expect(adopted.is_current(view.array), True)
    demand_equal(adopted.to_numpy(), without_single_pixels(twin), "an adopted image")
    if subject.is_real:
        session.set(adopted, 5)
        subject.change(conform(np.full(twin.shape, 5.0), subject.dtype))
    return subject


@operation()
def adopt_a_read_only_stack(world: World) -> Subject:
    session, pixels = world.session(), world.pixels(world.size(), world.dtype())
    stack = np.array(pixels.T, order="C")
    stack.flags.writeable = False
    subject = world.adopt(session, session.from_zyx(stack), pixels.copy())
    session.add(subject.image, 1)
    subject.change(conform(subject.twin + 1.0, subject.dtype))
    demand_equal(stack.T, pixels, "a read-only stack")
    return subject


# Operators


@operation(4)
def compute_with_operators(world: World) -> Subject:
    subject = world.subject(real=True)
    if subject.is_large:
        return subject
    # As float32, in which all results are exact and have the same type.
    pixels = conform(subject.twin.astype(float), "float32")
    image, number = subject.image.convert("float32"), np.float32(world.number())
    demand_equal((image + number).to_numpy(), without_single_pixels(pixels + number), "a sum")
    demand_equal((number - image).to_numpy(), without_single_pixels(number - pixels), "a difference")
    demand_equal((pixels * image).to_numpy(), without_single_pixels(pixels * pixels), "a product")
    larger = image > number
    demand_equal(larger.to_numpy(), without_single_pixels((pixels > number).astype(np.uint8)), "a comparison")
    return world.adopt(subject.session, -image, -pixels)


@operation(2)
def compute_in_place_with_operators(world: World) -> Subject:
    subject = world.subject(real=True)
    if not subject.is_large:
        image = subject.image
        image += 3
        image -= image.to_numpy_pointer()
        expect(image is subject.image, True)
        subject.change(np.zeros_like(subject.twin))
    return subject


@operation(0.5)
def change_settings(world: World) -> Subject:
    subject = world.create(real=True)
    threads = world.own.piobj.threads
    with world.own.settings(threads=1, progress=lambda command, done, total: None):
        subject.session.add(subject.image, 1)
    subject.change(np.ones_like(subject.twin))
    expect(world.own.piobj.threads, threads)
    return subject


def empty_like(world: World, pixels: Array) -> Array:
    """An array for a result, with any memory layout."""
    way = world.random.randrange(3)
    if way == 0:
        return np.full_like(pixels, 99, order="C")
    if way == 1:
        return np.full_like(pixels, 99, order="F")
    return np.full([2 * side for side in pixels.shape], 99, pixels.dtype)[::2, ::-2, 1::2]


def disguised_flat(world: World, pixels: Array) -> Array:
    """The same array with another memory layout, if it has three axes."""
    return disguised(world, pixels) if pixels.ndim == 3 else pixels
