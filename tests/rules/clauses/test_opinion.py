from __future__ import annotations

from makegood.rules.clauses.clause import State, mentions, protects
from makegood.rules.clauses.judging import clauses, judge
from makegood.rules.clauses.matching import Hit, Text
from makegood.rules.clauses.opinion import Opinion, opinion, words_of
from makegood.rules.clauses.parties import parties_of
from makegood.rules.clauses.sentences import sentences_of
from makegood.rules.documents.reading import read_paper

CONTRACT = (
    b"Agreement between Acme LLC (the Contractor) and Bolt Inc (the Client).\n\n"
    b"The Contractor hereby assigns to the Client all right, title and interest in the deliverables.\n\n"
    b"The Client shall eat soup. The Contractor shall sing."
)
SECOND = Opinion(
    {"assign": [2.0, 0, 3.0], "soup": [2.0, 0, -4.0], "eat": [2.0, 1, 1.0]},
    {(1, "present"): (0, -1.0), (1, "any"): (1, 0.0)},
    {"present": (0.0, 1.0, 0.0), "weak": (0.0, 1.0, 0.0)},
    0.5,
    0.1,
)


def chance(state: State, *words: str) -> float:
    document = read_paper(CONTRACT, "contract.txt")
    sentences = list(sentences_of(document))
    text = Text(sentences, parties_of(document))
    sign = protects if state is State.PRESENT else mentions
    hits = [Hit(sign(word), one, 0, 1) for word in words for one in sentences if word in one.seen]
    return SECOND.chance_of(1, state, hits, text)


def test_a_sentence_that_reads_like_the_clause_makes_its_state_likely() -> None:
    assert chance(State.PRESENT, "assigns") > 0.8


def test_a_sentence_about_something_else_makes_it_unlikely() -> None:
    assert chance(State.PRESENT, "soup") < 0.05


def test_of_several_sentences_the_most_like_counts() -> None:
    assert chance(State.PRESENT, "soup", "assigns") == chance(State.PRESENT, "assigns")


def test_a_state_of_which_too_little_was_read_is_unlikely() -> None:
    assert chance(State.WEAK, "assigns") < 0.01


def test_words_are_told_without_their_endings_in_pairs_and_with_the_heading_above() -> None:
    assert words_of("It assigns 3,000 rights.", "Terms / Owning it") == (
        "it", "assign", "numx", "right", "it assign", "assign numx", "numx right", "# owning",
    )  # fmt: skip


def test_what_was_learned_knows_the_clauses_and_their_states() -> None:
    numbers = {clause.number for clause in clauses()}
    states = {"any", *(state.value for state in State if state is not State.MISSING)}
    learned = opinion()
    assert {clause for clause, _ in learned.models} <= numbers
    assert {state for _, state in learned.models} == states == {"any", *learned.chance}
    assert all(0 <= model < len(learned.models) for told in learned.words.values() for model in told[1::2])


def test_a_plain_assignment_is_said_and_not_asked() -> None:
    found = judge(read_paper(CONTRACT, "contract.txt")).findings[0]
    assert (found.state, found.sure) == (State.PRESENT, True)


def test_a_sentence_that_no_sign_knows_but_reads_like_the_clause_is_pointed_at() -> None:
    document = read_paper(CONTRACT, "contract.txt")
    sentences = list(sentences_of(document))
    found = SECOND.pointed_at([1, 2], sentences, Text(sentences, parties_of(document)))
    assert {clause: "soup" in sentence.seen for clause, sentence in found.items()} == {1: True}
