"""YAML and JSON come back with their lines, and hostile ones do not come back at all."""

from __future__ import annotations

import pytest

from makegood.engine.notation import DEPTH_LIMIT, NotRead, read, read_all


def test_values_know_their_lines_and_stay_text() -> None:
    tree = read(b"on:\n  push:\n    branches: [main, 'yes']\nversion: 1.10\n")
    branches = tree.get("on", "push", "branches")
    assert branches is not None
    assert branches.words() == ["main", "yes"]
    assert branches.line == 3
    version = tree.get("version")
    assert version is not None
    assert (version.text, version.line) == ("1.10", 4)


def test_only_a_bare_word_is_true() -> None:
    tree = read(b"a: true\nb: 'true'\nc: No\n")
    assert [tree.get(name).is_true() for name in "abc"] == [True, False, False]  # type: ignore[union-attr]
    assert tree.get("c").is_false()  # type: ignore[union-attr]


def test_the_lines_of_a_block_are_those_of_the_file() -> None:
    tree = read(b"run: |\n\n  make\n  make test\nother: x\n")
    run = tree.get("run")
    assert run is not None
    assert [(number, row) for number, row in run.lines() if row] == [(3, "make"), (4, "make test")]


def test_json_is_read_too() -> None:
    tree = read(b'{\n\t"openapi": "3.0.0",\n\t"paths": {"\\/a": []}\n}')
    paths = tree.get("paths")
    assert paths is not None
    assert paths.line == 3
    assert list(paths.pairs or {}) == ["/a"]


def test_an_alias_is_the_same_value_and_a_merge_gives_way() -> None:
    tree = read(b"base: &b {image: x, stage: test}\njob:\n  <<: *b\n  stage: deploy\n")
    job = tree.get("job")
    assert job is not None
    assert {name: value.text for name, _, value in job.entries()} == {"stage": "deploy", "image": "x"}


def test_a_billion_laughs_are_refused() -> None:
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    with pytest.raises(NotRead, match="unfolds"):
        read("\n".join(rows).encode())


def test_a_circle_a_broken_text_and_deep_nesting_are_refused() -> None:
    with pytest.raises(NotRead, match="not there"):
        read(b"a: &a [*a]")
    with pytest.raises(NotRead, match="broken on line 2"):
        read(b"a: 1\n b: [")
    with pytest.raises(NotRead, match="deep"):
        read(b"[" * (DEPTH_LIMIT + 5))
    with pytest.raises(NotRead, match="empty"):
        read(b"")


def test_several_documents_are_kept_apart() -> None:
    assert [tree.get("a").text for tree in read_all(b"a: 1\n---\na: 2\n")] == ["1", "2"]  # type: ignore[union-attr]
