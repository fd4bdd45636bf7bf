"""How a clause is asked for: its name in a contract, where it belongs, and why it is fair to ask."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """`section` are words that begin in the heading under which such a clause stands, the likeliest first.

    `why` is read by both sides (in comments and in the letter), so it names the need and blames nobody; `Clause.why`
    speaks to the owner alone. `brief` says what is asked in a line without a figure, for the letter; the wording
    stands in the marked-up file. `weight` orders what is missing: 3 decides who holds code, data and money, 2 is usual
    in contracts for software, 1 is good to have and left out unless it is asked for. `only_if` says when it does not
    concern you at all.
    """

    caption: str
    section: str
    weight: int
    brief: str
    why: str
    only_if: str = ""


UNDER_OWNERSHIP = r"intellectual|ownership|proprietary|work product|work for hire|title|\bip\b|rights in"
UNDER_SECRET = r"confidential|non-?disclosure|secrecy"
UNDER_DATA = r"data|privacy|security"
UNDER_ENDS = r"terminat|term\b|expir|exit|transition"
UNDER_PAY = r"payment|fees|compensation|invoic|price|pricing|billing|charges"
UNDER_PEOPLE = r"personnel|staff|team|subcontract|resources|independent contractor"
UNDER_WORK = r"services|scope|deliver|work\b|performance|obligations of|development"
"""Words of the headings under which several clauses may stand."""
