import os
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
