"""From which day it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from makegood.rules.documents.document import Cell, Found, Sureness
from makegood.rules.figures.days import days
from makegood.rules.terms.paper import Paper
from makegood.rules.terms.value import Value, found, rule

BEGINS = rule(
    r"\beffective (?:date|as of|on|from|upon)?|\b(?:entered into|made|dated|executed|signed|agreed|begins?"
    r"|commenc\w+|starts?)\b[^.;]{0,60}\b(?:on|as of|this|of|from)\b|\bas of\b|\bstart(?:ing)? date\b"
    r"|\bcommencement date\b|\bthe .?effective date"
)
FROM = rule(r"\bdated\W+(?:\w+day,?\s*)?$|\b(?:for the period(?: of| from)?|from|beginning|starting)\s*$")
LABEL = rule(
    r"\beffective date\b|\bstart date\b|\bcommencement\b|\bdate of (?:agreement|contract)\b|^date$"
    r"|\bcontract date\b|\bproject start\b|^proposal date"
)
ENDS = rule(
    r"\b(?:until|through|expires?|end(?:s|ing)?|terminat\w+|no later than|deadline|completion|valid|due|by"
    r"|to)\b[^.;]{0,20}$"
)
OTHER = rule(
    r"\b(?:the|that certain|an?) (?:\w+ ){1,4}?(?:agreement|contract|sow)\b[^.;]{0,20}\bdated\W*(?:as of )?$"
    r"|\b(?:master|underlying|original|prior|parent|existing)[^.;]{0,40}(?:agreement|contract"
    r"|msa)\b[^.;]{0,30}(?:dated|as of|of)\s*$|\b(?:pursuant to|under|in accordance with|governed by"
    r"|amend\w*)\b[^.;]{0,100}$|\brev(?:ised|ision|\.)\b[^.;]{0,10}$|\bupdated\b[^.;]{0,10}$"
)


ALONE = rule(r"^\W*(?:effective|commencement|(?:project )?start)\s+date\W*:")
SHORT = 60
BESIDE = rule(r"\b(?:effective|commencement|start)\s+date\b")


def find(paper: Paper) -> Iterator[Found[date]]:
    """The day beside words that say it begins, in the opening; else beside such a label."""
    for sentence in paper.opening:
        text = sentence.text
        for day in days(text):
            before = text[: day.start]
            labelled = LABEL.search(sentence.line.label) or re.match(
                r"\W*(?:(?:effective|start|agreement|contract) )?date\W*$", before, re.IGNORECASE
            )
            if (
                ENDS.search(before)
                or _is_of_another(before)
                or not (labelled or (BEGINS.search(before[-90:]) or FROM.search(before)))
            ):
                continue
            sure = Sureness.SURE if re.search(r"effective|entered|made|as of", text, re.IGNORECASE) else Sureness.LIKELY
            yield found(day.day, sentence, sure, "day it begins")
            return
    yield from _tabled(paper)
    yield from _alone(paper)


def _alone(paper: Paper) -> Iterator[Found[date]]:
    """ "Start Date: 10 March 2025", a line of its own, wherever it stands."""
    for sentence in paper.sentences:
        told = list(days(sentence.text)) if ALONE.match(sentence.text) else []
        if len(told) == 1 and len(sentence.text) < SHORT:
            yield found(told[0].day, sentence, Sureness.LIKELY, "day it begins, in a line of its own")
            return


def _tabled(paper: Paper) -> Iterator[Found[date]]:
    """The day in a cell beside a label, wherever the table stands."""
    for sentence in paper.sentences:
        if isinstance(sentence.line.source, Cell) and BESIDE.search(sentence.line.label):
            for day in days(sentence.text):
                yield found(day.day, sentence, Sureness.LIKELY, "day it begins, in a table")
                return


def _is_of_another(before: str) -> bool:
    """Whether the day is that of another agreement, and not of "this Master Services Agreement"."""
    match = OTHER.search(before)
    return match is not None and not re.search(r"\bthis\b", before[max(0, match.start() - 12) :], re.IGNORECASE)


VALUE = Value(
    "effective",
    "day from which it counts",
    find,
    hint=rule(r"\beffective date\b|\bentered into\b|\bmade (?:on|as of)\b"),
)
