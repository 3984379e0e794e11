"""The examples in guides run."""

import doctest
import re
from collections.abc import Iterator
from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt
import pi2
import pytest

DOCS = Path(__file__).parents[2] / "docs"
DOCUMENTS = ["python.md"]


@pytest.fixture(autouse=True)
def _clean() -> Iterator[None]:
    mpl.use("Agg")
    yield
    plt.close("all")
    pi2.default_session().closepi()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_examples_of_a_guide_run(name: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    # The lines around code would count as expected output.
    text = re.sub(r"^```.*$", "", (DOCS / name).read_text(encoding="utf-8"), flags=re.MULTILINE)
    examples = doctest.DocTestParser().get_doctest(text, {"__name__": "__main__"}, name, name, 0)
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    runner.run(examples)
    failures = capsys.readouterr().out
    assert examples.examples
    assert runner.summarize(verbose=False).failed == 0, failures
