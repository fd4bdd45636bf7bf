"""What the rules say no with: an exception for what was typed, a value for what does not add up."""

from __future__ import annotations

from dataclasses import dataclass


class Refused(ValueError):
    """What was typed cannot be used. `str(error)` is one clear sentence, made to stand beside the field."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that does not hold.

    `name` is stable (`above_line`), `sentence` is for people, `line` is the id of the schedule line it is about.
    `blocks` is False for what is only to be looked at (front-loading, a cap three quarters used).
    """

    name: str
    sentence: str
    line: str | None = None
    blocks: bool = True


def blocking(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Those that stop a signature, an approval or a release."""
    return tuple(problem for problem in problems if problem.blocks)
