"""What was not there at the last accepted revision is told; what only moved, or was there, is not."""

from __future__ import annotations

from collections.abc import Callable

from makegood.engine.probes.structure.probe import PROBE
from tests.engine.building import Delivery
from tests.engine.looking import Seen
from tests.engine.probes.structure.code import module, tangle

Looked = Callable[..., Seen]


def rules(seen: Seen) -> list[tuple[str, str, int | None]]:
    return [(found.rule, found.path, found.line) for found in seen.findings("structure.worse")]


def test_a_copy_a_tangle_and_a_circle_that_are_new_are_told(repository: Delivery, looked: Looked) -> None:
    first = repository.commit({"a.py": "import b\n" + module(), "b.py": "x = 1\n", "c.py": tangle(10)})
    repository.commit({"d.py": module(renamed=True), "b.py": "x = 1\nimport a\n", "c.py": tangle(40)})
    assert rules(looked(PROBE, since=first)) == [
        ("new-copy", "a.py", 4),
        ("grown-tangle", "c.py", 1),
        ("new-circle", "b.py", 2),
    ]


def test_what_stood_there_before_is_not_told(repository: Delivery, looked: Looked) -> None:
    files = {"a.py": "import b\n" + module(), "b.py": "import a\n" + module(), "c.py": tangle(40)}
    first = repository.commit(files)
    repository.commit({"d.py": "x = 1\n", "a.py": "import b\n" + module().replace("amount", "sum")})
    assert rules(looked(PROBE, since=first)) == []


def test_what_only_moved_is_not_told(repository: Delivery, looked: Looked) -> None:
    files = {"a.py": "from b import x\n" + module(), "b.py": "from a import y\n" + module(), "c.py": tangle(40)}
    first = repository.commit(files)
    repository.commit(
        {**dict.fromkeys(files), **{f"shop/{path}": text.replace("from ", "from .") for path, text in files.items()}}
    )
    seen = looked(PROBE, since=first)
    assert len(seen.findings("structure.circles")) == 1
    assert rules(seen) == []


def test_a_third_copy_is_a_new_one(repository: Delivery, looked: Looked) -> None:
    first = repository.commit({"a.py": module(), "b.py": module()})
    repository.commit({"c.py": module(renamed=True)})
    assert {found[0] for found in rules(looked(PROBE, since=first))} == {"new-copy"}


def test_the_shares_before_and_now_stand_side_by_side(repository: Delivery, looked: Looked) -> None:
    first = repository.commit({"a.py": module()})
    repository.commit({"b.py": module()})
    rows = {row["measure"]: row for row in looked(PROBE, since=first)["structure.trend"]}  # type: ignore[attr-defined]
    assert rows["copied"]["before"] == "0.000"
    assert rows["tangled"]["before"] == rows["tangled"]["after"]
    assert float(rows["copied"]["after"]) > 0.9


def test_without_an_earlier_revision_nothing_is_known(repository: Delivery, looked: Looked) -> None:
    repository.commit({"a.py": module()})
    seen = looked(PROBE)
    assert "structure.worse" not in seen
    assert "--since" in seen.gaps("structure.worse")[0].remedy


def test_the_tangled_files_that_change_most_come_first(repository: Delivery, looked: Looked) -> None:
    repository.commit({"a.py": tangle(40), "b.py": tangle(60), "c.py": "x = 1\n"})
    for number in range(4):
        repository.commit({"a.py": tangle(40, padding=number + 1)})
    [row] = looked(PROBE)["structure.hot_spots"]  # type: ignore[misc]
    assert (row["path"], row["changes"], row["function"]) == ("a.py", 5, "settle")
