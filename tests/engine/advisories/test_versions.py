"""Each ecosystem's order of versions, and the CVSS base score."""

from itertools import pairwise

import pytest

from makegood.engine.advisories.severity import base_score
from makegood.engine.advisories.versions import VersionUnread, key

ORDERS = {
    "PyPI": ["1.0.dev1", "1.0a1", "1.0rc1", "1.0", "1.0.post1", "1.10"],
    "npm": ["1.0.0-alpha", "1.0.0-alpha.2", "1.0.0-alpha.10", "1.0.0-rc.1", "1.0.0", "1.9.0", "1.10.0"],
    "Packagist": ["1.0.0-dev", "1.0.0-alpha1", "1.0.0-beta2", "1.0.0-beta10", "1.0.0-RC1", "1.0.0", "1.0.0.1"],
    "RubyGems": ["1.0.0.rc1", "1.0.0", "1.0.0.1", "1.0.10"],
    "Maven": ["1.0-alpha-1", "1.0-SNAPSHOT", "1.0", "1.0.1", "1.10"],
    "NuGet": ["1.0.0-beta", "1.0.0", "1.0.0.1", "1.10.0"],
    "Go": ["0.0.0-20190101000000-abcdef123456", "0.0.1", "1.0.0-rc.1", "1.0.0"],
}


@pytest.mark.parametrize("ecosystem", ORDERS)
def test_versions_stand_in_their_own_order(ecosystem: str) -> None:
    for lower, higher in pairwise(ORDERS[ecosystem]):
        assert key(ecosystem, lower) < key(ecosystem, higher), (lower, higher)


def test_what_stands_after_a_plus_does_not_count_in_go() -> None:
    assert key("Go", "3.2.0+incompatible") == key("Go", "3.2.0")


@pytest.mark.parametrize("ecosystem", ORDERS)
def test_a_hostile_version_is_no_version(ecosystem: str) -> None:
    with pytest.raises(VersionUnread):
        key(ecosystem, "a-" * 50_000)


def test_base_scores_are_those_of_the_specification() -> None:
    assert base_score("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H") == 9.8
    assert base_score("CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N") == 6.1
    assert base_score("CVSS:4.0/AV:N") is None
