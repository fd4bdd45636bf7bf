"""Start here: a newcomer finds how to install and how to run it, with the commands."""

from __future__ import annotations

from makegood.engine.check import Judgement, Limits, check, failed, number, passed, unknown
from makegood.engine.evidence import Evidence
from makegood.engine.facts import Facts
from makegood.engine.gaps import Cause
from makegood.rules.wording import counted


@check(
    id="documents.start_here",
    version=1,
    phase="acceptance",
    promise="A newcomer finds written down how to install the software and how to start it.",
    why="If only the partner knows how to start the software, you cannot leave the partner.",
    remedy="Write a README that says what the software is, what it needs, and the commands that install and start it.",
    needs=("documents.pages", "documents.topics"),
    uses=("dependencies.library",),
    limits={"least_words": 40},
    standards=("18F-QASP:documented",),
)
def start_here(facts: Facts, limits: Limits) -> Judgement:
    every = facts.table("documents.pages")
    pages = [page for page in every if not page["template"] or page["commands"]]
    words = sum(int(str(page["words"])) for page in pages)
    sections = facts.table("documents.topics")
    told = {topic: [s for s in sections if s["topic"] == topic and (s["commands"] or s["words"])] for topic in WANTED}
    with_command = [section for topic in WANTED for section in told[topic] if section["commands"]]
    places = [
        Evidence(summary=f"says how to {topic}", path=str(rows[0]["path"]), line=int(str(rows[0]["line"])))
        for topic, rows in told.items()
        if rows
    ]
    places = places or [_as_it_is(page) for page in every[:PAGES]]
    if not pages:
        return failed("There is no README and no other document that a newcomer could start from.", places)
    if words < number(limits, "least_words"):
        return failed(f"The documents hold {words} words in all; nobody can start from that.", places)
    missing = [topic for topic, rows in told.items() if not rows]
    elsewhere = [str(link) for page in pages for link in _links(page)]
    if len(missing) == len(WANTED) and elsewhere:
        because = (
            f"The documents say nothing of installing or starting it and point to {elsewhere[0]}, which was not read."
        )
        return unknown(because, Cause.NO_EVIDENCE)
    if len(missing) == len(WANTED):
        return failed(f"The documents hold {words:,} words, and none say how to install or start it.", places)
    library = "dependencies.library" in facts and facts.flag("dependencies.library")
    if not with_command and missing and library and elsewhere:
        because = f"The documents of this library point to {elsewhere[0]} for how to begin, which was not read."
        return unknown(because, Cause.NO_EVIDENCE)
    if not with_command and missing:
        return failed(
            f"The documents give no command to install or start it, and never say how to {missing[0]} it.", places
        )
    documents = counted(len(pages), "document")
    say = "says" if len(pages) == 1 else "say"
    how = " and ".join(topic for topic in WANTED if told[topic])
    return passed(f"{documents} with {words:,} words {say} how to {how} it.", places)


def _links(page: dict[str, object]) -> list[object]:
    links = page.get("links")
    return links if isinstance(links, list) else []


def _as_it_is(page: dict[str, object]) -> Evidence:
    said = "was written by a generator" if page["template"] else f"holds {page['words']} words"
    return Evidence(summary=said, path=str(page["path"]), line=1)


WANTED = ("install", "run")
PAGES = 10
