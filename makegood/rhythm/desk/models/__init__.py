"""The tables of a desk: its papers, what was read and said, the decision and its letters, the contract to sign."""

from makegood.rhythm.desk.models.assisting import Help, HelpState
from makegood.rhythm.desk.models.calling import CalledBack
from makegood.rhythm.desk.models.contract import Contract, Wanted
from makegood.rhythm.desk.models.desk import (
    Absent,
    Answer,
    Desk,
    DeskState,
    Door,
    How,
    Letter,
    LetterState,
    PaidAnyway,
    Paper,
    PaperState,
)

__all__ = [
    "Absent",
    "Answer",
    "CalledBack",
    "Contract",
    "Desk",
    "DeskState",
    "Door",
    "Help",
    "HelpState",
    "How",
    "Letter",
    "LetterState",
    "PaidAnyway",
    "Paper",
    "PaperState",
    "Wanted",
]
