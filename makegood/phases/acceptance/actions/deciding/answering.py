"""The owner's answer to what was handed in: accepted while the gate is open, or sent back with a letter (H8, H16)."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.urls import reverse

from makegood.engagements import intents
from makegood.engagements.events import now_in
from makegood.engagements.intents import Content, Deed, Done, Question, Refused
from makegood.engagements.models import Engagement, Event, Intent, Strength
from makegood.engagements.permissions import Act
from makegood.phases.acceptance.models import Decision, Submission, SubmissionState, Verb
from makegood.phases.acceptance.queries.deciding.decided import Decided
from makegood.phases.acceptance.queries.deciding.page import Page, page_of
from makegood.phases.acceptance.queries.handing_in.submissions import accepted_for, rejections_of, submission_of
from makegood.rules.calendars.agreement import cure_clock
from makegood.rules.money.amount import formatted
from makegood.rules.wording import counted

ACCEPTED, REJECTED = "submission.accepted", "submission.rejected"


def content_to_accept(page: Page) -> dict[str, object]:
    """What the owner confirms: the very content, and the gate's word about it. Raises Refused with one sentence."""
    refuse_unless_open(page)
    assert page.submission is not None
    assert page.decided is not None
    if not page.decided.is_open:
        raise Refused(
            "Not everything agreed is met, so it cannot be accepted. You can send it back, or accept single findings "
            "anyway, each with a reason."
        )
    return {
        **about(page.submission),
        "gate": gate_of(page.decided),
        "amount_cents": page.milestone.amount_cents,
        "accepted_for": accepted_for(page.submission),
    }


def content_to_send_back(page: Page, *, letter: str, reason: str) -> dict[str, object]:
    """`reason`: which promise is not kept, where the gate itself is open. Raises Refused with one sentence."""
    refuse_unless_open(page)
    assert page.submission is not None
    assert page.decided is not None
    if page.decided.is_open and not reason.strip():
        raise Refused("Everything that was agreed is met. Say which promise of this part is not kept all the same.")
    return {**about(page.submission), "gate": gate_of(page.decided), "letter": letter, "reason": reason}


def refuse_unless_open(page: Page) -> None:
    submission = page.submission
    if submission is None or page.decided is None:
        raise Refused("Nothing has arrived for this part yet.")
    if page.accepted_round is not None:
        raise Refused("This part is accepted already.")
    if page.decision is not None:
        raise Refused("This round was answered already.")
    if submission.state != SubmissionState.COMPLETE:
        raise Refused("A later version was handed in meanwhile; it replaces this one.")
    if page.newer is not None and page.newer.state == SubmissionState.FETCHING:
        raise Refused("A later version is being fetched right now. Please wait a minute and look again.")
    if page.silence_is_over:
        raise Refused("The agreed days are over: silence counted as yes.")


def gate_of(decided: Decided) -> dict[str, object]:
    """The gate's word as the event and the certificate tell it: what was waived is never called met (H12)."""
    return {
        "state": decided.gate.state.value,
        "because": decided.gate.because,
        "waived": list(dict.fromkeys(decided.waived)),
        "withdrawn": list(decided.withdrawn),
        "signed": list(decided.signed),
        "lapsed": list(decided.lapsed),
        "differences": list(decided.differences),
        "unproven": list(decided.unproven),
    }


def about(submission: Submission) -> dict[str, object]:
    """What is decided about: the very content, the checklist and the inspection, by their digests."""
    inspection = submission.inspection
    return {
        "submission": str(submission.pk),
        "milestone": str(submission.milestone_id),
        "title": submission.milestone.title,
        "round": submission.round,
        "revision": submission.revision,
        "content_digest": submission.content_digest,
        "rule_book_digest": submission.milestone.rule_book.digest,
        "inspection": str(inspection.pk) if inspection else "",
        "report_digest": inspection.report_digest if inspection else "",
    }


def path_of(submission: Submission) -> str:
    return reverse("acceptance:submission", args=[submission.milestone.agreement.engagement_id, submission.pk])


def _ask_to_accept(engagement: Engagement, content: Content) -> Question:
    gate = content["gate"]
    assert isinstance(gate, dict)
    points = [
        ("Part", f"{content['title']}, round {content['round']}"),
        ("Price of the part", formatted(int(str(content["amount_cents"])))),
        ("Revision", str(content["revision"])[:10]),
        ("Digest of the content", str(content["content_digest"])[:12]),
    ]
    if same := content.get("accepted_for"):
        assert isinstance(same, list)
        points.append(("The very same code was accepted for", ", ".join(map(str, same))))
    if gate["waived"]:
        points.append(("Accepted anyway", counted(len(gate["waived"]), "item")))
    if gate["signed"] or gate["lapsed"]:
        points.append(("Not seen by us", counted(len(gate["signed"]) + len(gate["lapsed"]), "item")))
    return Question(
        title=f"Accept {content['title']}?",
        sentence=f"{engagement.partner} may then ask to be paid for this part, and a pay date runs.",
        button="Accept",
        points=tuple(points),
    )


def _ask_to_send_back(engagement: Engagement, content: Content) -> Question:
    gate = content["gate"]
    assert isinstance(gate, dict)
    points = [("Part", f"{content['title']}, round {content['round']}")]
    if content["reason"]:
        points.append(("Although everything agreed is met, because", str(content["reason"])))
    points.append(("Your letter", str(content["letter"])))
    return Question(
        title=f"Send {content['title']} back?",
        sentence=f"{engagement.partner} gets your letter, and their days to fix it begin.",
        button="Send it back",
        points=tuple(points),
    )


def _accept(intent: Intent, content: Content, event: Event) -> Done:
    page = _page(intent.engagement, content)
    now = content_to_accept(page)
    if any(now[name] != content[name] for name in now if name != "gate") or not _same_gate(now, content):
        raise Refused("Something changed since you looked. Please look again, then decide.")
    return _write(page, event, Verb.ACCEPTED)


def _send_back(intent: Intent, content: Content, event: Event) -> Done:
    page = _page(intent.engagement, content)
    letter, reason = str(content["letter"]), str(content["reason"])
    content_to_send_back(page, letter=letter, reason=reason)
    assert page.submission is not None
    return _write(page, event, Verb.REJECTED, letter=letter, reason=reason)


def _same_gate(now: Content, content: Content) -> bool:
    then, gate = content["gate"], now["gate"]
    assert isinstance(then, dict)
    assert isinstance(gate, dict)
    return all(gate[name] == then[name] for name in ("state", "waived", "withdrawn", "signed", "lapsed"))


def _page(engagement: Engagement, content: Content) -> Page:
    """Looked at anew. The event just written holds the engagement's row, so deciding and handing in take turns."""
    submission = submission_of(engagement, uuid.UUID(str(content["submission"])))
    return page_of(submission.milestone, submission)


def _write(page: Page, event: Event, verb: Verb, *, letter: str = "", reason: str = "") -> Done:
    submission = page.submission
    assert submission is not None
    record_decision(page, event, verb, letter=letter, reason=reason)
    event.subject = submission.pk
    event.save(update_fields=["subject"])
    return Done(next=path_of(submission))


def record_decision(page: Page, event: Event, verb: Verb, *, letter: str = "", reason: str = "") -> Decision:
    """The row that the rooms of money read, with the gate's word at this moment."""
    submission, decided = page.submission, page.decided
    assert submission is not None
    assert decided is not None
    return Decision.objects.create(
        submission=submission,
        verb=verb,
        gate_state=decided.gate.state.value,
        because=decided.gate.because,
        waived_count=len(set(decided.waived)),
        content_digest=submission.content_digest,
        reason=reason,
        letter=letter,
        by=event.actor,
        at=event.at,
        cure_until=_cure_until(page) if verb == Verb.REJECTED else None,
        event=event,
    )


def _cure_until(page: Page) -> datetime | None:
    """None where the agreed rounds are used up: then nothing is due, and the page says what the contract allows."""
    if rejections_of(page.milestone) >= page.milestone.agreement.cure_rounds:
        return None
    return cure_clock(now_in(page.engagement), page.terms).ends


ACCEPT = Deed(kind=ACCEPTED, act=Act.DECIDE, needs=Strength.PASSWORD, ask=_ask_to_accept, perform=_accept)
SEND_BACK = Deed(kind=REJECTED, act=Act.DECIDE, needs=Strength.PASSWORD, ask=_ask_to_send_back, perform=_send_back)


def register() -> None:
    intents.register(ACCEPT)
    intents.register(SEND_BACK)
