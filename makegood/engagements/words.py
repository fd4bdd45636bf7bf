"""How roles and acts are said on the screen."""

from __future__ import annotations

from collections.abc import Mapping

from makegood.engagements.models import Invitation, Role, Seat
from makegood.engagements.permissions import Act
from makegood.rules.wording import listed

MAY: Mapping[str, str] = {
    Role.OWNER: "Decides, accepts work, releases money, and sees everything.",
    Role.BOOKKEEPER: "Sees what is to be paid, to whom and why, and records what was paid. Cannot release money.",
    Role.ADVISOR: "Does what the owner granted, until the day set. Cannot release money, accept work or sign.",
    Role.PARTNER: "Hands in work, answers, asks for payment, objects. Does not see the owner's notes or other offers.",
    Role.REVIEWER: "Inspects, uploads reports and signs them by name. Never releases money.",
    Role.MAINTAINER: "Sees what is handed over.",
}
STANDS_IN = "Has all rights of the owner until then, releasing money included."

YOU_MAY: Mapping[str, str] = {
    Role.OWNER: "You decide, accept work and release money, see everything, and say who else may see what.",
    Role.BOOKKEEPER: "You see what is to be paid, to whom and why, and record what was paid. You cannot release money.",
    Role.PARTNER: "You hand in work, answer, ask for payment and object. You do not see their notes or other offers.",
    Role.REVIEWER: "You inspect, upload reports and sign them with your name. You never release money.",
}
"""The same, to who is invited."""

INVITED_AS: Mapping[str, str] = {
    Role.OWNER: "the owner",
    Role.BOOKKEEPER: "the bookkeeper",
    Role.ADVISOR: "an advisor",
    Role.PARTNER: "the software firm",
    Role.REVIEWER: "an independent reviewer",
}

GRANTS: Mapping[Act, str] = {
    Act.SEE_WORK: "see what was handed in, inspections and evidence",
    Act.SEE_MONEY: "see amounts, payment requests and money held back",
    Act.SEE_RELEASES: "see what is to be paid, to whom and why",
    Act.SEE_OWNERS_SIDE: "see your notes and what you lose if they leave today",
    Act.SEE_LEDGER: "see the record of all acts",
    Act.DRAFT_AGREEMENT: "draft the agreement",
    Act.PROPOSE: "propose changes to it",
    Act.INSPECT: "start inspections",
    Act.RUN_SCRIPTS: "try the software by your scripts",
    Act.REQUEST_WAIVER: "ask you to accept something anyway",
}
"""What an advisor may be granted, beside seeing that the engagement exists."""


def may_words(seat: Seat) -> str:
    """What the seat allows, in one or two sentences."""
    if seat.stand_in_for_id is not None:
        return STANDS_IN
    if seat.role != Role.ADVISOR:
        return MAY[seat.role]
    granted = [words for act, words in GRANTS.items() if act in set(seat.capabilities)]
    return f"May {listed(granted)}." if granted else "Sees that the engagement exists, and no more."


def may_of_invitation(invitation: Invitation) -> str:
    """What the seat will allow, said to who is invited."""
    if invitation.role != Role.ADVISOR:
        return YOU_MAY[invitation.role]
    return f"You may {listed([words for act, words in GRANTS.items() if act in set(invitation.capabilities)])}."
