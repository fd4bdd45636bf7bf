"""Packages as manifests and lock files of each ecosystem name them, and what is open, foreign or vulnerable."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from makegood.engine.advisories.update import update_from
from makegood.engine.probe import Settings
from makegood.engine.probes.dependencies.probe import PROBE
from tests.engine.building import Delivery
from tests.engine.looking import Seen

Looked = Callable[..., Seen]
KEY = b"k" * 32

PACKAGE_LOCK = json.dumps(
    {
        "lockfileVersion": 3,
        "packages": {
            "": {"dependencies": {"left-pad": "^1.3.0"}},
            "node_modules/left-pad": {"version": "1.3.0", "integrity": "sha512-abc", "license": "WTFPL"},
        },
    }
)
POM = """<project xmlns="http://maven.apache.org/POM/4.0.0"><properties><v>2.17.1</v></properties><dependencies>
<dependency><groupId>org.apache</groupId><artifactId>log4j</artifactId><version>${v}</version></dependency>
</dependencies></project>"""
PROJECT = '<Project><ItemGroup><PackageReference Include="Dapper" Version="2.1.0" /></ItemGroup></Project>'
COMPOSER = json.dumps({"packages": [{"name": "monolog/monolog", "version": "3.5.0", "license": ["MIT"]}]})
GEMS = "GEM\n  remote: https://gems.shop.test/\n  specs:\n    rack (2.2.8)\n\nDEPENDENCIES\n  rack\n"
SAMPLES = {
    "PyPI": ({"requirements.txt": "flask==2.3.3\n", "app.py": "x = 1\n"}, ("flask", "2.3.3")),
    "npm": (
        {
            "package.json": '{"private": true, "dependencies": {"left-pad": "^1.3.0"}}',
            "package-lock.json": PACKAGE_LOCK,
        },
        ("left-pad", "1.3.0"),
    ),
    "Packagist": (
        {"composer.json": '{"require": {"monolog/monolog": "^3"}}', "composer.lock": COMPOSER},
        ("monolog/monolog", "3.5.0"),
    ),
    "RubyGems": ({"Gemfile": "gem 'rack'\n", "Gemfile.lock": GEMS}, ("rack", "2.2.8")),
    "Maven": ({"pom.xml": POM}, ("org.apache:log4j", "2.17.1")),
    "NuGet": ({"App.csproj": PROJECT}, ("dapper", "2.1.0")),
    "Go": (
        {
            "go.mod": "module shop.test\n\ngo 1.22\n\nrequire github.com/pkg/errors v0.9.1\n",
            "main.go": "package main\n",
        },
        ("github.com/pkg/errors", "0.9.1"),
    ),
}


def packages(seen: Seen) -> list[dict[str, object]]:
    rows = seen["dependencies.packages"]
    assert isinstance(rows, list)
    return rows


@pytest.mark.parametrize("ecosystem", SAMPLES)
def test_each_ecosystem_is_read(repository: Delivery, looked: Looked, ecosystem: str) -> None:
    files, (name, version) = SAMPLES[ecosystem]
    repository.commit(dict(files))
    found = [
        (row["ecosystem"], str(row["name"]).lower(), str(row["version"]).lstrip("v")) for row in packages(looked(PROBE))
    ]
    assert (ecosystem, name, version) in found


def test_an_open_version_and_a_foreign_source_are_found_on_their_lines(repository: Delivery, looked: Looked) -> None:
    text = "flask\nrequests==2.31.0\nkit @ git+https://git.vendor.test/kit.git\n"
    repository.commit({"requirements.txt": text, "app.py": "import flask\n", "Dockerfile": "FROM x\n"})
    seen = looked(PROBE)
    assert seen.places("dependencies.unlocked") == [("requirements.txt", 1)]
    assert seen.places("dependencies.foreign") == [("requirements.txt", 3)]


def test_a_hostile_manifest_costs_itself_only(repository: Delivery, looked: Looked) -> None:
    repository.commit({"package.json": "[" * 200_000, "requirements.txt": "flask==2.3.3\n", "app.py": "x = 1\n"})
    assert [row["name"] for row in packages(looked(PROBE))] == ["flask"]


def record(folder: Path, fixed: str = "2.3.4") -> None:
    events = [{"introduced": "0"}, {"fixed": fixed}]
    (folder / "PYSEC-2099-1.json").write_text(
        json.dumps(
            {
                "id": "PYSEC-2099-1",
                "modified": "2026-05-30T00:00:00Z",
                "summary": "a hole",
                "database_specific": {"severity": "HIGH"},
                "affected": [
                    {
                        "package": {"ecosystem": "PyPI", "name": "Flask"},
                        "ranges": [{"type": "ECOSYSTEM", "events": events}],
                    }
                ],
            }
        )
    )


@pytest.mark.parametrize(("version", "count"), [("2.3.3", 1), ("2.3.4", 0), ("2.3.10", 0)])
def test_versions_are_compared_by_the_order_of_their_ecosystem(
    repository: Delivery, looked: Looked, tmp_path: Path, version: str, count: int
) -> None:
    (tmp_path / "records").mkdir()
    record(tmp_path / "records")
    update_from(tmp_path / "records", tmp_path / "index", KEY)
    repository.commit({"requirements.txt": f"flask=={version}\n", "app.py": "x = 1\n"})
    seen = looked(PROBE, settings=Settings(advisories=tmp_path / "index"))
    assert len(seen.findings("dependencies.vulnerable")) == count


def test_an_altered_index_is_not_believed(repository: Delivery, looked: Looked, tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    record(tmp_path / "records")
    update_from(tmp_path / "records", tmp_path / "index", b"another key of 32 bytes, not ours")
    repository.commit({"requirements.txt": "flask==2.3.3\n", "app.py": "x = 1\n"})
    seen = looked(PROBE, settings=Settings(advisories=tmp_path / "index"))
    assert seen.gaps("dependencies.vulnerable")
    assert "altered" in seen.gaps("dependencies.vulnerable")[0].reason


def test_without_records_nothing_is_known(repository: Delivery, looked: Looked, tmp_path: Path) -> None:
    repository.commit({"requirements.txt": "flask==2.3.3\n", "app.py": "x = 1\n"})
    seen = looked(PROBE, settings=Settings(advisories=tmp_path / "none"))
    assert seen.gaps("dependencies.vulnerable")
