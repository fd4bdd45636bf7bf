"""Parts that sentences and lists price: a schedule whose shares make up the whole, a named part, a share due when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from makegood.rules.documents.document import Cell, Found, Sureness
from makegood.rules.figures.days import days
from makegood.rules.figures.ranges import firm_shares, firm_sums
from makegood.rules.figures.sums import Sum
from makegood.rules.terms.asides import weighed
from makegood.rules.terms.paper import Paper, Sentence
from makegood.rules.terms.pricing import ELSE, RECURRING, TOTAL, Part
from makegood.rules.terms.value import found, rule

HEADED = re.compile(
    r"^\W*(?:[a-z0-9]{1,3}[.)]\W*)?(?:(?P<kind>milestone|phase|stage|sprint|deliverable|part|payment|module"
    r"|task)\s?#?(?P<no>[0-9]{1,2}"
    r"|[IVX]{1,4}|[A-H])\b|(?P<done>(?:final|initial|first|second|third|fourth|last) (?:payment|installment"
    r"|milestone)))",
    re.IGNORECASE,
)
WHEN = re.compile(
    r"\b(?:(?:up)?on|at|after|before|due|upon)\s+(?:the\s+)?(?:[\w%’'-]+\s){0,6}?(?:sign(?:ing|ature|ed)?|execution"
    r"|complet\w+|deliver\w+|accept\w+|approv\w+|launch|kick-?off|start|final\w*|deploy\w+|go(?:ing|es)?[ -]?live"
    r"|handover"
    r"|milestone \d|phase \d|project|work|design|development|testing)\b[^,;.$()]{0,60}"
    r"|\bto (?:start|begin)\b[^,;.$()]{0,40}",
    re.IGNORECASE,
)
ORDINAL = rule(
    r"(?:^|[.;,]|\band)\W*(?:the )?(?P<name>final|balance|remaining|remainder|first|second|third"
    r"|initial)\W*$"
)
VERB = rule(r"\b(?:shall|will|pays?|agrees?|is|are|require[sd]?|charges?|total)\b")
OF_THE_WHOLE = re.compile(
    r"^\W*of (?:the )?(?:[\w'\u2019-]+\s){0,5}?(?=(?:up)?on\b|at\b|after\b|before\b|when\b"
    r"|due\b|based\b)"
)
CLAUSE = rule(r"\b(?:shall|will|pays?|agrees?|is|are|of|require[sd]?|charges?|the|a|an)\b")
SCHEDULE = rule(r"\bschedule\b|\bas follows\b|\binstal?lments?\b|\bmilestones?\b|\bpayment (?:plan|terms)\b")
UNTIL = rule(r"\bnot\b[^.;]{0,40}\b(?:commence|begin|start|proceed)|\buntil\b|\bin advance of\b")
PAYS = rule(r"\b(?:pay\w*|deposit|due|balance|invoice[sd]?|instal?lments?|milestones?|up-?front|retainer)\b")
LISTED = re.compile(
    r"\W*(?:(?:[0-9]{1,2}(?:\.[0-9]{1,2})*[.)]?|\(?[a-z]\))\s+)?(?P<name>[A-Z][\w&/+'\u2019() -]{2,60}?)\s*(?::"
    r"|\u2013|\u2014|-"
    r"|\u2192|\.{2,})?\s*"
)
ONCE = rule(r"(?:\(?(?:one[\s-]time|once|fixed|flat|usd|total)\b[^.;]{0,60}\)?|(?:due|payable) (?:up)?on \w+)?")
FEE = rule(
    r"\b(?:set-?up|system|development|design|implementation|onboarding|installation|project"
    r"|integration)\b[\w ]{0,30}\b(?:fee|cost)\b"
)
TOLD = rule(
    r"^of the\b|\b(?:shall|will|must)\b|^on an?\b|^(?:first|second|third|total)$|^total amount\b|^outstanding\b"
)
"""Words that are a sentence or a term of payment, and no name of a part."""
SPEAKS = rule(
    r"\b(?:shall|will|agrees?|agreed|must|may|was|were|review(?:ed)? to|requires?|(?:is|are)(?! (?:due|payable"
    r"|paid)\b))\b"
)
BEHIND = 70
PRICED = rule(r"[0-9%]|per\s?cent")
WHOLE = 10_000
LEAST_LISTED = 2
Mark = tuple[int, int, Sum | None, int | None]
"""Where a sum or a share stands, and which."""
Group = list[tuple[Sentence, int, int, int]]


def said(paper: Paper) -> Iterator[tuple[Found[Part], str]]:
    """Every part that is told in words, with the heading it stands under."""
    priced = [
        sentence
        for sentence in paper.sentences
        if PRICED.search(sentence.text)
        and not isinstance(sentence.line.source, Cell)
        and not (ELSE.search(sentence.text) or UNTIL.search(sentence.text))
    ]
    rated = [one for one in paper.sentences if PRICED.search(one.text) and not isinstance(one.line.source, Cell)]
    listed = {id(sentence): one for one, sentence in (*_price_list(priced), *_listed(rated))}
    plain = {id(sentence) for sentence in priced}
    for sentence in rated:
        if id(sentence) not in plain and id(sentence) not in listed:
            continue
        if id(sentence) in listed:
            told = iter([listed[id(sentence)]])
        else:
            told = _headed(sentence) if HEADED.match(sentence.text) else _when(sentence)
        for one in told:
            if sureness := weighed(paper, sentence.line, one.sureness):
                how = f"{one.rule}, in a clause" if _in_a_clause(sentence, one) else one.rule
                yield replace(one, sureness=sureness, rule=how), sentence.line.heading


def _in_a_clause(sentence: Sentence, one: Found[Part]) -> bool:
    """Whether a whole sentence speaks of the part, and no item "30% upon launch" names it."""
    return bool(TOLD.search(one.value.name)) or speaks(sentence.text)


def speaks(text: str) -> bool:
    """Whether a verb stands before the first sum or share, or right behind it; what leads into a list is left out."""
    listed = re.split(r"\bfollows\W*:|\bschedule\W*:", text, flags=re.IGNORECASE)[-1]
    marks = [one.start for one in firm_sums(listed)] + [one.start for one in firm_shares(listed)]
    return bool(SPEAKS.search(listed[: min(marks, default=0) + BEHIND]))


def _listed(priced: Sequence[Sentence]) -> Iterator[tuple[Found[Part], Sentence]]:
    """The items of a list, each with one share, that make up the whole together."""
    groups: dict[tuple[str, str], Group] = {}
    for sentence in priced:
        rated = [share for share in firm_shares(sentence.text) if share.rate < WHOLE]
        if len(rated) == 1:
            one = (sentence, rated[0].start, rated[0].end, rated[0].rate)
            groups.setdefault((sentence.line.heading, sentence.line.lead), []).append(one)
    for (heading, lead), group in groups.items():
        about = " ".join([heading, lead, *(sentence.text for sentence, *_ in group)])
        if len(group) < LEAST_LISTED or sum(rate for *_, rate in group) != WHOLE or not PAYS.search(about):
            continue
        for sentence, start, end, rate in group:
            yield found(_item(sentence, start, end, rate), sentence, Sureness.SURE, "item of a schedule"), sentence


def _price_list(priced: Sequence[Sentence]) -> Iterator[tuple[Found[Part], Sentence]]:
    """Lines "Design: $500", "1. Backend  $2,000" of which there are several; one alone where it is a fee paid once."""
    told = [(sentence, match) for sentence in priced if (match := _priced_line(sentence))]
    groups: dict[tuple[str, str], int] = {}
    for sentence, _ in told:
        groups[_group(sentence)] = groups.get(_group(sentence), 0) + 1
    for sentence, (name, value) in told:
        if groups[_group(sentence)] >= LEAST_LISTED or FEE.search(name):
            yield found(Part(name, value), sentence, Sureness.LIKELY, "line of a price list"), sentence


def _group(sentence: Sentence) -> tuple[str, str]:
    """Lines of one list stand under one heading, or are headings themselves."""
    level = getattr(sentence.line.source, "level", None)
    return ("", str(level)) if level is not None else (sentence.line.heading, sentence.line.lead)


def _priced_line(sentence: Sentence) -> tuple[str, Sum] | None:
    told = list(firm_sums(sentence.text))
    whole = sentence.start == 0 and sentence.end >= len(sentence.line.text.rstrip())
    if len(told) != 1 or not whole or told[0].sum.cents <= 0 or any(True for _ in firm_shares(sentence.text)):
        return None
    match = LISTED.fullmatch(sentence.text[: told[0].start].strip(" *"))
    once = ONCE.fullmatch(sentence.text[told[0].end :].strip(" *."))
    if match is None or once is None or TOTAL.search(match["name"]) or RECURRING.search(sentence.text):
        return None
    return match["name"].strip(" *"), told[0].sum


def _item(sentence: Sentence, start: int, end: int, rate: int) -> Part:
    text = sentence.text
    marks: list[Mark] = [(stands.start, stands.end, stands.sum, None) for stands in firm_sums(text)]
    before, after = _unpriced(text[:start]), _unpriced(text[end:])
    due = next((day.day for day in days(text)), None)
    ordinal = _ordinal(before)
    after = OF_THE_WHOLE.sub("", after)
    name = _label(before) or _headline(before) or ordinal or _name(_titled(after)) or _name(before)
    return Part(name, _beside(text, marks, (start, end)), rate, due)


def _headline(before: str) -> str:
    """ "Balance" of "Balance: the remaining 50% ..."."""
    match = re.match(r"\W*(?:[0-9a-z]{1,2}[.)]\W*)?([A-Z][^:;.()$%]{2,70}?)\s*:", before)
    return _name(match[1]) if match and not VERB.search(match[1]) else ""


def _headed(sentence: Sentence) -> Iterator[Found[Part]]:
    told = list(firm_sums(sentence.text))
    rated = [share for share in firm_shares(sentence.text) if share.rate <= WHOLE]
    due = next((day.day for day in days(sentence.text)), None)
    starts = sorted([(one.start, one.end) for one in told] + [(one.start, one.end) for one in rated])
    if not starts:
        return
    name = _name(sentence.text[: starts[0][0]]) or _name(sentence.text[starts[0][1] :])
    if name:
        value = told[0].sum if told else None
        share = rated[0].rate if rated else None
        yield found(Part(name, value, share, due), sentence, Sureness.SURE, "named part")


def _when(sentence: Sentence) -> Iterator[Found[Part]]:
    text = sentence.text
    marks: list[Mark] = [(stands.start, stands.end, stands.sum, None) for stands in firm_sums(text)]
    marks += [(share.start, share.end, None, share.rate) for share in firm_shares(text) if share.rate <= 10_000]
    if any(mark[2] for mark in marks) and not any(mark[3] is not None and mark[3] < 10_000 for mark in marks):
        marks = [mark for mark in marks if mark[2]]
    marks.sort(key=lambda mark: mark[0])
    summed, shared = [mark for mark in marks if mark[2]], [mark for mark in marks if mark[3] is not None]
    chosen = summed if len(summed) > max(1, len(shared)) else shared or marks
    listed = bool(SCHEDULE.search(text + " " + sentence.above)) and sum(mark[3] or 0 for mark in shared) == 10_000
    for number, (start, end, value, share) in enumerate(chosen):
        stop = chosen[number + 1][0] if number + 1 < len(chosen) else len(text)
        before = text[chosen[number - 1][1] if number else 0 : start]
        when = WHEN.search(text[end:stop]) or (WHEN.search(before) if len(chosen) == 1 else None)
        if when is None and not listed:
            continue
        twin = _beside(text, marks, (start, end)) if share else None
        after = text[end : end + when.end()] if when else re.split(r"[,;.]", text[end:stop])[0]
        name = (
            _label(_unpriced(before))
            or _ordinal(before)
            or _name(_titled(_unpriced(after)))
            or _name(when.group() if when else "")
        )
        yield found(Part(name, value or twin, share), sentence, Sureness.LIKELY, "paid when")


def _beside(text: str, marks: list[Mark], share: tuple[int, int]) -> Sum | None:
    """The sum in brackets after a share, or before a share in brackets: "40% (₹12,000)", "$1,875 (50%)"."""
    start, end = share
    for begins, stops, value, _ in marks:
        behind = end <= begins <= end + 25
        before = stops <= start and text[stops:start].strip() == "("
        if value and (behind or before):
            return value
    return None


def _label(before: str) -> str:
    """ "Deposit" of "Deposit (50%): ..."; a clause before the share, or what parts two of them, is no name."""
    if not re.search(r"[(:=\u2013\u2014-]\s*\W*$", before) or "," in before:
        return ""
    bare = _name(re.sub(r"^\W*(?:[0-9]{1,2}[.)]|[a-z][.)])?\s*", "", before))
    return bare if 3 <= len(bare) <= 40 and not CLAUSE.search(bare) and not SCHEDULE.search(bare) else ""


def _titled(after: str) -> str:
    """ "Final Payment" of "50% Final Payment: $9,000, due upon completion": what stands behind the colon is its day."""
    match = re.match(r"\W*([A-Z][\w ]{2,40}?)\s?(?::|\s[\u2013\u2014-]\s)", after)
    return match[1] if match and not CLAUSE.search(match[1]) else after


def _ordinal(before: str) -> str:
    """ "Final" of "Final 50% is due upon delivery"."""
    match = ORDINAL.search(before)
    return match["name"] if match else ""


def _unpriced(text: str) -> str:
    for stands in reversed(list(firm_sums(text))):
        text = text[: stands.start] + text[stands.end :]
    return re.sub(r"\(\s*\)", "", text)


def _name(text: str) -> str:
    bare = re.sub(r"[\s(]*(?:\$|USD|€|£)?[\s(]*$", "", text.strip())
    return " ".join(bare.split()).strip(" *:-\u2013\u2014|(),.=")[:120]
