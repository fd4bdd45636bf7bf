"""It is signed now: a fact of the engagement, and what was confirmed becomes the draft of its agreement."""

from __future__ import annotations

from django.utils import timezone

from makegood.accounts.models import User
from makegood.engagements.intents import Refused
from makegood.engagements.permissions import Standing
from makegood.rhythm.desk.actions.beginning import locked
from makegood.rhythm.desk.actions.confirming import mend
from makegood.rhythm.desk.actions.drafting import draft_agreement
from makegood.rhythm.desk.models import Contract, Desk, Paper
from makegood.rhythm.desk.queries.items import Item
from makegood.rhythm.desk.queries.words import YOURS


def say_signed(*, contract: Contract, signed: bool, paper: Paper | None, by: User) -> None:
    """Remembered as the answer to "Did both of you sign the contract?", so nobody asks it again."""
    item = Item(key="signed", name="signed", asked=YOURS["signed"])
    mend(desk=contract.desk, item=item, said="Yes" if signed else "No", value=signed, by=by)
    with locked(contract.desk):
        Contract.objects.filter(pk=contract.pk).update(
            signed=timezone.now() if signed else None,
            signed_by=by if signed else None,
            signed_paper=paper if signed else None,
        )


def draft_from(*, desk: Desk, standing: Standing) -> str:
    """Drafts the agreement of what was confirmed. Returns why not, else ""."""
    try:
        draft_agreement(desk=desk, standing=standing)
    except Refused as refused:
        return str(refused)
    return ""
