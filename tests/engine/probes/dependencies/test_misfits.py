# ruff: noqa: E501  (one row a case: a table is read by its columns)
"""Lock files out of step with their manifest, and ranges read as each ecosystem means them."""

import json
from collections.abc import Callable

import pytest

from makegood.engine.probes.dependencies import facts
from makegood.engine.probes.dependencies.probe import PROBE
from makegood.engine.probes.dependencies.ranges import fits
from tests.engine.building import Delivery
from tests.engine.looking import Seen

Looked = Callable[..., Seen]

RANGES = [
    ("npm", "^1.2.3", "1.9.0", True), ("npm", "^1.2.3", "2.0.0", False), ("npm", "^0.2.3", "0.3.0", False),
    ("npm", "~1.2.3", "1.2.9", True), ("npm", "~1.2.3", "1.3.0", False), ("npm", "1.x", "1.7.0", True),
    ("npm", "1.2", "1.2.7", True), ("npm", ">=1.0.0 <2.0.0", "1.5.0", True), ("npm", ">= 1.0.0 < 2", "2.1.0", False),
    ("npm", "1.0.0 - 2.0.0", "1.5.0", True), ("npm", "^1.0.0 || ^3.0.0", "3.1.0", True), ("npm", "^1 || ^3", "2.0.0", False),
    ("npm", "*", "9.9.9", True), ("npm", "latest", "1.0.0", None), ("npm", "1.2.3", "1.2.4", False), ("npm", "^1.0.0", "1.1.0-rc.1", True),
    ("PyPI", ">=2,<3", "2.31.0", True), ("PyPI", "==2.30.*", "2.31.0", False), ("PyPI", "^2.28", "2.31.0", True),
    ("PyPI", "^2.28", "3.0.0", False), ("PyPI", "~=1.4", "1.9", True), ("PyPI", "nonsense", "1", None),
    ("Packagist", "^6.4", "6.4.9", True), ("Packagist", "~2.1", "2.9.0", True), ("Packagist", "~2.1", "3.0.0", False),
    ("Packagist", "^5.0|^6.0", "7.0.0", False), ("Packagist", "dev-main", "dev-main", None), ("Packagist", "6.4.*", "6.4.1", True),
    ("RubyGems", "~> 7.1", "7.2.0", True), ("RubyGems", "~> 7.1.0", "7.2.0", False), ("RubyGems", ">= 1.0", "0.9", False),
    ("npm", "", "1.0.0", None), ("npm", "9" * 400, "1.0.0", None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("ecosystem", "wanted", "version", "answer"), RANGES, ids=[" ".join(row[:3]) for row in RANGES]
)
def test_a_version_fits_its_range(ecosystem: str, wanted: str, version: str, answer: bool | None) -> None:
    assert fits(ecosystem, wanted, version) is answer


def npm(wanted: dict[str, str], asked: dict[str, str], held: dict[str, str]) -> dict[str | bytes, str]:
    manifest = {"name": "shop", "private": True, "scripts": {"start": "node ."}, "dependencies": wanted}
    rows = {f"node_modules/{name}": {"version": version, "integrity": "sha512-x"} for name, version in held.items()}
    lock = {"lockfileVersion": 3, "packages": {"": {"dependencies": asked}, **rows}}
    return {"package.json": json.dumps(manifest, indent=1), "package-lock.json": json.dumps(lock, indent=1)}


POETRY = (
    '[tool.poetry]\nname = "x"\npackage-mode = false\n[tool.poetry.dependencies]\npython = "^3.11"\nrequests = "{}"\n'
)
CASES = [
    ("in step", npm({"a": "^1.0.0"}, {"a": "^1.0.0"}, {"a": "1.2.0"}), None),
    ("raised by hand", npm({"a": "^2.0.0"}, {"a": "^1.0.0"}, {"a": "1.2.0"}), "package.json"),
    ("taken out by hand", npm({}, {"a": "^1.0.0"}, {"a": "1.2.0"}) | npm({"b": "^1.0.0"}, {"a": "^1.0.0", "b": "^1.0.0"}, {"a": "1.2.0", "b": "1.0.0"}), "package-lock.json"),
    ("lock lowered by hand", npm({"a": "^2.1.0"}, {"a": "^2.1.0"}, {"a": "1.0.0"}), "package.json"),
    ("poetry in step", {"pyproject.toml": POETRY.format("^2.28"), "poetry.lock": '[[package]]\nname = "requests"\nversion = "2.31.0"\n'}, None),
    ("poetry out of step", {"pyproject.toml": POETRY.format("^2.32"), "poetry.lock": '[[package]]\nname = "requests"\nversion = "2.31.0"\n'}, "pyproject.toml"),
    ("go in step", {"go.mod": "module m\n\nrequire github.com/a/b v1.2.0\n", "go.sum": "github.com/a/b v1.2.0 h1:x=\ngithub.com/a/b v1.2.0/go.mod h1:y=\n"}, None),
    ("go out of step", {"go.mod": "module m\n\nrequire github.com/a/b v1.3.0\n", "go.sum": "github.com/a/b v1.2.0 h1:x=\ngithub.com/a/b v1.2.0/go.mod h1:y=\n"}, "go.mod"),
    ("gem out of step", {"Gemfile": "source 'https://gems.example.org'\ngem 'rails', '~> 7.1.0'\n", "Gemfile.lock": "GEM\n  specs:\n    rails (6.1.0)\n\nDEPENDENCIES\n  rails\n"}, "Gemfile"),
    ("a gem for windows", {"Gemfile": "gem 'rails', '7.1.3'\ngem 'tzinfo-data', platforms: %i[windows jruby]\n", "Gemfile.lock": "GEM\n  specs:\n    rails (7.1.3)\n"}, None),
    ("any version", npm({"a": "*"}, {"a": "*"}, {"a": "1.2.0"}), "package.json"),
    ("composer at a branch", {"composer.json": '{"require": {"acme/pay": "dev-master"}}', "composer.lock": '{"packages": [{"name": "acme/pay", "version": "dev-master"}]}'}, "composer.json"),
]  # fmt: skip


@pytest.mark.parametrize(("files", "path"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_a_lock_out_of_step_is_found(
    repository: Delivery, looked: Looked, files: dict[str | bytes, str], path: str | None
) -> None:
    repository.commit(files)
    weighty = [one for one in looked(PROBE).findings(facts.UNLOCKED) if one.severity != "low"]
    assert [one.path for one in weighty] == ([path] if path else [])
    assert all(one.line for one in weighty)


def test_a_hash_taken_out_by_hand_is_found_with_its_line(repository: Delivery, looked: Looked) -> None:
    files = npm({"a": "^1.0.0"}, {"a": "^1.0.0"}, {"a": "1.0.0", "b": "1.0.0", "c": "1.0.0"})
    lock = json.loads(files["package-lock.json"])
    del lock["packages"]["node_modules/b"]["integrity"]
    repository.commit({**files, "package-lock.json": json.dumps(lock, indent=1)})
    [found] = looked(PROBE).findings(facts.UNHASHED)
    assert (found.rule, found.severity, found.line) == ("hash-lost", "medium", 13)


def test_a_go_module_replaced_by_a_fork_is_told_at_its_line(repository: Delivery, looked: Looked) -> None:
    text = "module m\n\nrequire github.com/a/b v1.2.0\n\nreplace github.com/a/b => github.com/c/b v1.2.1\n"
    repository.commit({"go.mod": text, "go.sum": "github.com/c/b v1.2.1 h1:x=\n"})
    assert [(one.rule, one.line) for one in looked(PROBE).findings(facts.FOREIGN)] == [("replaced-package", 5)]


def test_a_go_module_replaced_by_a_folder_of_the_product_is_its_own(repository: Delivery, looked: Looked) -> None:
    text = "module m\n\nrequire github.com/a/b v1.2.0\n\nreplace github.com/a/b => ./b\n"
    repository.commit({"go.mod": text, "go.sum": ""})
    assert looked(PROBE).findings(facts.FOREIGN) == []


def test_the_lock_of_a_workspace_is_not_held_against_its_empty_root(repository: Delivery, looked: Looked) -> None:
    lock = (
        '[[package]]\nname = "shop"\nversion = "0.1"\nsource = { editable = "shop" }\n'
        '[package.metadata]\nrequires-dist = [{ name = "httpx" }]\n\n[[package]]\nname = "httpx"\nversion = "0.27"\n'
    )
    root = '[project]\nname = "whole"\ndependencies = ["httpx"]\n[tool.uv.workspace]\nmembers = ["shop"]\n'
    member = '[project]\nname = "shop"\ndependencies = ["httpx"]\n'
    repository.commit({"pyproject.toml": root, "shop/pyproject.toml": member, "uv.lock": lock})
    assert [one for one in looked(PROBE).findings(facts.UNLOCKED) if one.rule == "lock-misfit"] == []
