"""Ways through a function are counted in every language; what nobody can follow is told with its place."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from makegood.engine.probes.structure.extract import extract
from makegood.engine.probes.structure.probe import PROBE
from makegood.engine.repository.paths import language_of
from tests.engine.building import Delivery
from tests.engine.looking import Seen
from tests.engine.probes.structure.code import GROWN, tangle

Looked = Callable[..., Seen]


@pytest.mark.parametrize("path", sorted(GROWN))
def test_ways_and_nesting_are_counted_alike_in_every_language(path: str) -> None:
    read = extract(GROWN[path].encode(), language_of(path) or "")
    assert isinstance(read, dict)
    rows = {name: (ways, depth) for name, _, _, _, ways, depth in read["functions"] if name.lower() == "pick"}
    assert list(rows.values()) == [(6, 2)]


def test_a_chain_of_else_ifs_nests_no_deeper() -> None:
    chain = "function pick(a) {\n  if (a == 1) {\n    b();\n  }" + " else if (a) {\n    c();\n  }" * 8 + "\n}\n"
    read = extract(chain.encode(), "javascript")
    assert isinstance(read, dict)
    assert [row[4:] for row in read["functions"] if row[0] == "pick"] == [[10, 1]]


def test_a_function_within_another_counts_for_itself() -> None:
    inner = "".join(f"        if x == {n}:\n            return {n}\n" for n in range(5))
    read = extract(
        f"def outer(x):\n    def inner(x):\n{inner}        return 9\n\n    return inner\n".encode(), "python"
    )
    assert isinstance(read, dict)
    assert {row[0]: row[4] for row in read["functions"] if row[0]} == {"outer": 1, "inner": 6}


def test_the_worst_function_is_told_first_with_its_line(repository: Delivery, looked: Looked) -> None:
    repository.commit({"a.py": "x = 1\n\n\n" + tangle(70, "settle"), "b.py": tangle(25, "other"), "c.py": tangle(5)})
    seen = looked(PROBE)
    assert seen.places("structure.tangles") == [("a.py", 4), ("b.py", 1)]
    assert seen.findings("structure.tangles")[0].summary.startswith("settle has 70 ways through ")


def test_a_page_of_php_without_functions_is_one_piece(repository: Delivery, looked: Looked) -> None:
    page = "<?php\n" + "".join(f"if ($kind == {n}) {{\n    $total += {n};\n}}\n" for n in range(90))
    repository.commit({"checkout.php": page})
    [found] = looked(PROBE).findings("structure.tangles")
    assert (found.path, found.detail["ways"], found.detail["whole_file"]) == ("checkout.php", 91, False)


def test_text_that_is_no_code_is_survived(repository: Delivery, looked: Looked) -> None:
    repository.commit({"a.js": "`" * 9_999, "b.php": "<?php " + "if(" * 5_000, "c.rb": "\0\xff" * 99})
    assert looked(PROBE).gaps("structure.tangles") == []
    repository.commit({"d.py": "(" * 50_000})
    assert looked(PROBE).gaps("structure.tangles")[0].reason.startswith("d.py could not be read")


def test_code_in_another_language_is_a_gap_that_names_it(repository: Delivery, looked: Looked) -> None:
    repository.commit({"a.py": "x = 1\n", "core/main.rs": "fn main() {}\n" * 50})
    assert "Rust" in looked(PROBE).gaps("structure.copies")[0].reason
