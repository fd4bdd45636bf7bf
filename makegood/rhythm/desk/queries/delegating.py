"""Who may send a letter of the desk: the owner's side that decides, and whom a later room says the owner let do it."""

from __future__ import annotations

from collections.abc import Callable

from makegood.engagements.permissions import Act, Standing
from makegood.rhythm.desk.models import Letter

WaitsBecause = Callable[[Standing, Letter], str]
_asked: list[WaitsBecause] = []


def register_delegation(because: WaitsBecause) -> None:
    """`because`: why the letter waits for the owner's word, as one sentence; empty where this person may send it."""
    _asked.append(because)


def why_it_waits(standing: Standing, letter: Letter) -> str:
    """Empty for who decides, and where the owner let this person send it. `letter.desk` is the whole desk."""
    if standing.may(Act.DECIDE):
        return ""
    told = [because(standing, letter) for because in _asked]
    return "" if "" in told else (told or ["Only the owner sends letters."])[0]
