"""The dependencies probe over little deliveries."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from makegood.engine.advisories.update import update_from
from makegood.engine.probe import Settings
from makegood.engine.probes.dependencies import facts
from makegood.engine.probes.dependencies.probe import PROBE
from tests.engine.advisories.test_index import folder, osv
from tests.engine.building import Delivery
from tests.engine.looking import Seen

Looked = Callable[..., Seen]
LOCK = {
    "lockfileVersion": 3,
    "packages": {
        "": {"dependencies": {"a": "^1.0.0"}},
        "node_modules/a": {
            "version": "1.0.1",
            "integrity": "sha512-x",
            "license": "MIT",
        },
    },
}
MANIFEST = {"name": "shop", "private": True, "scripts": {"start": "node ."}, "dependencies": {"a": "^1.0.0"}}


def test_an_open_version_of_an_application_is_found_with_its_line(repository: Delivery, looked: Looked) -> None:
    repository.commit({"requirements.txt": "Django==4.2\nrequests>=2\n"})
    assert looked(PROBE).places(facts.UNLOCKED) == [("requirements.txt", 2)]


def test_a_library_need_not_fix_versions(repository: Delivery, looked: Looked) -> None:
    project = '[project]\nname = "x"\nclassifiers = ["a"]\ndependencies = ["requests>=2"]\n'
    repository.commit({"pyproject.toml": project, "requirements-dev.txt": "pytest\n"})
    assert looked(PROBE).findings(facts.UNLOCKED) == []


GEM = "Gem::Specification.new do |spec|\n  spec.name = 'shop'\n  spec.add_dependency 'rack', '>= 3'\nend\n"


@pytest.mark.parametrize(
    ("files", "library"),
    [
        ({"shop.gemspec": GEM, "Gemfile": "gemspec\ngem 'rake'\n"}, True),
        ({"shop.gemspec": GEM, "bare/Gemfile": "gem 'shop', path: '..'\n"}, True),
        ({"shop.gemspec": GEM, "app/Gemfile": "gem 'rails', '8.0.1'\n"}, False),
        ({"package.json": json.dumps(MANIFEST)}, False),
        ({"README.md": "# Shop\n"}, False),
    ],
)
def test_a_library_is_one_where_nothing_else_is(
    repository: Delivery, looked: Looked, files: dict[str, str], library: bool
) -> None:
    repository.commit(files)
    assert looked(PROBE)[facts.LIBRARY] is library


def test_extras_for_developers_are_theirs(repository: Delivery, looked: Looked) -> None:
    extras = '[project]\nname = "x"\n[project.optional-dependencies]\ntests = ["pylint>=3"]\npdf = ["cairosvg>=2"]\n'
    repository.commit({"pyproject.toml": extras})
    assert {row["name"]: row["dev"] for row in looked(PROBE)[facts.PACKAGES]} == {"pylint": True, "cairosvg": False}


def test_a_locked_application_has_nothing_open(repository: Delivery, looked: Looked) -> None:
    repository.commit({"package.json": json.dumps(MANIFEST), "package-lock.json": json.dumps(LOCK, indent=1)})
    seen = looked(PROBE)
    assert seen.findings(facts.UNLOCKED) == []
    assert [(row["name"], row["version"], row["licence"]) for row in seen[facts.PACKAGES]] == [("a", "1.0.1", "MIT")]


def test_an_application_without_its_lock_file_is_found(repository: Delivery, looked: Looked) -> None:
    repository.commit({"package.json": json.dumps(MANIFEST)})
    assert [finding.rule for finding in looked(PROBE).findings(facts.UNLOCKED)] == ["no-lock"]


EXACT = "".join(f"tool{number}==1.{number}\n" for number in range(9))
LIBRARY = '[project]\nname = "x"\nclassifiers = ["a"]\n'


@pytest.mark.parametrize(("more", "places"), [("linter\n", [("requirements.txt", 10)]), ("linter\nfixer\n", [])])
def test_one_open_version_among_many_exact_ones_was_forgotten(
    repository: Delivery, looked: Looked, more: str, places: list[tuple[str, int]]
) -> None:
    repository.commit({"pyproject.toml": LIBRARY, "requirements.txt": EXACT + more})
    assert looked(PROBE).places(facts.UNLOCKED) == places


@pytest.mark.parametrize(("wanted", "rules"), [("dev-main", ["version-moves"]), ("^1.0", []), ("dev-main#abc", [])])
def test_a_library_that_wants_the_branch_of_another_changes_with_it(
    repository: Delivery, looked: Looked, wanted: str, rules: list[str]
) -> None:
    asked = {"name": "acme/x", "type": "library", "require": {"php": "^8.2", "acme/log": wanted}}
    repository.commit({"composer.json": json.dumps(asked), "src/A.php": "<?php\n"})
    assert [finding.rule for finding in looked(PROBE).findings(facts.UNLOCKED)] == rules


SERVICE = {"name": "shop", "version": "1.0.0", "main": "src/index.js", "description": "Shop", "license": "MIT",
           "repository": "acme/shop", "keywords": ["shop"], "bin": "bin/shop.js",
           "dependencies": {"a": "^1.0.0"}, "scripts": {"start": "node src/index.js"}}  # fmt: skip


def test_a_service_that_is_described_like_a_package_must_fix_its_versions(repository: Delivery, looked: Looked) -> None:
    repository.commit({"package.json": json.dumps(SERVICE), "Dockerfile": "FROM node:22\n"})
    assert [finding.rule for finding in looked(PROBE).findings(facts.UNLOCKED)] == ["no-lock"]


def test_a_package_that_is_only_published_need_not(repository: Delivery, looked: Looked) -> None:
    published = {**SERVICE, "scripts": {"test": "node --test"}}
    repository.commit({"package.json": json.dumps(published), "Dockerfile": "FROM node:22\n"})
    assert looked(PROBE).findings(facts.UNLOCKED) == []


BILL = {"bomFormat": "CycloneDX", "components": [
    {"name": "a", "version": "1.0.1", "purl": "pkg:npm/a@1.0.1", "licenses": [{"license": {"id": "ISC"}}]},
    {"name": "b", "version": "2.0.0", "purl": "pkg:npm/b@2.0.0", "licenses": [{"license": {"id": "AGPL-3.0-only"}}]},
]}  # fmt: skip


def test_a_bill_of_materials_tells_of_packages_that_no_lock_file_names(repository: Delivery, looked: Looked) -> None:
    files = {"package.json": json.dumps(MANIFEST), "package-lock.json": json.dumps(LOCK), "bom.json": json.dumps(BILL)}
    repository.commit(files)
    found = [(row["name"], row["licence"], row["path"]) for row in looked(PROBE)[facts.PACKAGES]]
    assert found == [("a", "MIT", "package.json"), ("b", "AGPL-3.0-only", "bom.json")]


def test_a_bill_among_the_tests_is_a_sample(repository: Delivery, looked: Looked) -> None:
    files = {"package.json": json.dumps(MANIFEST), "package-lock.json": json.dumps(LOCK)}
    repository.commit({**files, "tests/fixtures/bom.json": json.dumps(BILL)})
    assert [row["name"] for row in looked(PROBE)[facts.PACKAGES]] == ["a"]


def test_a_package_missing_from_the_lock_file_is_found(repository: Delivery, looked: Looked) -> None:
    wanted = {**MANIFEST, "dependencies": {"a": "^1.0.0", "b": "^2.0.0"}}
    repository.commit({"package.json": json.dumps(wanted), "package-lock.json": json.dumps(LOCK)})
    assert [finding.rule for finding in looked(PROBE).findings(facts.UNLOCKED)] == ["lock-misfit"]


def test_an_address_of_another_package_is_found(repository: Delivery, looked: Looked) -> None:
    bad = json.loads(json.dumps(LOCK))
    bad["packages"]["node_modules/a"]["resolved"] = "https://registry.npm.test/evil/-/evil-1.0.1.tgz"
    repository.commit({"package.json": json.dumps(MANIFEST), "package-lock.json": json.dumps(bad)})
    [found] = looked(PROBE).findings(facts.FOREIGN)
    assert (found.rule, found.severity) == ("other-package", "high")


def test_a_branch_of_a_repository_is_not_pinned(repository: Delivery, looked: Looked) -> None:
    repository.commit({"requirements.txt": "git+https://git.partner.test/kit.git@main#egg=kit\n"})
    [found] = looked(PROBE).findings(facts.FOREIGN)
    assert (found.rule, found.line, found.severity) == ("unpinned-source", 1, "high")


def test_a_published_hole_is_found_and_its_mend_named(repository: Delivery, looked: Looked, tmp_path: Path) -> None:
    update_from(folder(tmp_path / "in", osv(summary="Bad")), tmp_path / "index", b"k" * 32)
    repository.commit({"requirements.txt": "Flask==1.1\n"})
    seen = looked(PROBE, settings=Settings(advisories=tmp_path / "index"))
    [found] = seen.findings(facts.VULNERABLE)
    assert (found.path, found.line, found.detail["fixed"]) == ("requirements.txt", 1, "2.0")
    assert seen[facts.AGE] == 31


def test_without_records_nothing_is_called_safe(repository: Delivery, looked: Looked) -> None:
    repository.commit({"requirements.txt": "Flask==1.1\n"})
    seen = looked(PROBE)
    assert facts.AGE not in seen
    assert [gap.side for gap in seen.gaps(facts.VULNERABLE)] == ["ours"]


def test_a_package_without_exact_version_is_said(repository: Delivery, looked: Looked, tmp_path: Path) -> None:
    update_from(folder(tmp_path / "in", osv()), tmp_path / "index", b"k" * 32)
    repository.commit({"requirements.txt": "Flask\n"})
    assert looked(PROBE, settings=Settings(advisories=tmp_path / "index")).gaps(facts.VULNERABLE)


@pytest.mark.parametrize("text", ["{", "[" * 100_000, '{"dependencies": 3'])
def test_a_broken_manifest_is_said(repository: Delivery, looked: Looked, text: str) -> None:
    repository.commit({"package.json": text})
    assert looked(PROBE).gaps(facts.UNLOCKED)
