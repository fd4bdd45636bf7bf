"""The parts list is valid CycloneDX, by the schema of its makers, and holds what the files say and no more."""

import json

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from makegood.engine.facts import Fact, Origin
from makegood.engine.gate import GateState
from makegood.engine.reports.cyclonedx import to_cyclonedx
from tests.engine.reports.inspections import HOSTILE, NOW, inspection

ROWS = [
    ("npm", "@acme/ui", "1.2.3", "MIT", "pkg:npm/%40acme/ui@1.2.3"),
    ("PyPI", "django", "4.2.11", "", "pkg:pypi/django@4.2.11"),
    ("Packagist", "symfony/yaml", "6.4.0", "MIT OR Apache-2.0", "pkg:composer/symfony/yaml@6.4.0"),
    ("RubyGems", "rails", "7.1.3", "a licence of our own", "pkg:gem/rails@7.1.3"),
    ("Maven", "org.slf4j:slf4j-api", "2.0.9", "", "pkg:maven/org.slf4j/slf4j-api@2.0.9"),
    ("NuGet", "Newtonsoft.Json", "13.0.3", "", "pkg:nuget/Newtonsoft.Json@13.0.3"),
    ("Go", "golang.org/x/net", "0.23.0", "", "pkg:golang/golang.org/x/net@v0.23.0"),
    ("npm", "left-pad", "", "", "pkg:npm/left-pad"),
]


def listed(*rows: dict[str, object]) -> dict[str, object]:
    made = inspection(GateState.OPEN)
    fact = Fact(name="dependencies.packages", value=list(rows), source="test", observed_at=NOW, origin=Origin.OBSERVED)
    made.sheets[0].add([fact])
    text = to_cyclonedx(made)
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    document: dict[str, object] = json.loads(text)
    return document


def row(ecosystem: str = "npm", name: str = "a", version: str = "1.0.0", **more: object) -> dict[str, object]:
    return {"ecosystem": ecosystem, "name": name, "version": version, "licence": "", "path": "lock", "line": 3, **more}


@pytest.mark.parametrize(("ecosystem", "name", "version", "licence", "purl"), ROWS, ids=[one[1] for one in ROWS])
def test_a_package_of_each_ecosystem(ecosystem: str, name: str, version: str, licence: str, purl: str) -> None:
    [part] = listed(row(ecosystem, name, version, licence=licence))["components"]  # type: ignore[misc]
    assert part["purl"] == purl
    assert bool(part.get("licenses")) is bool(licence)
    assert "hashes" not in part


def test_the_hash_of_the_lock_file_stands_in_hex() -> None:
    [part] = listed(row(hash="sha512-" + "A" * 86 + "=="))["components"]  # type: ignore[misc]
    assert part["hashes"] == [{"alg": "SHA-512", "content": "00" * 64}]


@pytest.mark.parametrize("text", ["sha512-", "sha512-%%%", "md5-abc", "sha1-" + "0" * 39, HOSTILE])
def test_what_is_no_hash_is_left_out(text: str) -> None:
    [part] = listed(row(hash=text))["components"]  # type: ignore[misc]
    assert "hashes" not in part


def test_the_same_package_at_two_versions_and_a_hostile_name_are_kept() -> None:
    document = listed(row(), row(version="2.0.0"), row(name=HOSTILE))
    assert len(document["components"]) == 3  # type: ignore[arg-type]


def test_the_same_delivery_gives_the_same_list() -> None:
    assert listed(row())["serialNumber"] == listed(row())["serialNumber"]


def test_nothing_known_is_an_empty_list() -> None:
    assert "components" not in listed() or listed()["components"] == []
