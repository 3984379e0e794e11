"""Scripts that do what no library expects. The interpreter survives, and no call waits for ever."""

import subprocess
from collections.abc import Callable

import numpy as np
import pytest
from pi2py2 import *

START = "import io, sys, threading, time\nfrom pi2py2 import *\npi = Pi2()\n"

PROGRAMS = {
    "daemon threads run commands when the interpreter ends": """
def work():
    image = pi.newimage("float32", 4, 4, 4)
    while True:
        pi.add(image, 1); pi.newimage(); pi.maxval(image); image.to_numpy()
for _ in range(4):
    threading.Thread(target=work, daemon=True).start()
time.sleep(0.2)
""",
    "a daemon thread runs a long command when the interpreter ends": """
image = pi.newimage("float32", 200, 200, 200)
threading.Thread(target=pi.gaussfilter, args=(image, pi.newimage("float32"), 50), daemon=True).start()
time.sleep(0.2)
""",
    "daemon threads print when the interpreter ends": """
sys.stdout = io.StringIO()
def work():
    while True:
        pi.list(); pi.hello()
for _ in range(4):
    threading.Thread(target=work, daemon=True).start()
time.sleep(0.2)
""",
    "a session is closed while other threads use it": """
def work():
    try:
        while True:
            image = pi.newimage("uint8", 50, 50)
            view = image.to_numpy_pointer()
            pi.add(image, 1)
            assert view.max() == 1
    except ArgumentError as error:
        assert "closed" in str(error)
threads = [threading.Thread(target=work) for _ in range(4)]
for thread in threads:
    thread.start()
time.sleep(0.2)
pi.closepi()
for thread in threads:
    thread.join()
""",
    "objects are left in a cycle at the end": """
image = pi.newimage()
pi.kept = [pi, image, image.to_numpy_pointer(), pi.newvalue()]
""",
    "standard output uses the session that prints": """
image = pi.newimage("uint8", 5)
class Output:
    def write(self, text):
        pi.run_command("add", [image, 1])
        pi.newimage()
        image.to_numpy()
pi.echo(False, False)
before, sys.stdout = sys.stdout, Output()
pi.list(); pi.info(); pi.hello()
pi.run_script("hello(); list()")
sys.stdout = before
assert pi.maxval(image) >= 5
""",
    "standard output closes the session that prints": """
class Output:
    def write(self, text):
        pi.closepi()
before, sys.stdout = sys.stdout, Output()
pi.hello()
sys.stdout = before
assert not pi.piobj.is_open
""",
    "standard output cannot be written": """
class Output:
    def write(self, text):
        raise KeyError("full")
sys.unraisablehook = lambda unraisable: None
before, sys.stdout = sys.stdout, Output()
pi.hello()
sys.stdout = before
""",
    "memory does not suffice": """
import resource
image = pi.newimage("uint8", 1000, 1000, 100)
resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30))
for call in (lambda: pi.newimage("uint64", 1000, 1000, 1000), lambda: pi.convert(image, "uint64")):
    try:
        call()
    except MemoryError as error:
        assert "cannot allocate" in str(error)
    else:
        raise AssertionError("no error")
pi.set(image, [0, 0, 0], 7)
assert image.to_numpy_pointer()[0, 0, 0] == 7
""",
}


@pytest.mark.parametrize("what", PROGRAMS)
def test_the_interpreter_does_not_crash_when(what: str) -> None:
    command = [sys.executable, "-X", "dev", "-W", "error", "-c", START + PROGRAMS[what]]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert (run.returncode, run.stderr) == (0, "")


def test_an_argument_may_clear_or_close_the_session_while_it_is_converted() -> None:
    class Number:
        def __init__(self, action: Callable[[], object]) -> None:
            self.action = action

        def __float__(self) -> float:
            self.action()
            return 1.0

    pi = Pi2()
    image = pi.newimage("uint8", 3)
    view = image.to_numpy_pointer()
    with pytest.raises(ArgumentError, match="no image of that name"):
        pi.add(image, Number(pi.clear))
    image = pi.newimage("uint8", 3)
    pi.add(image, Number(pi.closepi))
    with pytest.raises(ArgumentError, match="closed"):
        image.to_numpy()
    assert view.tolist() == [0, 0, 0]


def test_an_array_may_be_resized_by_its_conversion(pi: Pi2) -> None:
    class Changing:
        def __array__(self, dtype: object = None, copy: object = None) -> object:
            image.from_numpy(np.ones((50, 50), np.uint8))
            return np.ones((3, 3), np.uint8)

    image = pi.newimage("uint8", 3, 3)
    with pytest.raises(ArgumentError, match="50"):
        pi.add(image, Changing())
    assert image.to_numpy().sum() == 2500
