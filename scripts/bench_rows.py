"""What a row of the bench is."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass
class Row:
    """One comparison: what is measured, the goal for the ratio, and the two sides."""

    name: str
    peer: str
    goal: float
    ours: Callable[[], object]
    theirs: Callable[[], object]
    note: Callable[[], str] = lambda: ""
