"""One person under several names is one; two people who share a given name, or a machine's address, stay two."""

from __future__ import annotations

import pytest

from makegood.engine.probes.history.people import is_bot, merge

ANN = ("Ann Author", "ann@partner.test")

SAME = [
    (ANN, ("Ann Author", "ANN@partner.test")),
    (ANN, ("annie", "ann+work@partner.test")),
    (ANN, ("ann author", "private@home.test")),
    (ANN, ("Author, Ann", "private@home.test")),
    (("Jörg Müller", "j@one.test"), ("Jorg Muller", "j@two.test")),
    (("Ann A.", "12345+annauthor@users.noreply.github.com"), ("x", "annauthor@users.noreply.github.com")),
    (("annauthor", "a@one.test"), ("A", "99+annauthor@users.noreply.github.com")),
    (("mitsuko7", "a@one.test"), ("mitsuko7", "b@two.test")),
    (("Ann Author", "ann.author@gmail.com"), ("A", "annauthor@googlemail.com")),
]
DIFFERENT = [
    (ANN, ("Bob Builder", "bob@partner.test")),
    (("Alex", "alex@one.test"), ("Alex", "alex@two.test")),
    (("Ann Author", "root@localhost"), ("Bob Builder", "root@localhost")),
    (("root", "root@one.test"), ("root", "root@two.test")),
    (("Ann", "me@ann-mac.local"), ("Bob", "me@bob-mac.local")),
    (("Ann Author", ""), ("Bob Builder", "")),
    (("Dev", "dev@one.test"), ("Dev", "dev@two.test")),
]


@pytest.mark.parametrize("pair", SAME)
def test_one_person_is_counted_once(pair: tuple[tuple[str, str], tuple[str, str]]) -> None:
    first, second = merge(pair)
    assert first == second


@pytest.mark.parametrize("pair", DIFFERENT)
def test_two_people_stay_two(pair: tuple[tuple[str, str], tuple[str, str]]) -> None:
    first, second = merge(pair)
    assert first != second


def test_a_chain_of_names_and_addresses_is_one_person() -> None:
    chain = [("Ann Author", "a@one.test"), ("aa", "a@one.test"), ("Ann Author", "b@two.test"), ("bb", "b@two.test")]
    assert len(set(merge(chain))) == 1


@pytest.mark.parametrize(
    "ident",
    [
        ("dependabot[bot]", "49699333+dependabot[bot]@users.noreply.github.com"),
        ("renovate-bot", "bot@renovate.test"),
        ("GitHub", "noreply@github.com"),
        ("Weblate", "noreply@weblate.org"),
        ("pre-commit-ci", "x@y.test"),
    ],
)
def test_a_bot_is_nobody(ident: tuple[str, str]) -> None:
    assert is_bot(*ident)
    assert merge([ident]) == [None]


@pytest.mark.parametrize("name", ["Jan Bot", "Abbot", "Robotta Smith", "Ann Talbot"])
def test_a_person_whose_name_sounds_like_a_bot_is_a_person(name: str) -> None:
    assert not is_bot(name, "a@b.test")
