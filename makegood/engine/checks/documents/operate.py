"""Operate: whoever runs the software finds how to deploy, configure, back up, watch and mend it."""

from __future__ import annotations

from decimal import Decimal

from makegood.engine.check import Judgement, Limits, check, failed, not_applicable, number, passed
from makegood.engine.evidence import Evidence
from makegood.engine.facts import Facts

QUESTIONS = {
    "deploy": "how to put it into production",
    "configure": "how to configure it",
    "backup": "how to back it up and restore it",
    "monitor": "how to see whether it is well",
    "trouble": "what to do when it fails",
    "update": "how to update it",
}


@check(
    id="documents.operate",
    version=1,
    phase="acceptance",
    promise="Whoever runs the software finds written down how to deploy, configure, back up, watch and mend it.",
    why="Without it, every outage needs the people who built it, at the price they ask.",
    remedy="Write an operations guide: deployment, every setting, backup and restore, logs, what to do when it fails.",
    needs=("documents.topics", "documents.settings"),
    uses=("documents.pages", "dependencies.library"),
    limits={"least_questions": 4, "least_words": 12, "most_unnamed": Decimal("0.5"), "few_unnamed": 2},
    standards=("18F-QASP:documented", "SRE:production-readiness"),
)
def operate(facts: Facts, limits: Limits) -> Judgement:
    if "dependencies.library" in facts and facts.flag("dependencies.library"):
        return not_applicable("This is a library: others build it into their programs, and nobody operates it.")
    least = number(limits, "least_words")
    answered: dict[str, Evidence] = {}
    for row in facts.table("documents.topics"):
        topic = str(row["topic"])
        enough = int(str(row["words"])) >= least or row["commands"]
        if topic in QUESTIONS and enough and topic not in answered:
            summary = f"says {QUESTIONS[topic]}"
            answered[topic] = Evidence(summary=summary, path=str(row["path"]), line=int(str(row["line"])))
    settings = facts.table("documents.settings")
    unnamed = [row for row in settings if not row["named"]]
    missing = [question for topic, question in QUESTIONS.items() if topic not in answered]
    if len(answered) < number(limits, "least_questions"):
        because = f"{len(missing)} of {len(QUESTIONS)} questions have no answer: {'; '.join(missing)}."
        return failed(because, [*answered.values(), *_where_it_would_stand(facts)])
    many = len(unnamed) > number(limits, "few_unnamed")
    if many and Decimal(len(unnamed)) / len(settings) > number(limits, "most_unnamed"):
        places = [
            Evidence(summary=f"reads the setting {row['name']}", path=str(row["path"]), line=int(str(row["line"])))
            for row in unnamed
        ]
        return failed(
            f"{len(unnamed)} of the {len(settings)} settings that the code reads are explained nowhere.", places
        )
    told = f"{len(settings) - len(unnamed)} of {len(settings)} settings are explained"
    told = told if settings else "the code reads no settings"
    return passed(f"{len(answered)} of {len(QUESTIONS)} questions are answered, and {told}.", answered.values())


def _where_it_would_stand(facts: Facts) -> list[Evidence]:
    pages = facts.table("documents.pages") if "documents.pages" in facts else []
    first = min(pages, key=lambda page: (str(page["path"]).count("/"), not _is_front(page)), default=None)
    return [Evidence(summary="does not answer them", path=str(first["path"]), line=1)] if first else []


def _is_front(page: dict[str, object]) -> bool:
    return str(page["path"]).rpartition("/")[2].lower().startswith("readme")
