"""Many random operations in threads; see `stress.py`. Here is also that it notices mistakes."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import stress_modern  # noqa: F401
import stress_operations  # noqa: F401
from pi2py2 import *
from stress_world import OPERATIONS, Mismatch, Operation, Subject, World

PROGRAM = Path(__file__).parent / "stress.py"


@pytest.fixture
def world(pi: Pi2, folder: Path) -> Iterator[World]:
    world = make_world(pi, folder, "1")
    yield world
    world.own.closepi()


def make_world(pi: Pi2, folder: Path, seed: str) -> World:
    pixels = np.arange(24, dtype=np.uint16).reshape(2, 3, 4)
    common = Subject(pi, pi.newimage(), pixels)
    common.image.from_numpy(pixels)
    pi.run_script("newimage(counter, uint32, 3, 3)")
    return World(seed, pi, common, folder)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.__name__)
def test_each_operation_does_the_same_to_images_and_arrays(world: World, operation: Operation) -> None:
    others = list(OPERATIONS)
    for _ in range(30):
        world.step(world.random.choice(others))
        world.step(operation)
    world.finish()


def test_100_000_operations_in_threads_neither_crash_nor_leak_nor_give_a_wrong_value() -> None:
    run = run_python(str(PROGRAM), "--operations", "100000")
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.startswith("100000 operations in 3 threads")


def test_a_leak_is_noticed() -> None:
    program = (
        f"import sys; sys.path.insert(0, {str(PROGRAM.parent)!r}); import stress, stress_world\n"
        "kept = []; leak = lambda world: kept.append(bytes(10000)); leak.__name__ = 'leak'\n"
        "stress_world.operation(20)(leak); sys.exit(stress.main())"
    )
    run = run_python("-c", program, "--operations", "6000")
    assert (run.returncode, run.stderr) == (1, "memory has grown\n")


def run_python(*arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run a program as developers do: with all checks of the interpreter, and warnings as errors."""
    command = [sys.executable, "-X", "dev", "-W", "error", *arguments]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    print(run.stdout, run.stderr)
    return run


def test_a_wrong_pixel_is_noticed(world: World) -> None:
    subject = world.create(real=True)
    subject.session.add(subject.image, 1)
    with pytest.raises(Mismatch, match="but must be"):
        subject.check()


def test_a_view_that_shows_something_else_is_noticed(world: World) -> None:
    subject = world.create(real=True)
    view = subject.look()
    subject.image.from_numpy(np.ones(9))
    subject.twin = np.ones((9, 1, 1), np.float32)
    view.check()
    subject.check()
    view.array[...] = 5
    with pytest.raises(Mismatch, match="a view"):
        view.check()


def test_a_seed_decides_what_happens(pi: Pi2, folder: Path) -> None:
    twins = []
    for _ in range(2):
        world = make_world(pi, folder, "some seed")
        for operation in world.random.choices(list(OPERATIONS), k=300):
            world.step(operation)
        twins.append([subject.twin for subject in world.subjects])
        world.finish()
    assert len(twins[0]) == len(twins[1]) > 0
    assert all(np.array_equal(first, second) for first, second in zip(*twins, strict=True))
