"""The wording asked for: known to our own reading as good, in the words of the contract, fair to who reads it."""

from __future__ import annotations

import re

import pytest

from makegood.rules.clauses.clause import Clause, State
from makegood.rules.clauses.judging import clauses, judge
from makegood.rules.documents.reading import read_paper
from makegood.rules.markup.change import Choices, choices_from_json, choices_to_json
from makegood.rules.markup.wording import definition, in_words_of, names_of, rider
from makegood.rules.terms.reading import read_terms

HEAD = 'This agreement is made between Acme, Inc. ("Customer") and Builder LLC ("Provider").\n\n'
OURS = {"Provider", "Customer"}
COMMON = {
    "OWASP", "ASVS", "SOC", "ISO", "CFR", "HIPAA", "DNS", "AI", "FTC", "MIT", "BSD", "Apache", "Type", "II", "USC",
    "California", "Consumer", "Privacy", "Act", "Safeguards", "Rule", "U.S.C.",
}  # fmt: skip


def names(text: str) -> object:
    document = read_paper(text.encode())
    return names_of(document, read_terms(document), Choices())


@pytest.mark.parametrize("clause", clauses(), ids=lambda clause: clause.check)
def test_what_we_ask_for_is_what_we_look_for(clause: Clause) -> None:
    finding = judge(read_paper((HEAD + clause.rider).encode())).findings[clause.number - 1]
    assert finding.state is State.PRESENT, finding.because


def test_no_rider_undoes_another() -> None:
    together = HEAD + "\n\n".join(clause.rider for clause in clauses())
    assert {finding.state for finding in judge(read_paper(together.encode())).findings} == {State.PRESENT}


@pytest.mark.parametrize("clause", clauses(), ids=lambda clause: clause.check)
def test_a_rider_uses_no_word_that_no_contract_defines(clause: Clause) -> None:
    inside = re.sub(r"(?:^|[.:;] )[A-Z]\w*", "", clause.rider)
    capital = set(re.findall(r"\b[A-Z][A-Za-z.]+", inside))
    assert not {word.rstrip(".") for word in capital} - OURS - {word.rstrip(".") for word in COMMON}
    assert not re.search(r"\b(?:licence|behaviour|labour|favour|authoris|recognis)", clause.rider)
    assert not re.search(r"work[s]? (?:made )?for hire", clause.rider, re.IGNORECASE)  # Cal. Labor Code 3351.5(c)
    assert not re.search(r"\bthe (?:order|contract|sow)\b", clause.rider, re.IGNORECASE)


def test_every_clause_is_asked_for_with_a_reason_that_blames_nobody() -> None:
    for ask in (clause.ask for clause in clauses()):
        assert len(ask.why) > 40
        assert ask.why.endswith(".")
        assert not re.search(r"\b(?:hostage|cheat|bait|trick|quarrel|lock you out)", ask.why)
        assert ask.weight in (1, 2, 3)


def test_both_sides_are_called_what_the_contract_calls_them() -> None:
    found = names(
        'Between Acme ("the Client") and Builder LLC ("Contractor").\n\nThe Client shall pay. The Client may.'
    )
    said = in_words_of("Provider tells Customer. Customer's word counts under this agreement: Provider helps.", found)  # type: ignore[arg-type]
    assert said == "Contractor tells the Client. The Client's word counts under this agreement: Contractor helps."


def test_a_contract_without_words_for_both_gets_a_definition() -> None:
    found = names("You will pay me. You will test it. I'll build the site for you, and you will own it.")
    text = "".join(piece.text for piece in definition(found))  # type: ignore[arg-type]
    assert '"Customer" means [name of the party that pays]' in text


def test_figures_that_were_chosen_stand_in_the_rider() -> None:
    document = read_paper((HEAD + "General words.").encode())
    terms = read_terms(document)
    chosen = [(clause, name, phrase) for clause in clauses() for name, phrase in clause.figures.items()]
    assert len({name for _, name, _ in chosen}) == len(chosen) > 5
    for clause, name, phrase in chosen:
        assert phrase in clause.rider, name
        choices = Choices(figures={name: 77})
        made = rider(clause, names_of(document, terms, choices), terms, choices)
        assert "77" in "".join(piece.text for piece in made), name


def test_the_ceiling_is_the_price_that_was_read() -> None:
    document = read_paper((HEAD + "The total price for the project is $38,000.").encode())
    terms = read_terms(document)
    made = rider(clauses()[8], names_of(document, terms, Choices()), terms, Choices())
    assert not any(piece.blank for piece in made)
    assert "38,000" in made[0].text


def test_the_owners_own_words_go_in_as_they_are_with_their_blanks() -> None:
    document = read_paper((HEAD + "Provider shall work.").encode())
    choices = choices_from_json(choices_to_json(Choices(wording={7: "Provider hands\nover by [day of hand-over]."})))
    terms = read_terms(document)
    words = rider(clauses()[6], names_of(document, terms, choices), terms, choices)
    assert [(piece.text, piece.blank) for piece in words] == [
        ("Provider hands over by ", False),
        ("[day of hand-over]", True),
        (".", False),
    ]
