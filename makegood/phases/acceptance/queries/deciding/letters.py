"""The letter that goes with what is sent back, written out so that the owner only reads it over."""

from __future__ import annotations

from collections.abc import Iterator

from makegood.engine.check import Outcome
from makegood.engine.reports.story import place, plain
from makegood.engine.verdict import Verdict
from makegood.phases.acceptance.queries.deciding.page import Page, Reason
from makegood.rules.calendars.agreement import cure_clock
from makegood.rules.calendars.business import said
from makegood.rules.wording import counted

PLACES = 5


def letter_to_partner(page: Page) -> str:
    """What holds the payment now, each point with what was seen and what is asked for.

    Empty before an inspection, and where the partner has nothing to put right or to bring.
    """
    if page.decided is None or page.submission is None:
        return ""
    verdicts = {verdict.check: verdict for verdict in page.decided.verdicts}
    lines = [
        "Hello,",
        "",
        f'we looked at "{page.milestone.title}", round {page.submission.round}, by the checklist that we both signed.',
    ]
    wrong = [reason for reason in page.reasons if reason.kind == "fail"]
    unseen = [reason for reason in page.reasons if reason.kind != "fail" and not reason.may_be_attested]
    if not wrong and not unseen:
        return ""
    if wrong:
        lines += ["", "This needs to be put right before we can accept it:"]
        for number, reason in enumerate(wrong, 1):
            lines += ["", f"{number}. {reason.promise}", *_point(verdicts.get(reason.check), reason)]
    if unseen:
        lines += ["", "This we could not see, and need from you:"]
        for number, reason in enumerate(unseen, 1):
            lines += ["", f"{number}. {reason.promise}", f"   {plain(reason.because)}"]
    due = cure_clock(page.now, page.terms)
    if due.ends is not None:
        lines += ["", f"By our agreement a new version is due on {said(due.ends, page.terms.calendar)}."]
    lines += ["", 'If you think that a point is wrong, use "We think this is wrong" beside it.', "", "Kind regards"]
    return "\n".join(lines)


def _point(verdict: Verdict | None, reason: Reason) -> Iterator[str]:
    yield f"   What we saw: {plain(reason.because)}"
    if verdict is None or verdict.outcome is not Outcome.FAIL:
        return
    places = [item for item in verdict.evidence if place(item)]
    yield from (f"   - {place(item)}: {plain(item.summary)}" for item in places[:PLACES])
    if places and reason.places > PLACES:
        yield f"   - and {counted(reason.places - PLACES, 'more place')}, named in the report"
    yield f"   What we ask for: {verdict.remedy}"
