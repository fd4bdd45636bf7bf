"""The letter and the page of what to settle."""

from __future__ import annotations

import re

import pypdfium2
import pytest

from makegood.rules.clauses.judging import Review, clauses, judge
from makegood.rules.documents.reading import read_paper
from makegood.rules.markup.change import Choices
from makegood.rules.markup.letter import ABSENT, Letter, letter_back
from makegood.rules.markup.paper import settle_html, settle_pdf
from makegood.rules.markup.planning import plan
from makegood.rules.markup.settle import Kind, Settle, settle, settle_to_json
from makegood.rules.terms.reading import Question
from tests.rules.markup.making import AUTHOR, HEAD, NOW, SILENCE

TEXT = f"""# Services Agreement

{HEAD}

## 1. Acceptance

1.1 {SILENCE}

## 2. Payment

2.1 Client shall pay Developer 50% upon signing and the rest on <b>delivery</b>.

2.2 This Agreement is governed by the laws of the State of ________.

2.3 All rights transfer to Client upon receipt of full payment.

Client may terminate this Agreement for convenience upon 14 days' notice.
"""


def review() -> Review:
    return judge(read_paper(TEXT.encode()))


def letter(**chosen: object) -> Letter:
    return letter_back(plan(review(), Choices(**chosen)), AUTHOR, NOW)  # type: ignore[arg-type]


def page(**more: object) -> Settle:
    return settle(review(), NOW, **more)  # type: ignore[arg-type]


def test_the_letter_says_of_what_decides_the_words_what_is_asked_and_why() -> None:
    made = letter(only=frozenset({7}))
    (point,) = made.points
    assert point.quote == f"1.1 {SILENCE}"
    assert point.place == "section 1.1"
    assert point.ask == "accepted in writing, after a test against agreed criteria"
    assert point.why.startswith("Criteria and days are known")


def test_words_of_the_persons_own_are_not_told_as_ours() -> None:
    made = letter(only=frozenset({7}), wording={7: "Silence is no acceptance. Client has 30 days."})
    assert made.points[0].ask == "Silence is no acceptance. Client has 30 days"
    assert letter(only=frozenset({7}), wording={7: "We test."}).points[0].ask == "We test"


def test_every_clause_has_its_line() -> None:
    assert all(one.ask.brief[:1].islower() or one.ask.brief.startswith("HIPAA") for one in clauses())
    assert not [one.ask.brief for one in clauses() if re.search(r"\d|\.$", one.ask.brief)]


def test_what_decides_is_read_in_a_good_minute_and_all_of_it_in_three() -> None:
    text = letter().text()
    assert len(text.split(ABSENT)[0].split()) < 1.25 * 240
    assert len(text.split()) < 3 * 240
    assert 3 <= len(letter().points) <= 5


def test_several_papers_have_one_letter_that_names_each() -> None:
    sow = judge(read_paper(f"# Statement of Work No. 1\n\n{HEAD}\n\n1. Developer owns the code until paid.\n".encode()))
    made = letter_back(plan(review(), Choices(only=frozenset({7}))), AUTHOR, NOW,
                       beside=(plan(sow, Choices(only=frozenset({1}))),))  # fmt: skip
    assert [point.place for point in made.points] == [
        "Statement of Work No. 1, section 1",
        "Services Agreement, section 1.1",
    ]
    assert 'Thank you for "Services Agreement" and "Statement of Work No. 1"' in made.opening
    assert "enclosed Word files" in made.opening


def test_what_is_asked_in_two_papers_is_one_point_with_both_places() -> None:
    sow = judge(read_paper(f"# Statement of Work No. 1\n\n{HEAD}\n\n1. {SILENCE}\n".encode()))
    seven = Choices(only=frozenset({7}))
    made = letter_back(plan(review(), seven), AUTHOR, NOW, beside=(plan(sow, seven),))
    assert [point.place for point in made.points] == [
        "Services Agreement, section 1.1, and Statement of Work No. 1, section 1"
    ]
    assert "ask for one change" in made.opening


def test_the_letter_is_fair_and_leaves_the_words_to_lawyers() -> None:
    text = " ".join(letter().text().split())
    assert text.startswith("Subject: Our proposals on Services Agreement March 2, 2026 Dear Builder LLC, Thank you")
    assert "tell us how you would write it" in text
    assert "a lawyer decides" in text
    assert text.endswith(f"Kind regards {AUTHOR}")
    assert all(len(line) <= 78 for line in letter().text().splitlines())


def test_red_flags_come_first_by_money_and_all_else_is_a_line_each() -> None:
    made = letter()
    assert [point.clause for point in made.points] == [8, 1, 7]
    assert made.smaller
    lines = made.text(1_000).splitlines()
    assert sum(line.startswith(f"{made.smaller[0].caption[:10]}", 3) for line in lines) == 1


def test_what_is_firm_comes_first_and_what_may_give_way_comes_last_unless_it_is_a_red_flag() -> None:
    first, *_, last = [point.clause for point in letter().smaller]
    made = letter(firm=frozenset({last}), soft=frozenset({first, 7}))
    assert made.points[0].clause == last
    assert made.smaller[-1].clause == first
    assert 7 in [point.clause for point in made.points]


def test_the_page_puts_red_flags_first_then_blanks_questions_and_what_is_missing() -> None:
    asked = Question("total", 'The proposal says "$5" and the contract "$6". Which one counts?')
    kinds = [item.kind for item in page(questions=(asked,)).items]
    assert kinds == sorted(kinds, key=list(Kind).index)
    assert kinds[0] is Kind.RED_FLAG
    assert {Kind.BLANK, Kind.QUESTION, Kind.MISSING} <= set(kinds)


def test_missing_clauses_stand_by_weight_and_those_that_may_not_concern_you_last() -> None:
    missing = page().of(Kind.MISSING)
    needed = [bool(item.only_if) for item in missing]
    assert needed == sorted(needed)
    assert missing[-1].short[2].startswith("Only if")


def test_each_red_flag_has_its_words_the_place_the_reason_and_the_wording() -> None:
    found = next(item for item in page().of(Kind.RED_FLAG) if item.clause == 7)
    assert found.quote == f"1.1 {SILENCE}"
    assert found.place == "section 1.1"
    assert found.because
    assert found.why
    assert found.wording.startswith("Each deliverable is accepted")


def test_a_lawyer_decides_in_every_form() -> None:
    made = page()
    assert made.lawyer in " ".join(made.text().split())
    assert made.lawyer in settle_html(made)
    assert settle_to_json(made)["lawyer"] == made.lawyer


def test_text_of_the_paper_is_never_markup() -> None:
    text = TEXT.replace("does not object", "does not <script>x</script> #pagebreak() object")
    made = settle(judge(read_paper(text.encode())), NOW)
    assert "<script>" not in settle_html(made)
    assert settle_pdf(made).startswith(b"%PDF")


@pytest.mark.parametrize("flags", [1, 40])
def test_the_first_sheet_is_the_page_and_the_appendix_begins_on_the_second(flags: int) -> None:
    long = "".join(f"\n\n{SILENCE} {'And so on. ' * 8}" for _ in range(flags))
    made = settle(judge(read_paper(f"{HEAD}{long}\n\nDeveloper must work. Client shall pay ____.".encode())), NOW)
    document = pypdfium2.PdfDocument(settle_pdf(made))
    first, second = (document[at].get_textpage().get_text_range() for at in (0, 1))
    assert "lawyer decides" in " ".join(first.split())
    assert "Appendix" not in first
    assert second.startswith("Appendix")


def test_what_was_left_out_stands_nowhere() -> None:
    assert 7 not in {item.clause for item in page(choices=Choices(without=frozenset({7}))).items}
    assert 7 not in plan(review(), Choices(without=frozenset({7}))).asked
