"""What people are told of the agreement and of the account, and that no number of an account is in it."""

from __future__ import annotations

from makegood.engagements.models import Engagement
from makegood.engagements.permissions import standing_of
from makegood.notices.making import make_notices
from makegood.notices.models import Notice
from makegood.phases.agreement.actions.proposing import answer_proposal, propose_term
from tests.web.agreement.drafts import ACCOUNT, OTHER, ask_for_another_account, make_offer, make_signed
from tests.web.cast import Cast


def told(cast: Cast) -> dict[str, list[str]]:
    """Subjects on the page, by person, in order."""
    make_notices()
    rows = Notice.objects.filter(channel="page").order_by("event__index")
    return {name: [row.subject for row in rows if row.to_id == user.pk] for name, user in cast.everybody().items()}


def test_each_side_is_told_what_the_other_did(cast: Cast, engagement: Engagement) -> None:
    make_signed(cast, engagement)
    found = told(cast)
    assert found["olivia"] == [
        "Pixel Works said who is paid for The portal",
        "Pixel Works signed the agreement for The portal",
        "The agreement for The portal is signed by both",
    ]
    assert found["pat"] == [
        "Acme Supplies sent you the agreement for The portal",
        "The agreement for The portal is signed by both",
    ]
    assert not found["ben"] + found["rita"] + found["max"] + found["stan"] + found["adam"]


def test_a_proposal_and_its_answer_are_told(cast: Cast, engagement: Engagement) -> None:
    offer = make_offer(cast, engagement)
    partner, owner = (standing_of(who, engagement.pk) for who in (cast.pat, cast.olivia))
    row = propose_term(standing=partner, agreement=offer, topic="payment", reason="Five days.")
    answer_proposal(standing=owner, proposal=row, take=False, reason="We pay on Fridays.")
    assert told(cast)["olivia"][-1] == "Pixel Works proposes something else for The portal"
    assert told(cast)["pat"][-1] == "Acme Supplies refuses your proposal for The portal"
    assert "We pay on Fridays." in Notice.objects.filter(to=cast.pat).latest("event__index").text


def test_another_account_is_told_to_everybody_who_could_stop_it(cast: Cast, engagement: Engagement) -> None:
    """H22: also to the one who asked, whose seat may be held by somebody else."""
    make_signed(cast, engagement)
    ask_for_another_account(cast, engagement)
    found = told(cast)
    assert found["olivia"][-1] == "Another account for The portal: nothing is paid until you have called"
    assert found["pat"][-1] == "Another account was asked for, for The portal"
    assert found["ben"] == ["Do not pay anything for The portal now"]


def test_no_message_holds_a_number_of_an_account(cast: Cast, engagement: Engagement) -> None:
    make_signed(cast, engagement)
    ask_for_another_account(cast, engagement)
    make_notices()
    text = " ".join(f"{row.subject} {row.text}" for row in Notice.objects.all())
    assert OTHER["number"][-4:] in text
    for secret in (ACCOUNT["number"], ACCOUNT["routing"], OTHER["number"], OTHER["routing"]):
        assert secret not in text
