"""Comparing with the last accepted revision: what is new, and what a first delivery cannot be compared with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from makegood.engine.check import Check, Judgement, Outcome, not_applicable, unknown
from makegood.engine.evidence import Finding
from makegood.engine.facts import Earlier, Fact, FactName, FactSheet, FactType
from makegood.engine.gaps import Cause, Side
from makegood.engine.playbook import Playbook, PlaybookRefused
from makegood.rules.wording import counted

PLACES = (FactType.FINDINGS, FactType.LEADS)


def compared_facts(
    playbook: Playbook,
    catalogue: Mapping[str, Check],
    dictionary: Mapping[str, FactName],
    only: Sequence[str] = (),
) -> frozenset[str]:
    """The facts whose places at the last accepted revision must be known.

    Raises PlaybookRefused when a criterion wants new places only of a check that looks at no places.
    """
    names: set[str] = set()
    for criterion in playbook.criteria.values():
        if not criterion.new_only or (only and criterion.check not in only):
            continue
        check = catalogue[criterion.check]
        found = _with_places(check, dictionary)
        if not found:
            raise PlaybookRefused(
                f"The playbook {playbook.name} wants only what is new of {check.id}, which shows no places."
            )
        names |= found
    return frozenset(names)


def earlier_of(sheet: FactSheet, revision: str, names: Collection[str]) -> Earlier:
    """What stood at that revision. Where only a part was seen there, that part is known."""
    known = {
        name: Counter(item.fingerprint for item in _findings(fact))
        for name, fact in sheet.facts.items()
        if name in names
    }
    return Earlier(revision, known)


def nothing_before(check: Check, sheet: FactSheet, dictionary: Mapping[str, FactName]) -> Judgement | None:
    """In a first delivery: that there is nothing to compare with, for a check that can only compare."""
    if sheet.earlier is None and any(dictionary[name].compares and name not in sheet.facts for name in check.needs):
        return not_applicable("This is the first delivery, so there is no earlier one to compare it with.")
    return None


def new_only(
    check: Check, sheet: FactSheet, dictionary: Mapping[str, FactName], judge: Callable[[FactSheet], Judgement]
) -> Judgement:
    """The judgement over the places that the last accepted revision did not have.

    A place is known again by its fingerprint (rule, path, normalised line): one that moved to another file is new, and
    so is the second of a line of which one stood there.
    """
    earlier = sheet.earlier
    if earlier is None:
        because = "Only what is new counts here, and the last accepted revision was not named or is gone."
        return unknown(f"{because} Name it with --since.", Cause.NO_EVIDENCE, Side.OWNER)
    places = _with_places(check, dictionary) & set(sheet.facts)
    unseen = sorted(places - set(earlier.known))
    if unseen:
        because = (
            f"What stood at {earlier.revision[:10]} of {unseen[0]} could not be seen, so new cannot be told from old."
        )
        return unknown(because, Cause.NO_EVIDENCE, Side.OURS)
    facts, left_out = dict(sheet.facts), 0
    for name in places:
        found = _findings(facts[name])
        new = list(_beyond(found, earlier.known[name]))
        left_out += len(found) - len(new)
        facts[name] = replace(facts[name], value=new)
    judgement = judge(replace(sheet, facts=facts))
    if not left_out or judgement.outcome is Outcome.UNKNOWN:
        return judgement
    noted = counted(left_out, "place that stood there", "places that stood there")
    because = f"{judgement.because} (Only what is new since {earlier.revision[:10]}; {noted} already is not counted.)"
    return replace(judgement, because=because)


def _beyond(found: Sequence[Finding], known: Mapping[str, int]) -> Iterator[Finding]:
    """The places that are there more often than before, the last of equal ones."""
    seen: Counter[str] = Counter()
    for item in found:
        seen[item.fingerprint] += 1
        if seen[item.fingerprint] > known.get(item.fingerprint, 0):
            yield item


def _with_places(check: Check, dictionary: Mapping[str, FactName]) -> set[str]:
    return {name for name in (*check.needs, *check.uses) if dictionary[name].type in PLACES}


def _findings(fact: Fact) -> list[Finding]:
    return [item for item in fact.value if isinstance(item, Finding)] if isinstance(fact.value, list) else []
