"""Chains that cannot be run, steps that were changed or taken away, and models that no migration made."""

from __future__ import annotations

from collections.abc import Callable

from makegood.engine.probes.migrations import facts
from makegood.engine.probes.migrations.probe import PROBE
from tests.engine.building import Delivery
from tests.engine.looking import Seen
from tests.engine.probes.migrations.projects import ALEMBIC, DJANGO, EVERY, MODELS, alembic, django
from tests.engine.probes.migrations.projects_others import FLYWAY, PRISMA

ADD = 'migrations.AddField("order", "{}", models.TextField(default=""))'
V2 = "src/main/resources/db/migration/V2__index.sql"
FIRST = "shop/migrations/0001_initial.py"


def grave(seen: Seen) -> list[tuple[str, str, int | None]]:
    return [(f.rule, f.path, f.line) for f in seen.findings(facts.FAULTS) if f.severity in ("high", "medium")]


def rules(seen: Seen) -> set[tuple[str, str]]:
    return {(rule, path) for rule, path, _ in grave(seen)}


def test_two_ends_of_one_chain_are_found(repository: Delivery, looked: Callable[..., Seen]) -> None:
    repository.commit(DJANGO)
    two = {f"shop/migrations/0003_{name}.py": django("0002_order_note", ADD.format(name)) for name in ("one", "two")}
    repository.commit(two)
    assert ("two-ends", "shop/migrations/0003_two.py") in rules(looked(PROBE))


def test_a_merge_of_two_ends_is_one_end(repository: Delivery, looked: Callable[..., Seen]) -> None:
    two = {f"shop/migrations/0003_{name}.py": django("0002_order_note", ADD.format(name)) for name in ("one", "two")}
    both = django('0003_one"), ("shop", "0003_two')
    repository.commit({**DJANGO, **two, "shop/migrations/0004_merge.py": both})
    assert "two-ends" not in {rule for rule, _, _ in grave(looked(PROBE))}


def test_a_squashed_step_and_what_it_replaces_are_one_end(repository: Delivery, looked: Callable[..., Seen]) -> None:
    squashed = django("0000_none").replace(
        'dependencies = [("shop", "0000_none")]',
        'replaces = [("shop", "0001_initial"), ("shop", "0002_order_note")]\n    dependencies = []',
    )
    repository.commit({**DJANGO, "shop/migrations/0001_squashed.py": squashed})
    assert grave(looked(PROBE)) == []


def test_a_missing_link_is_found(repository: Delivery, looked: Callable[..., Seen]) -> None:
    repository.commit({**DJANGO, "shop/migrations/0004_late.py": django("0003_lost", ADD.format("late"))})
    assert ("link-missing", "shop/migrations/0004_late.py") in rules(looked(PROBE))


def test_two_heads_and_missing_links_of_alembic_are_found(repository: Delivery, looked: Callable[..., Seen]) -> None:
    up, down = 'op.add_column("orders", sa.Column("a", sa.Text()))', 'op.drop_column("orders", "a")'
    repository.commit(ALEMBIC)
    repository.commit({"migrations/versions/bbb.py": alembic("bbb", "aaa1", up, down)})
    assert "two-ends" in {rule for rule, _ in rules(looked(PROBE))}
    repository.commit({"migrations/versions/bbb.py": alembic("bbb", "gone", up, down)})
    assert ("link-missing", "migrations/versions/bbb.py") in rules(looked(PROBE))


def test_one_number_for_two_steps_is_found(repository: Delivery, looked: Callable[..., Seen]) -> None:
    second = V2.replace("index", "other")
    repository.commit({**FLYWAY, second: "ALTER TABLE customers ADD vat VARCHAR(20);\n"})
    assert ("same-number", second) in rules(looked(PROBE))


def test_a_step_that_comes_too_late_by_its_number_is_found(repository: Delivery, looked: Callable[..., Seen]) -> None:
    first = repository.commit(FLYWAY)
    late = V2.replace("V2__index", "V1_1__late")
    repository.commit({late: "ALTER TABLE customers ADD vat VARCHAR(20);\n"})
    assert ("behind", late) in rules(looked(PROBE, since=first))


def test_a_changed_step_is_found_with_the_line(repository: Delivery, looked: Callable[..., Seen]) -> None:
    first = repository.commit(DJANGO)
    changed = str(DJANGO[FIRST]).replace("max_digits=10", "max_digits=14")
    repository.commit({FIRST: changed})
    line = next(number for number, text in enumerate(changed.split("\n"), 1) if "max_digits" in text)
    assert ("edited", FIRST, line) in grave(looked(PROBE, since=first))
    assert ("edited", FIRST, line) in grave(looked(PROBE))


def test_a_step_that_was_only_written_more_tidily_was_not_changed(
    repository: Delivery, looked: Callable[..., Seen]
) -> None:
    first = repository.commit({**DJANGO, **FLYWAY})
    v1 = V2.replace("V2__index", "V1__first")
    tidy = {FIRST: "# Tidy.\n" + str(DJANGO[FIRST]), v1: "-- Customers.\n" + FLYWAY[v1].replace("  ", "    ")}
    repository.commit(tidy)
    assert grave(looked(PROBE, since=first)) == []


def test_a_step_that_is_gone_is_found(repository: Delivery, looked: Callable[..., Seen]) -> None:
    first = repository.commit(FLYWAY)
    repository.commit({V2: None})
    assert grave(looked(PROBE, since=first)) == [("taken-away", V2, 1)]


def test_a_step_that_was_moved_is_not_gone(repository: Delivery, looked: Callable[..., Seen]) -> None:
    first = repository.commit(FLYWAY)
    repository.commit(dict.fromkeys(FLYWAY) | {path.replace("db/", "sql/"): FLYWAY[path] for path in FLYWAY})
    assert grave(looked(PROBE, since=first)) == []


def test_models_that_no_migration_made_are_found(repository: Delivery, looked: Callable[..., Seen]) -> None:
    repository.commit(EVERY["django"])
    more = "\n\nclass Coupon(models.Model):\n    code = models.CharField(max_length=9)\n"
    models = MODELS.replace("max_length=200", "max_length=300")
    repository.commit({"shop/models.py": models + more})
    assert grave(looked(PROBE)) == [
        ("model-without-migration", "shop/models.py", 15),
        ("change-without-migration", "shop/models.py", 5),
    ]


def test_what_makes_no_table_needs_no_migration(repository: Delivery, looked: Callable[..., Seen]) -> None:
    more = (
        "\n\nclass Stamped(models.Model):\n    at = models.DateTimeField()\n\n"
        "    class Meta:\n        abstract = True\n"
        "\n\nclass Old(models.Model):\n    at = models.DateTimeField()\n\n    class Meta:\n        managed = False\n"
    )
    repository.commit({**DJANGO, "shop/models.py": MODELS + more})
    assert grave(looked(PROBE)) == []


def test_columns_of_prisma_and_sqlalchemy_without_a_migration_are_found(
    repository: Delivery, looked: Callable[..., Seen]
) -> None:
    schema = "prisma/schema.prisma"
    python = ALEMBIC["app/models.py"].replace("    phone =", "    vat = Column(String(20))\n    phone =")
    repository.commit({**PRISMA, **ALEMBIC})
    repository.commit({schema: PRISMA[schema].replace("}", "  vat   String?\n}"), "app/models.py": python})
    assert grave(looked(PROBE)) == [
        ("column-without-migration", "app/models.py", 9),
        ("column-without-migration", schema, 5),
    ]


def test_migrations_in_a_language_that_is_not_read_are_a_gap(repository: Delivery, looked: Callable[..., Seen]) -> None:
    repository.commit({"db/migrations/v20.go": "package migrations\n"})
    seen = looked(PROBE)
    assert [gap.cause for gap in seen.gaps(facts.FAULTS)] == ["unsupported"]


def test_hostile_text_ends(repository: Delivery, looked: Callable[..., Seen]) -> None:
    deep = "CREATE TABLE t (" + "(" * 50_000 + ");\n" + "'" * 9_999 + "/*" * 20_000
    python = "from django.db import migrations\nclass M(migrations.Migration):\n    operations = " + "[" * 3_000
    repository.commit({"migrations/1.sql": deep, "a/migrations/0001_x.py": python, "migrations/2.js": "up(" * 9_000})
    assert looked(PROBE)[facts.STEPS] in (0, 1, 2, 3)
