"""Which versions a record affects, by the order of each ecosystem."""

import pytest

from makegood.engine.advisories.matching import fixed_in, is_affected
from makegood.engine.advisories.osv import records

CASES = [
    ("PyPI", "3.2", "4.2.1", "4.2.0", True),
    ("PyPI", "3.2", "4.2.1", "4.2.1", False),
    ("PyPI", "3.2", "4.2.1", "4.2.1rc1", True),
    ("PyPI", "0", "1!2.0", "1!1.9", True),
    ("PyPI", "0", "2.0", "1!1.0", False),
    ("npm", "0", "4.17.21", "4.17.20", True),
    ("npm", "0", "4.17.21", "v4.17.21", False),
    ("npm", "1.0.0", "2.0.0", "2.0.0-beta.1", True),
    ("npm", "1.0.0", "2.0.0", "2.0.0+build.5", False),
    ("Go", "0", "0.23.0", "0.17.0", True),
    ("Go", "0", "0.23.0", "0.0.0-20200101000000-0123456789ab", True),
    ("Go", "0", "4.0.0-preview1", "3.2.0+incompatible", True),
    ("Go", "0", "0.23.0", "0.23.0", False),
    ("Packagist", "5.0.0", "5.4.20", "v5.4.0", True),
    ("Packagist", "5.0.0", "5.4.20", "5.4.20.0", False),
    ("Packagist", "5.0.0", "6.0.0", "6.0.0-RC1", True),
    ("RubyGems", "0", "7.0.4.1", "7.0.4", True),
    ("RubyGems", "0", "7.0.4.1", "7.0.5", False),
    ("RubyGems", "0", "7.1.0", "7.1.0.rc1", True),
    ("Maven", "2.0-beta9", "2.15.0", "2.14.1", True),
    ("Maven", "2.0-beta9", "2.15.0", "2.15.0", False),
    ("Maven", "5.0.0", "5.3.20", "5.3.20.RELEASE", False),
    ("Maven", "1.0", "2.0", "2.0-SNAPSHOT", True),
    ("Maven", "1.0", "2.0", "1.9.Final", True),
    ("NuGet", "0", "13.0.1", "12.0.3", True),
    ("NuGet", "0", "13.0.1", "13.0.1.0", False),
    ("NuGet", "0", "6.0.0", "6.0.0-preview.1", True),
]


@pytest.mark.parametrize(
    ("ecosystem", "introduced", "fixed", "version", "affected"), CASES, ids=[f"{row[0]} {row[3]}" for row in CASES]
)
def test_a_version_and_a_span(ecosystem: str, introduced: str, fixed: str, version: str, affected: bool) -> None:
    events = [{"introduced": introduced}, {"fixed": fixed}]
    package = {"ecosystem": ecosystem, "name": "a"}
    document = {"id": "X", "affected": [{"package": package, "ranges": [{"type": "ECOSYSTEM", "events": events}]}]}
    [record] = records(document)
    assert is_affected(record, version) is affected
    assert fixed_in(record, version) == (fixed if affected else "")


def test_the_parts_that_a_record_of_go_names_are_kept() -> None:
    affected = {
        "package": {"ecosystem": "Go", "name": "golang.org/x/crypto"},
        "ecosystem_specific": {"imports": [{"path": "golang.org/x/crypto/openpgp"}]},
    }
    [record] = records({"id": "GO-1", "affected": [affected]})
    assert record.parts == ("golang.org/x/crypto/openpgp",)
    assert record.from_json("Go", record.package, record.to_json()).parts == record.parts
