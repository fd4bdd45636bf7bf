"""Events in words: one sentence each, for both sides. What has no sentence of its own is named by its kind."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from makegood.engagements.models import Event
from makegood.engagements.record.erasing import KEPT
from makegood.rules.money.amount import formatted

SAID = {
    "engagement.opened": "opened the engagement",
    "engagement.opened_for_client": "opened the engagement for a client, whose owner is invited",
    "engagement.renamed": "gave the engagement its names",
    "desk.begun": "put something on the desk",
    "desk.paper_added": "put a paper on the desk",
    "desk.paper_removed": "took a paper off the desk",
    "desk.absent": "said what is not there",
    "desk.turned_up": "said that it turned up",
    "desk.read": "The papers on the desk were read",
    "desk.confirmed": "looked over what was read",
    "desk.signed_on_paper": "said whether the contract on paper is signed",
    "desk.decided": "The decision about what lies on the desk was made",
    "desk.not_done": "What lies on the desk could not be worked through, by a fault on our side",
    "desk.called_back": "called the partner back about their bank details",
    "desk.decision_asked": "asked for the decision about a bill",
    "desk.letter_waits": "worded a letter that waits for the owner’s word",
    "desk.letter_sent": "sent a letter from the desk",
    "desk.paid_anyway": "pays a bill although the evidence does not carry it",
    "desk.changes_chosen": "chose what to ask for before signing",
    "desk.wording_came": "The advisor’s own wording came to what is asked before signing",
    "desk.wording_taken": "took the advisor’s own wording for what is asked before signing",
    "desk.wording_left": "went back to Makegood’s wording for what is asked before signing",
    "desk.marked_up": "had a contract marked up",
    "desk.version_said": "said which paper is the newer version",
    "desk.assistant_asked": "asked the assistant for help with a draft",
    "desk.drafted": "drafted the agreement from the papers",
    "advisor.letter_sent": "sent the owner a monthly letter",
    "advisor.limit_set": "let an advisor send letters to the partner about sums up to",
    "advisor.limit_ended": "no longer lets an advisor send letters to the partner",
    "advisor.comparison_allowed": "lets an advisor’s practice count this in a comparison of partners",
    "advisor.comparison_ended": "took this out of an advisor’s comparison of partners",
    "advisor.away_asked": "asked for a stand-in while they are away",
    "advisor.away_withdrawn": "no longer asks for a stand-in",
    "advisor.away_allowed": "allowed a stand-in for the advisor",
    "advisor.away_refused": "refused a stand-in for the advisor",
    "agreement.begun": "began to draft the agreement",
    "agreement.dropped": "dropped a draft of the agreement",
    "agreement.taken_back": "took the agreement back to change it",
    "agreement.locked": "Both have signed: the agreement is locked",
    "agreement.offered": "sent the agreement to the other side",
    "agreement.signed_by_owner": "signed the agreement for the owner",
    "agreement.signed_by_partner": "signed the agreement for the partner",
    "proposal.made": "proposed something else for an item",
    "proposal.answered": "answered a proposal",
    "payee.named": "named the account to pay to",
    "payee.change_taken_back": "took the wish for another account back",
    "payment.late": "A payment was late",
    "payment.requested": "asked for payment",
    "payment.refused": "sent a payment request back",
    "payment.released": "released money",
    "payment.released_anyway": "released money although it was not proven",
    "payment.recorded": "recorded a payment",
    "payment.taken_back": "took the record of a payment back",
    "payee.change_asked": "asked to change the account",
    "payee.called_back": "called back about the account",
    "payee.change_refused": "refused another account",
    "submission.made": "handed in",
    "submission.complete": "The code arrived, and both sides hold the receipt",
    "submission.accepted": "accepted a part",
    "submission.rejected": "sent a part back to be fixed",
    "submission.accepted_by_silence": "Silence counted as yes",
    "submission.address_compared": "The running address was looked at again after the inspection",
    "submission.incomplete": "What was handed in could not be fetched",
    "submission.asked_again": "asked to fetch the code again",
    "code_source.added": "opened a repository to the owner",
    "code_source.token_changed": "gave another read token for a repository",
    "code_source.ended": "closed a repository to the owner",
    "code.taken_away": "took a copy of the code",
    "glance.asked": "asked for a look at code that nobody handed in",
    "glance.arrived": "The code of a look arrived; it is no delivery",
    "glance.failed": "The code of a look could not be fetched",
    "inspection.asked": "asked for an inspection",
    "inspection.failed": "An inspection could not be done",
    "inspection.stopped": "stopped an inspection",
    "inspection.done": "An inspection ended",
    "waiver.requested": "asked to accept a finding anyway",
    "waiver.approved": "accepted a finding anyway",
    "waiver.refused": "did not accept a finding anyway",
    "waiver.ends_soon": "The last day of a finding accepted anyway is near",
    "waiver.ended": "The last day of a finding accepted anyway is over",
    "appeal.made": "said that a finding is wrong",
    "appeal.ruled": "ruled on an appeal",
    "attestation.signed": "signed what could not be seen",
    "attestation.accepted_by_owner": "let the reviewer sign, for the owner",
    "attestation.accepted_by_partner": "let the reviewer sign, for the partner",
    "attestation.refused_by_owner": "said no, for the owner, to what the reviewer signed",
    "attestation.refused_by_partner": "said no, for the partner, to what the reviewer signed",
    "attestation.lapsed": "What could not be seen stopped counting against the partner",
    "certificate.made": "The certificate was signed",
    "script.proposed": "proposed something to try",
    "script.agreed": "agreed to something to try",
    "script.dropped": "took away something to try",
    "script.tried": "tried a script",
    "charter.recorded": "wrote down what came up while exploring",
    "report.taken": "handed in a report",
    "report.run_again": "A sample of a report was looked at again",
    "report.signed": "signed a report with their name",
    "seat.invited": "invited somebody",
    "seat.taken": "took a seat",
    "seat.ended": "ended a seat",
    "stand_in.named": "named a stand-in",
    "first_look.made": "made a link for a first look",
    "first_look.withdrawn": "took the link for a first look back",
    "punch_item.added": "noted something still to fix",
    "punch_item.done": "noted that something is fixed",
    "launch.recorded": "recorded the launch",
    "erasure.confirmed": "confirmed that an entry is to be erased",
    "hold.confirmed": "confirmed a hold",
    "hold.lift_confirmed": "confirmed that the hold is lifted",
    "checkpoint.cosigned": "cosigned the record",
    "key_revocation.confirmed": "confirmed that a signing key is revoked",
    "key_change.confirmed": "confirmed a change of the signing key",
    "legal_hold.set": "set a hold: nothing is erased",
    "legal_hold.lifted": "lifted the hold",
    "content.erased": "erased what an entry said",
    "key.rotated": "changed the signing key",
    "key.revoked": "revoked a signing key",
}
STRENGTH = {
    "passkey": "Confirmed with a passkey.",
    "code": "Confirmed with a code from an app.",
    "password": "Confirmed with a password only.",
    "staged": "An act of the sample: it was performed when the sample was made, and nobody confirmed it.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One event as a row.

    `number`: people count from 1, the record's files from 0; `how`: how it was confirmed; `erased`: its content is
    gone, the entry stays.
    """

    number: int
    at: datetime
    sentence: str
    how: str = ""
    cents: int | None = None
    reason: str = ""
    erased: bool = False
    may_be_erased: bool = True


INVITED = {
    "owner": "as the owner",
    "partner": "as the software firm",
    "bookkeeper": "as the bookkeeper",
    "advisor": "as an advisor",
    "reviewer": "as an independent reviewer",
}


def _about(kind: str, act: Mapping[str, object]) -> str:
    """What the act was about, in a few words: the part, as whom somebody was invited, who stands in."""
    if kind == "seat.invited":
        return INVITED.get(str(act.get("role")), "")
    if kind == "stand_in.named":
        return str(act.get("name", ""))[:200]
    title = act.get("title") if kind.startswith(("submission.", "script.", "waiver.end")) else ""
    return title[:200] if isinstance(title, str) else ""


WHOLE = 20_000
"""Characters of one entry that its page shows; the dispute file has all."""


def said_whole(event: Event) -> str:
    """What the entry says, letter by letter, laid out to be read; empty where it was erased."""
    if event.payload is None:
        return ""
    text = json.dumps(json.loads(bytes(event.payload)), ensure_ascii=False, indent=2)
    return text if len(text) <= WHOLE else f"{text[:WHOLE]} …"


def told(event: Event) -> Told:
    verb = SAID.get(event.kind, event.kind.replace(".", ": ").replace("_", " "))
    sentence = f"{event.actor} {verb}" if event.actor and verb[:1].islower() else verb
    if event.payload is None:
        return Told(number=event.index + 1, at=event.at, sentence=f"{sentence}. What it said was erased.", erased=True)
    payload = json.loads(bytes(event.payload))
    payload = payload if isinstance(payload, dict) else {}
    act = payload.get("act", payload)
    act = act if isinstance(act, dict) else {}
    cents = act.get("amount_cents", act.get("due_cents"))
    confirmed = payload.get("confirmed")
    strength = confirmed.get("strength") if isinstance(confirmed, dict) else None
    if about := _about(event.kind, act):
        sentence = f"{sentence} {about}" if event.kind == "seat.invited" else f"{sentence}: {about}"
    if isinstance(cents, int):
        sentence = f"{sentence}, {formatted(cents)}"
    return Told(
        number=event.index + 1,
        at=event.at,
        sentence=f"{sentence}.",
        how=STRENGTH.get(str(strength), ""),
        cents=cents if isinstance(cents, int) else None,
        reason=str(act.get("reason") or act.get("why") or "")[:500],
        may_be_erased=event.kind not in KEPT,
    )
