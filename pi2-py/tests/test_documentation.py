"""The examples in docstrings and the examples of the project run."""

import doctest
import runpy
from pathlib import Path

import pi2
import pi2._session
import pytest

EXAMPLES = Path(__file__).parents[2] / "examples" / "python"


@pytest.mark.parametrize("module", [pi2, pi2._session])
def test_examples_in_docstrings(module: object) -> None:
    result = doctest.testmod(module)
    assert result.attempted >= 2
    assert result.failed == 0


def test_the_mission_example(folder: Path) -> None:
    runpy.run_path(str(EXAMPLES / "mission.py"))
    assert pi2.read("noise.tif").get_dimensions().tolist() == [100, 100, 100]


def test_the_modern_example(capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_path(str(EXAMPLES / "modern.py"), run_name="__main__")
    assert capsys.readouterr().out.startswith("98 x 116 x 94 pixels of uint8; 20.7% are bright\n")


def test_the_quick_start(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_path(str(EXAMPLES / "quickstart.py"), run_name="__main__")
    out = capsys.readouterr().out
    assert "Volume" in out
    for name in ("segmented.tif", "slices.png"):
        assert (folder / "quickstart-results" / name).stat().st_size > 1000
