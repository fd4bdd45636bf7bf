"""Whether the same code stands in the product twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from makegood.engine.check import Judgement, Limits, check, failed, not_applicable, number, passed
from makegood.engine.evidence import Evidence, Finding
from makegood.engine.facts import Facts


@check(
    id="structure.is_not_copied",
    version=1,
    phase="acceptance",
    promise="No larger piece of the code stands in it twice.",
    why="Each change to copied code costs more: it must be made in every copy, and where one is forgotten, a mistake"
    " that you paid to mend comes back.",
    remedy="Keep the piece once and use it from both places; where two must differ, keep only the difference twice.",
    needs=("structure.size", "structure.copies", "structure.copied_share"),
    limits={
        "most_statements": 50,
        "least_likeness": Decimal("0.7"),
        "most_of_a_whole": 34,
        "least_likeness_of_a_whole": Decimal("0.75"),
        "most_word_for_word": 25,
        "least_likeness_word_for_word": Decimal("0.9"),
        "least_variety": 18,
        "most_share": Decimal("0.25"),
    },
    standards=("ISO-5055:CWE-1041",),
)
def is_not_copied(facts: Facts, limits: Limits) -> Judgement:
    if not facts.table("structure.size"):
        return not_applicable("The delivery holds no code of its own.")
    found, share = facts.findings("structure.copies"), facts.decimal("structure.copied_share")
    large = [copy for copy in found if _is_large(copy, limits)]
    if large:
        pieces = "One larger piece of code stands" if len(large) == 1 else f"{len(large)} larger pieces of code stand"
        return failed(
            f"{pieces} in two places; {share:.1%} of all code is copied. {_opened(large[0].summary)}", _both(large)
        )
    if share > number(limits, "most_share"):
        return failed(f"{share:.1%} of all code stands in two places.", _both(found))
    return passed(f"{share:.1%} of all code stands in two places, none of it a larger piece.", _both(found))


def _opened(text: str) -> str:
    return text[:1].upper() + text[1:] if text.startswith("a nameless") else text


def _is_large(copy: Finding, limits: Limits) -> bool:
    """A long stretch in any two places; for a whole function or file that stands in another file, a shorter one."""
    size, likeness = int(str(copy.detail["statements"])), Decimal(str(copy.detail["likeness"]))
    measures = [("most_statements", "least_likeness")]
    if copy.detail["whole"] and copy.detail["other"] != copy.path:
        measures.append(("most_of_a_whole", "least_likeness_of_a_whole"))
        measures.append(("most_word_for_word", "least_likeness_word_for_word"))
    varied = int(str(copy.detail["variety"])) >= number(limits, "least_variety")
    return varied and any(
        size >= number(limits, most) and likeness >= number(limits, least) for most, least in measures
    )


def _both(copies: Iterable[Finding]) -> Iterator[Evidence]:
    """Both places of each copy: neither is called the original."""
    for copy in copies:
        yield copy.evidence()
        said = f"The same stands at {copy.path}:{copy.line}."
        yield Evidence(summary=said, path=str(copy.detail["other"]), line=int(str(copy.detail["other_line"])))
