"""Records of people in data files: exports, dumps, workbooks and databases that somebody committed with the code.

A list of customers in a program is one, too: whoever was asked for an import in a hurry pasted it there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from makegood.engine.evidence import Finding
from makegood.engine.facts import Fact
from makegood.engine.gaps import Cause, Gap
from makegood.engine.probe import Probe, Scene
from makegood.engine.probes.personal_data import facts
from makegood.engine.probes.personal_data.people import LEAST, SEVERAL, people
from makegood.engine.repository.content import Extractor
from makegood.engine.repository.paths import is_documentation, is_example, is_generated, is_test, is_vendored
from makegood.engine.repository.tree import Entry

NUMBERS = 5
"""Valid card, account or social security numbers that no chance and no sample puts into one file."""

HALF = 10
"""People of whom two things are told, as names and numbers, from whom on it is a list of customers.

Of some sixty public repositories no data file of the product held five people of whom two things were told.
"""

_TEXTS = frozenset("csv tsv psv sql dump json jsonl ndjson xml yaml yml txt dat bak log ldif vcf".split())
_DATABASES = frozenset("db sqlite sqlite3 db3 mdb".split())
_WORKBOOKS = frozenset("xlsx xlsm ods".split())
_ABOUT_MAKERS = re.compile(
    r"(?i)(?:.*[._-])?(?:authors?|contributors?|maintainers?|committers?|credits|codeowners|thanks|backers|sponsors|humans|owners|team"
    r"|changelog|changes|history|news|licen[cs]es?|notice|copying|package(?:-lock)?|composer|pom|lerna|bower|setup|manifest"
    r"|all-contributorsrc|mailmap|citation|requirements|robots|security|openapi|swagger|schema)(?:[._-].*)?"
)
_MADE_UP_PLACES = re.compile(
    r"(?i)(?:^|[/._-])(?:seeds?|seeders?|fixtures?|samples?|examples?|demo|mocks?|mock_?data|fake|dummy|faker|stubs?|cassettes?"
    r"|test|testdata|locales?|i18n|translations?|templates?|playground|tutorials?|northwind|sakila|chinook)(?:[/._-]|$)"
)


def _wants(entry: Entry) -> str | None:
    ending = entry.path.rpartition(".")[2].lower()
    if ending in _WORKBOOKS:
        return "workbook"
    if ending in _TEXTS or ending in _DATABASES:
        return "bytes"
    return "code" if entry.language else None


PEOPLE = Extractor(name="personal_data.people", wants=_wants, extract=people, folder=Path(__file__).parent)


def look(scene: Scene) -> Iterator[Fact | Gap]:
    extracts = scene.extracts[PEOPLE.name]
    files = [entry for entry in scene.tree.files if not _ABOUT_MAKERS.fullmatch(entry.path.rpartition("/")[2])]
    found: list[Finding] = []
    read = 0
    for entry, counts in extracts.over(files):
        read += entry.language is None
        if isinstance(counts, dict):
            found.extend(_finding(entry.path, counts))
    yield scene.saw(facts.RECORDS, sorted(found, key=lambda one: (one.severity != "high", one.path))[:500])
    yield scene.saw(facts.READ, read)
    unread = [entry.path for entry, _ in extracts.missing(files) if _is_product_data(entry.path)]
    if unread:
        reason = f"{len(unread)} data files could not be read for people's data (the first is {unread[0]})."
        remedy = "Ask the partner what these files hold, and to take out what the application does not need."
        yield from scene.missed(facts.RECORDS, Cause.UNSUPPORTED, reason, remedy)


def _finding(path: str, counts: Mapping[str, object]) -> Iterator[Finding]:
    number = {name: int(str(counts.get(name, 0))) for name in ("people", "ssns", "cards", "ibans", "made_up", "line")}
    listed = counts.get("kinds")
    kinds = [str(kind) for kind in listed] if isinstance(listed, list) else []
    told = [kind for kind in kinds if kind not in ("national numbers",)]
    accounts = max(number["ssns"], number["cards"], number["ibans"])
    many = _is_a_list(number["people"], len(told), accounts) and number["people"] > number["made_up"]
    numbers = accounts >= NUMBERS
    if not (many or numbers or number["people"] >= SEVERAL):
        return
    severity = "high" if many or numbers else "medium"
    if not _is_product_data(path):
        severity = "info"
    parts = [f"e-mail addresses of {number['people']:,} people"] if number["people"] else []
    parts += [f"{number[name]:,} {word}" for name, word in _NAMED if number[name]]
    if told:
        parts.append("beside " + ", ".join(told))
    yield Finding.at(
        "personal-data",
        f"This looks like records of people: {', '.join(parts)}.",
        path,
        line=number["line"],
        severity=severity,
        detail={**number, "kinds": kinds},
    )


def _is_a_list(people: int, kinds: int, accounts: int) -> bool:
    """Many people of whom two things are told, fewer of whom more is told than anybody tells of authors."""
    return (people >= HALF and kinds >= 2) or (people >= LEAST and kinds + (accounts >= 3) >= 3)


_NAMED = (("ssns", "social security numbers"), ("cards", "card numbers"), ("ibans", "bank account numbers"))


def _is_product_data(path: str) -> bool:
    if is_test(path) or is_vendored(path) or is_example(path) or is_documentation(path) or is_generated(path):
        return False
    return _MADE_UP_PLACES.search(path) is None


PROBE = Probe(name="personal_data", gives=(facts.RECORDS, facts.READ), look=look, extractors=(PEOPLE,))
