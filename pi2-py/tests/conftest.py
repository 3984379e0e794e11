import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from pi2py2 import Pi2


@pytest.fixture
def pi() -> Iterator[Pi2]:
    session = Pi2()
    yield session
    session.closepi()


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """An empty folder that is also the current one."""
    before = Path.cwd()
    os.chdir(tmp_path)
    yield tmp_path
    os.chdir(before)


@pytest.fixture(autouse=True)
def _interruptible() -> Iterator[None]:
    """Let Ctrl+C raise `KeyboardInterrupt`, also where the tests run in the background of a shell that ignores it."""
    previous = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, previous)
