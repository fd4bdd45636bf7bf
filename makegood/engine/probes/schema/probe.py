"""The schema of the delivery: what its tables look like, and what they keep in the clear."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import cast

from makegood.engine.evidence import Finding
from makegood.engine.facts import Fact
from makegood.engine.gaps import Cause, Gap
from makegood.engine.probe import Probe, Scene
from makegood.engine.probes.schema import facts
from makegood.engine.probes.schema.declared import Declared, declared
from makegood.engine.probes.schema.flaws import flaws, snake
from makegood.engine.probes.schema.sensitive import plain
from makegood.engine.repository.git import GitFailed
from makegood.engine.repository.paths import is_product
from makegood.engine.tables import change_of, step_of
from makegood.engine.tables.files import MODELS, STEPS

FOUND = 300
LEAST_FILES = 5
_DRIVERS = (
    r"^[ \t]*(import|from|const|let|var|use|using|require)[ (].*[\"' ./]"
    r"(mongodb|mongoose|pymongo|motor|psycopg2?|sqlite3|better-sqlite3|mysql2?|mariadb|pymysql|MySQLdb|pg|pg-promise"
    r"|asyncpg|aiosqlite|sequelize|typeorm|knex|@prisma/client|sqlalchemy|peewee|tortoise|mongoengine|oracledb|mssql"
    r"|Npgsql|firebase-admin/firestore|gorm.io/gorm|database/sql)([\"' ;.]|$)"
)
_LANGUAGES = {"php": "PHP", "ruby": "Ruby", "java": "Java", "csharp": "C#", "go": "Go"}
_SAYS = {"ruby": ("rails", "rails-schema"), "php": ("laravel",), "csharp": ("entity-framework",)}


def look(scene: Scene) -> Iterator[Fact | Gap]:
    files = scene.tree.files
    steps = {
        e.path: step_of(cast("dict[str, object]", row)) for e, row in scene.extracts[STEPS.name].over(files) if row
    }
    models = {
        entry.path: (str(row["label"]), [change_of(one) for one in cast("list[dict[str, object]]", row["changes"])])
        for entry, found in scene.extracts[MODELS.name].over(files)
        if found and (row := cast("dict[str, object]", found))
    }
    tables = declared(steps, models)
    yield scene.saw(facts.TABLES, len(tables))
    yield scene.saw(facts.FLAWS, _sorted(_under_sqlite(scene, list(flaws(tables)))))
    yield scene.saw(facts.PLAIN, _sorted(_not_encrypted(scene, list(plain(tables)))))
    yield from _unread(scene, tables)


def _sorted(findings: Iterable[Finding]) -> list[Finding]:
    order = {"high": 0, "medium": 1, "low": 2}
    once = {(one.rule, one.path, one.line, one.summary): one for one in findings}
    return sorted(once.values(), key=lambda one: (order[one.severity], one.path, one.line or 0))[:FOUND]


def _under_sqlite(scene: Scene, found: list[Finding]) -> Iterator[Finding]:
    """SQLite has no type for dates nor for yes and no: there text is what its own manual advises."""
    typed = [one for one in found if one.rule in ("date-as-text", "switch-as-text") and one.path.endswith(".sql")]
    everywhere = bool(typed) and _first(scene, "-i", "-F", "-e", "sqlite") is not None
    for one in found:
        harmless = one in typed and (everywhere or "sqlite" in one.path.lower())
        yield replace(one, severity="low") if harmless else one


def _not_encrypted(scene: Scene, found: list[Finding]) -> Iterator[Finding]:
    """Without the columns that the program encrypts itself, by a line that says both (`encrypts :ssn`)."""
    names = {str(one.detail["column"]).rpartition(".")[2] for one in found if one.rule == "plain-field"}
    lines = _lines_of(scene, names) if names else ""
    for one in found:
        name = str(one.detail["column"]).rpartition(".")[2]
        word = re.compile(rf"(?i)(?<![a-z0-9]){re.escape(name)}(?![a-z0-9])|{re.escape(snake(name))}")
        if one.rule == "plain-field" and any(word.search(line) for line in lines.splitlines()):
            yield replace(one, severity="low", summary=f"{one.summary} A line of the program speaks of encrypting it.")
        else:
            yield one


def _lines_of(scene: Scene, names: set[str]) -> str:
    words = [part for name in sorted(names) for part in ("-e", name)]
    git, revision = scene.repository.git, scene.repository.revision
    try:
        raw = git.output("grep", "-h", "-I", "-i", "-F", *words, revision, "--", *_sources(), seconds=20)
    except GitFailed:  # status 1 says: found nowhere
        return ""
    text = raw.decode("utf-8", "backslashreplace")
    return "\n".join(line for line in text.splitlines() if re.search(r"(?i)encrypt|cipher|fernet|hash_|bcrypt", line))


def _uses_a_database(scene: Scene) -> str | None:
    """The first file of the product that asks for the driver of a database."""
    return _first(scene, "-E", "-e", _DRIVERS)


def _first(scene: Scene, *asked: str) -> str | None:
    """The first source file of the product that holds what git is asked for."""
    git, revision = scene.repository.git, scene.repository.revision
    try:
        raw = git.output("grep", "-l", "-z", "-I", *asked, revision, "--", *_sources(), seconds=20)
    except GitFailed:  # status 1 says: found nowhere
        return None
    paths = (path.removeprefix(f"{revision}:") for path in raw.decode("utf-8", "backslashreplace").split("\0"))
    return next((path for path in paths if path and is_product(path)), None)


def _sources() -> list[str]:
    return [f"*.{ending}" for ending in "py js jsx mjs ts tsx php rb java kt cs go".split()]


def _unread(scene: Scene, tables: list[Declared]) -> Iterator[Gap]:
    names = (facts.TABLES, facts.FLAWS, facts.PLAIN)
    labels = {one.label for one in tables}
    counted = Counter(e.language for e in scene.tree.files if e.language in _LANGUAGES and is_product(e.path))
    plain_sql = "sql" in labels
    for language, name in _LANGUAGES.items():
        if counted[language] < LEAST_FILES or plain_sql or labels & set(_SAYS.get(language, ())):
            continue
        reason = f"Tables that {name} code declares are not read, and no SQL or migrations that are read declare them."
        yield from scene.missed(
            names, Cause.UNSUPPORTED, reason, "Ask for the schema as SQL, or have somebody read it."
        )
        break
    if not tables and (used := _uses_a_database(scene)):
        reason = f"{used} uses a database, and nothing that is read says what its tables look like."
        yield from scene.missed(names, Cause.NO_EVIDENCE, reason, "Ask for the schema of the database.")
    for extractor in (STEPS, MODELS):
        for entry, why in scene.extracts[extractor.name].missing(scene.tree.files):
            reason = f"{entry.path} could not be read: {why}."
            yield from scene.missed(names, Cause.ERROR, reason, "Ask for it in parts.")
            break


PROBE = Probe(name="schema", gives=facts.EVERY, look=look, extractors=(STEPS, MODELS))
