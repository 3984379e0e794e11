"""Does many random things with images in several threads, and checks every value against plain NumPy arrays.

    python -X dev stress.py --operations 100000 --threads 3 --seed 1

A seed decides what each thread does; only the times at which threads meet differ between runs. The exit code is 0 if
nothing crashed, every value was right, all images were removed and the memory of the process has its first size again.

Memory is the resident set. Its first size is taken after a round that warms everything up, as allocators and thread
pools keep some memory once they have it. All threads allocate from one arena of the C library, so that the holes
between allocations do not depend on which thread made them. Before both measurements the collector runs, and free
memory goes back to the system. Half a megabyte more is allowed besides the 5 %, as pages are never filled in the same
way twice.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import gc
import os
import sys
import tempfile
import threading
import time
import traceback
from pathlib import Path

import numpy as np
import stress_modern  # noqa: F401
import stress_operations  # noqa: F401
from pi2py2 import Pi2
from stress_world import OPERATIONS, Subject, World

C_LIBRARY = ctypes.CDLL(None)
# The number of that setting for `mallopt`.
M_ARENA_MAX = -8
WARM_UP = 0.1
GROWTH = 0.05
SLACK = 512 * 1024


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--operations", type=int, default=100_000, help="in all threads together")
    parser.add_argument("--threads", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--any-memory", action="store_true", help="do not look at the memory (for valgrind)")
    options = parser.parse_args()
    C_LIBRARY.mallopt(M_ARENA_MAX, 1)
    start = time.monotonic()
    warm_up = int(options.operations * WARM_UP)
    if not (options.any_memory or play(warm_up, options.threads, options.seed - 1)):
        return 1
    before = resident_memory()
    if not play(options.operations, options.threads, options.seed):
        return 1
    after = resident_memory()
    seconds = time.monotonic() - start
    print(f"{options.operations} operations in {options.threads} threads, {seconds:.0f} s")
    print(f"memory {before / 2**20:.1f} MiB before, {after / 2**20:.1f} MiB after")
    if not options.any_memory and after > before * (1 + GROWTH) + SLACK:
        print("memory has grown", file=sys.stderr)
        return 1
    return 0


def play(operations: int, threads: int, seed: int) -> bool:
    """Do operations in threads, on images of a common session and of their own; return True if all went well."""
    failures: list[str] = []
    # Some commands write files if they are given a name for one.
    with Pi2() as shared, tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        shared.run_script("newimage(counter, uint32, 3, 3)")
        pixels = np.arange(60, dtype=np.uint16).reshape(3, 4, 5)
        common = Subject(shared, shared.newimage(), pixels)
        common.image.from_numpy(pixels)
        worlds = []
        for number in range(threads):
            own_folder = Path(folder) / str(number)
            own_folder.mkdir()
            worlds.append(World(f"{seed} {number}", shared, common, own_folder))

        def work(world: World) -> None:
            try:
                live(world, operations // threads)
            except BaseException:
                failures.append(f"{traceback.format_exc()}last operations: {', '.join(world.history)}")

        # The main thread works, too: it hands commands over to another thread while it waits for signals.
        others = [threading.Thread(target=work, args=(world,)) for world in worlds[1:]]
        for thread in others:
            thread.start()
        work(worlds[0])
        for thread in others:
            thread.join()
        counted = sum(world.counted for world in worlds)
        if not failures and shared.maxval("counter") != counted:
            failures.append(f"the threads counted to {shared.maxval('counter')}, but must have to {counted}")
        worlds.clear()
        gc.collect()
        left = set(shared.piobj.image_names()) - {"counter", common.image.name}
        if not failures and (left or shared.piobj.value_names()):
            failures.append(f"these are left: {left} {shared.piobj.value_names()}")
    for failure in failures:
        print(f"seed {seed}: {failure}", file=sys.stderr)
    return not failures


def live(world: World, operations: int) -> None:
    """Do operations by chance."""
    choices, weights = list(OPERATIONS), list(OPERATIONS.values())
    # Several at a time, as choosing takes as long as an operation.
    done = 0
    while done < operations:
        for operation in world.random.choices(choices, weights, k=min(100, operations - done)):
            world.step(operation)
            done += 1
    world.finish()


def resident_memory() -> int:
    """The resident memory of this process in bytes, without what is free."""
    gc.collect()
    C_LIBRARY.malloc_trim(0)
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    sys.exit(main())
