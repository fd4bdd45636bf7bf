"""Nobody can switch the software off, or let himself in, behind its owner's back."""

from __future__ import annotations

from collections import Counter

from makegood.engine.check import Judgement, Limits, check, failed, not_applicable, passed
from makegood.engine.facts import Facts

WORDS = {
    "stops-on-a-date": "stops on a date",
    "stops-after-a-time": "stops a time after it was installed",
    "destroys-on-a-date": "destroys data on a date",
    "kill-switch": "can be switched off",
    "fixed-account": "gives rights to a fixed account",
    "secret-word": "opens at a secret word",
    "asks-for-a-licence": "stops at somebody else's word",
    "fixed-password": "lets a fixed password in",
    "hidden-code": "runs hidden code",
}


@check(
    id="ownership.no_lockout",
    version=1,
    phase="acceptance",
    promise="Nothing in the software lets anybody else stop it or get in.",
    why="Whoever holds such a switch decides whether your business runs tomorrow, whatever your contract says.",
    remedy="Take out each listed place, and confirm in writing that the software has no other of its kind.",
    needs=("ownership.locks", "ownership.files_read"),
    standards=("CWE-511", "CWE-798", "CWE-912"),
)
def no_lockout(facts: Facts, _: Limits) -> Judgement:
    places = facts.findings("ownership.locks")
    read = facts.integer("ownership.files_read")
    if places:
        kinds = Counter(WORDS.get(place.rule, place.rule) for place in places)
        named = ", ".join(f"{words} ({count} ×)" for words, count in kinds.most_common())
        return failed(f"{len(places)} {'place' if len(places) == 1 else 'places'}: {named}.", places)
    if not read:
        return not_applicable("There is no program code in this delivery.")
    return passed(f"No known shape of a lock-out stands in {read:,} source files.")
