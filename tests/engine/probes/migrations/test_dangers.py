"""Dangerous migrations as a tired partner writes them, in eleven tools, and harmless ones that look like them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from makegood.engine.probes.migrations import facts
from makegood.engine.probes.migrations.probe import PROBE
from tests.engine.building import Delivery
from tests.engine.looking import Seen
from tests.engine.probes.migrations import breaches_others, breaches_python, breaches_script
from tests.engine.probes.migrations.decoys import DECOYS
from tests.engine.probes.migrations.projects import EVERY, MODELS

NEXT = {
    "django": "shop/migrations/0003_next.py",
    "alembic": "migrations/versions/aaa3_next.py",
    "knex": "migrations/20240201_next.js",
    "sequelize": "migrations/20240201-next.js",
    "typeorm": "src/migrations/1710000000000-Next.ts",
    "prisma": "prisma/migrations/20240201000000_next/migration.sql",
    "flyway": "src/main/resources/db/migration/V3__next.sql",
    "golang": "db/migrations/000002_next.up.sql",
    "rails": "db/migrate/20240201000000_next.rb",
    "laravel": "database/migrations/2024_02_01_000000_next.php",
    "entity-framework": "Shop/Migrations/20240201000000_Next.cs",
}
BREACHES = [*breaches_python.BREACHES, *breaches_script.BREACHES, *breaches_others.BREACHES]
DOWN = "db/migrations/000002_next.down.sql"


def grave(seen: Seen) -> list[tuple[str, str, int | None]]:
    return [(f.rule, f.path, f.line) for f in seen.findings(facts.FAULTS) if f.severity in ("high", "medium")]


@pytest.mark.parametrize(("project", "content", "rule", "mark"), BREACHES)
def test_a_dangerous_step_is_found_where_it_stands(
    repository: Delivery, looked: Callable[..., Seen], project: str, content: str, rule: str, mark: str
) -> None:
    repository.commit(EVERY[project])
    repository.commit({NEXT[project]: content})
    line = next(number for number, text in enumerate(content.split("\n"), 1) if mark in text)
    assert (rule, NEXT[project], line) in grave(looked(PROBE))


@pytest.mark.parametrize(("project", "content"), DECOYS)
def test_a_harmless_step_raises_nothing(
    repository: Delivery, looked: Callable[..., Seen], project: str, content: str
) -> None:
    repository.commit(EVERY[project])
    more = {DOWN: "SELECT 1;\n"} if project == "golang" else {}
    repository.commit({NEXT[project]: content, **more})
    told = [
        row for row in grave(looked(PROBE)) if row[0] not in ("column-without-migration", "change-without-migration")
    ]
    assert told == []


@pytest.mark.parametrize("project", EVERY)
def test_a_healthy_project_raises_nothing(repository: Delivery, looked: Callable[..., Seen], project: str) -> None:
    repository.commit(EVERY[project])
    seen = looked(PROBE)
    assert grave(seen) == []
    assert seen[facts.STEPS] in (1, 2)
    assert seen.gaps(facts.FAULTS) == []


def test_what_was_run_long_ago_is_not_weighed_again(repository: Delivery, looked: Callable[..., Seen]) -> None:
    repository.commit(EVERY["flyway"])
    repository.commit({NEXT["flyway"]: "DELETE FROM customers;\n"})
    for number in range(21):
        repository.commit({"README.md": f"{number}\n"})
    assert grave(looked(PROBE)) == []


def test_since_the_accepted_revision_every_later_step_is_weighed(
    repository: Delivery, looked: Callable[..., Seen]
) -> None:
    first = repository.commit(EVERY["flyway"])
    repository.commit({NEXT["flyway"]: "DELETE FROM customers;\n"})
    for number in range(21):
        repository.commit({"README.md": f"{number}\n"})
    assert grave(looked(PROBE, since=first)) == [("rows-deleted", NEXT["flyway"], 1)]


def test_a_way_back_that_nobody_writes_here_is_not_missed(repository: Delivery, looked: Callable[..., Seen]) -> None:
    repository.commit(EVERY["flyway"])
    repository.commit({NEXT["flyway"]: "ALTER TABLE customers ADD vat VARCHAR(20);\n"})
    assert grave(looked(PROBE)) == []


def test_a_model_without_its_migration_is_found(repository: Delivery, looked: Callable[..., Seen]) -> None:
    repository.commit(EVERY["django"])
    repository.commit({"shop/models.py": MODELS + "    paid = models.BooleanField(default=False)\n"})
    assert grave(looked(PROBE)) == [("column-without-migration", "shop/models.py", 13)]
