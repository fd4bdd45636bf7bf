"""Architecture: the parts, named, and how they work together."""

from __future__ import annotations

from decimal import Decimal

from makegood.engine.check import Judgement, Limits, check, failed, number, passed
from makegood.engine.evidence import Evidence
from makegood.engine.facts import Facts
from makegood.rules.wording import counted


@check(
    id="documents.architecture",
    version=1,
    phase="acceptance",
    promise="The parts of the software and how they work together are described.",
    why="A new team that must find this out by reading code bills you for weeks before the first change.",
    remedy="Describe the main parts, what each does and how data flows between them, with a drawing.",
    needs=("documents.topics", "documents.parts", "documents.diagrams"),
    uses=("documents.pages",),
    limits={"least_words": 100, "least_named": Decimal("0.5")},
    standards=("ISO/IEC/IEEE-42010", "18F-QASP:documented"),
)
def architecture(facts: Facts, limits: Limits) -> Judgement:
    sections = [row for row in facts.table("documents.topics") if row["topic"] == "architecture"]
    words = sum(int(str(row["words"])) for row in sections)
    parts = facts.table("documents.parts")
    unnamed = [str(row["folder"]) for row in parts if not row["named"]]
    drawn = facts.integer("documents.diagrams")
    places = [
        Evidence(summary=str(row["heading"]), path=str(row["path"]), line=int(str(row["line"])))
        for row in sections[:10]
    ]
    if words < number(limits, "least_words"):
        read = _where_it_would_stand(facts)
        said = counted(words, "word describes", "words describe") if words else "Nothing written describes"
        shown = f"beside {_drawings(drawn)}" if drawn else "and no drawing shows it"
        return failed(f"{said} how the software is built, {shown}.", [*places, *read])
    if parts and 1 - Decimal(len(unnamed)) / len(parts) < number(limits, "least_named"):
        missing = ", ".join(unnamed[:5])
        return failed(f"{len(unnamed)} of its {len(parts)} main folders are named nowhere: {missing}.", places)
    return passed(
        f"{words:,} words and {_drawings(drawn)} describe it; "
        f"{len(parts) - len(unnamed)} of {len(parts)} main folders are named.",
        places,
    )


def _drawings(number: int) -> str:
    return counted(number, "drawing") if number else "no drawing"


def _where_it_would_stand(facts: Facts) -> list[Evidence]:
    pages = facts.table("documents.pages") if "documents.pages" in facts else []
    first = min(pages, key=lambda page: (str(page["path"]).count("/"), not _is_front(page)), default=None)
    return [Evidence(summary="does not describe it", path=str(first["path"]), line=1)] if first else []


def _is_front(page: dict[str, object]) -> bool:
    return str(page["path"]).rpartition("/")[2].lower().startswith("readme")
