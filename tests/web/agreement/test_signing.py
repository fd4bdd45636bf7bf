"""From a draft to the locked copy that both signed: the same bytes, once, or not at all (H11)."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

import pytest

from makegood.engagements.intents import Refused
from makegood.engagements.models import Checkpoint, Engagement, Event, Seat, Stage
from makegood.engagements.permissions import standing_of
from makegood.engine.verdict import Priority
from makegood.phases.agreement import queries
from makegood.phases.agreement.actions import checklists, drafting, offering, paying
from makegood.phases.agreement.models import Agreement, AgreementState, Payee, RuleBook, Side, Signature
from makegood.rules.keyholder import KeyholderGone
from tests.web.agreement.drafts import ACCOUNT, make_draft, make_offer, make_signed, sign
from tests.web.cast import PASSWORD, Cast, signed_in


def test_the_path_from_a_draft_to_both_signatures(cast: Cast, engagement: Engagement) -> None:
    """As people go it, page by page."""
    root = f"/engagements/{engagement.pk}/agreement/"
    olivia, pat = signed_in(cast.olivia), signed_in(cast.pat)
    assert "Nothing is agreed yet" in olivia.get(root).content.decode()
    olivia.post(f"{root}begin")
    olivia.post(f"{root}question/price", {"price_cents": "$38,000"})
    olivia.post(
        f"{root}question/held_back",
        {"held_back_share": "10 %", "held_back_latest_return": "2027-12-31", "launch": "2027-03-01"},
    )
    added = olivia.post(f"{root}parts/add", {"title": "The portal", "amount_cents": "38,000.00", "due": "2027-02-01"})
    assert added.status_code == 302
    assert "is working on the agreement" in pat.get(root).content.decode()
    assert olivia.post(f"{root}offer").status_code == 302
    assert "sent you the agreement: $38,000" in pat.get(root).content.decode()
    assert pat.post(f"{root}payee/name", ACCOUNT).status_code == 302
    for client in (pat, olivia):
        digest = Agreement.objects.get().digest
        asked = client.post(f"{root}sign", {"digest": digest})
        question = client.get(asked["Location"]).content.decode()
        assert "$38,000" in question
        assert "account ending in 6789" in question
        assert client.post(asked["Location"], {"password": PASSWORD})["Location"] == root
    engagement.refresh_from_db()
    assert engagement.stage == Stage.RUNNING
    for client in (pat, olivia):
        assert "Signed by both" in client.get(root).content.decode()
        copy = client.get(f"{root}1")
        assert "locked copy, signed by both" in copy.content.decode()
        assert Agreement.objects.get().digest in copy.content.decode()
    saved = olivia.get(f"{root}1/json").content
    assert hashlib.sha256(saved).hexdigest() == Agreement.objects.get().digest
    assert json.loads(saved)["pay"]["price_cents"] == 3_800_000


def test_what_both_signed_covers_limits_versions_and_the_rule_on_advisories(cast: Cast, engagement: Engagement) -> None:
    document = queries.sealed_of(make_signed(cast, engagement)).document
    assert document["engine"]
    assert document["checks"]["security.no_secrets"] == 1
    assert "day of the submission" in document["advisories"]
    assert 'most_share = "0.05"' in document["milestones"][0]["rule_book"]["content"]
    assert document["payee"]["digest"] == Payee.objects.get().digest


def test_a_changed_draft_makes_earlier_signatures_void(cast: Cast, engagement: Engagement) -> None:
    offer = make_offer(cast, engagement)
    sign(cast, engagement, Side.PARTNER, offer)
    owner = standing_of(cast.olivia, engagement.pk)
    offering.take_back(standing=owner, agreement=offer)
    drafting.answer_question(agreement=offer, question="payment", answers={"payment_days": 60})
    again = offering.offer_agreement(standing=owner, agreement=offer)
    assert queries.signatures_of(again) == {}
    sign(cast, engagement, Side.OWNER, again)
    again.refresh_from_db()
    assert again.state == AgreementState.OFFERED


def test_signing_what_was_changed_meanwhile_is_refused_with_a_sentence(cast: Cast, engagement: Engagement) -> None:
    seen = make_offer(cast, engagement)
    owner = standing_of(cast.olivia, engagement.pk)
    offering.take_back(standing=owner, agreement=seen)
    with pytest.raises(Refused, match="taken the agreement back"):
        sign(cast, engagement, Side.PARTNER, seen)
    drafting.answer_question(agreement=seen, question="payment", answers={"payment_days": 60})
    offering.offer_agreement(standing=owner, agreement=seen)
    with pytest.raises(Refused, match="changed after you opened this page"):
        sign(cast, engagement, Side.PARTNER, seen)
    assert not Signature.objects.exists()


def test_a_form_that_names_an_older_document_signs_nothing(cast: Cast, engagement: Engagement) -> None:
    make_offer(cast, engagement)
    pat = signed_in(cast.pat)
    asked = pat.post(f"/engagements/{engagement.pk}/agreement/sign", {"digest": "0" * 64})
    done = pat.post(asked["Location"], {"password": PASSWORD})
    assert "changed after you opened this page" in done.content.decode()
    assert not Signature.objects.exists()


def test_without_a_payee_nobody_can_sign(cast: Cast, engagement: Engagement) -> None:
    offer = make_offer(cast, engagement, payee=False)
    for side in Side:
        with pytest.raises(Refused, match="has not said yet who is paid"):
            sign(cast, engagement, side, offer)


def test_another_payee_before_signing_is_another_document(cast: Cast, engagement: Engagement) -> None:
    offer = make_offer(cast, engagement)
    sign(cast, engagement, Side.OWNER, offer)
    partner = standing_of(cast.pat, engagement.pk)
    paying.name_payee(standing=partner, agreement=offer, **{**ACCOUNT, "number": "55554444"})
    again = Agreement.objects.get(pk=offer.pk)
    assert again.digest != offer.digest
    assert queries.signatures_of(again) == {}


def test_what_is_below_standard_is_said_on_the_page_of_the_signature(cast: Cast, engagement: Engagement) -> None:
    """H11: limit 0."""
    part = make_draft(cast, engagement).milestones.first()
    assert part is not None
    weak = {"least": 0}
    checklists.change_item(milestone=part, check_id="tests.exist", priority=Priority.REQUIRED, limits=weak)
    make_offer(cast, engagement)
    olivia, root = signed_in(cast.olivia), f"/engagements/{engagement.pk}/agreement/"
    asked = olivia.post(f"{root}sign", {"digest": Agreement.objects.get().digest})
    for page in (asked["Location"], root, f"{root}1"):
        assert "Tests, at least: 0 tests; usually 1 test." in olivia.get(page).content.decode()


def test_a_newer_check_is_signed_anew_or_not_at_all(
    cast: Cast, engagement: Engagement, monkeypatch: pytest.MonkeyPatch
) -> None:
    """H11: engine 1.1 on what was sealed under 1.0."""
    offer = make_offer(cast, engagement)
    sign(cast, engagement, Side.PARTNER, offer)
    monkeypatch.setattr("makegood.phases.agreement.queries.sealed.ENGINE_VERSION", "99.0")
    with pytest.raises(Refused, match="newer version of the checks"):
        sign(cast, engagement, Side.OWNER, offer)


def test_one_person_cannot_sign_for_both_sides(cast: Cast, engagement: Engagement) -> None:
    offer = make_offer(cast, engagement)
    Seat.objects.create(engagement=engagement, user=cast.pat, role="owner")
    sign(cast, engagement, Side.PARTNER, offer)
    with pytest.raises(Refused, match="One person cannot sign for both sides"):
        sign(replace(cast, olivia=cast.pat), engagement, Side.OWNER, offer)


def test_signing_twice_is_signing_once(cast: Cast, engagement: Engagement) -> None:
    offer = make_offer(cast, engagement)
    sign(cast, engagement, Side.PARTNER, offer)
    with pytest.raises(Refused, match="has signed for Pixel Works already"):
        sign(cast, engagement, Side.PARTNER, offer)
    assert Signature.objects.count() == 1


def test_what_is_signed_is_locked(cast: Cast, engagement: Engagement) -> None:
    signed = make_signed(cast, engagement)
    part = signed.milestones.first()
    assert part is not None
    before = bytes(RuleBook.objects.get(milestone=part).content)
    writes = (
        lambda: drafting.answer_question(agreement=signed, question="payment", answers={"payment_days": 1}),
        lambda: drafting.change_part(part=part, title="x", promise="", amount_cents=1, due=None),
        lambda: drafting.remove_part(part=part),
        lambda: checklists.change_item(milestone=part, check_id="tests.exist", priority=None),
        lambda: checklists.restart_checklist(milestone=part, base="standard", first=True),
    )
    for write in writes:
        with pytest.raises(Refused, match="signed and stays as it is"):
            write()
    assert bytes(RuleBook.objects.get(milestone=part).content) == before
    owner = standing_of(cast.olivia, engagement.pk)
    with pytest.raises(Refused, match="does not lie with the partner"):
        offering.take_back(standing=owner, agreement=signed)


def test_a_rule_book_changed_in_the_database_is_found(cast: Cast, engagement: Engagement) -> None:
    part = make_signed(cast, engagement).milestones.first()
    assert part is not None
    assert queries.rule_book_of(part).criteria["security.no_secrets"].priority is Priority.BLOCKER
    content = bytes(part.rule_book.content).replace(b"blocker", b"advisory")
    RuleBook.objects.filter(milestone=part).update(content=content)
    part.refresh_from_db()
    with pytest.raises(queries.RuleBookDamaged):
        queries.rule_book_of(part)


def test_a_change_is_a_new_agreement_and_the_old_one_stays_readable(cast: Cast, engagement: Engagement) -> None:
    first = make_signed(cast, engagement)
    owner = standing_of(cast.olivia, engagement.pk)
    draft = drafting.begin_draft(standing=owner)
    assert (draft.number, drafting.begin_draft(standing=owner).pk) == (2, draft.pk)
    part = draft.milestones.last()
    assert part is not None
    drafting.change_part(part=part, title="Launch", promise="", amount_cents=4_000_000, due=None)
    drafting.answer_question(agreement=draft, question="price", answers={"price_cents": 9_800_000})
    assert queries.signed_agreement(engagement) == first
    second = offering.offer_agreement(standing=owner, agreement=draft)
    sign(cast, engagement, Side.OWNER, second)
    assert queries.signed_agreement(engagement) == first
    sign(cast, engagement, Side.PARTNER, second)
    first.refresh_from_db()
    assert first.state == AgreementState.REPLACED
    assert queries.signed_agreement(engagement) == second
    assert queries.sealed_of(Agreement.objects.get(pk=second.pk)).document["replaces"] == first.digest
    lines = [{line.id for line in queries.schedule_of(one).lines} for one in (first, second)]
    assert lines[0] == lines[1]
    old = signed_in(cast.pat).get(f"/engagements/{engagement.pk}/agreement/1").content.decode()
    assert "A later agreement has replaced this one" in old
    assert "$38,000" in old


def test_every_step_is_in_the_tree_and_signatures_go_to_all_parties(cast: Cast, engagement: Engagement) -> None:
    make_signed(cast, engagement)
    kinds = list(Event.objects.filter(engagement=engagement).values_list("kind", flat=True))
    assert kinds == [
        "agreement.begun",
        "agreement.offered",
        "payee.named",
        "agreement.signed_by_partner",
        "agreement.signed_by_owner",
        "agreement.locked",
    ]
    assert list(Checkpoint.objects.values_list("size", flat=True)) == [4, 5, 6]
    told = b"".join(bytes(row.payload or b"") for row in Event.objects.all())
    assert ACCOUNT["number"].encode() not in told
    assert ACCOUNT["routing"].encode() not in told


def test_terms_and_schedule_are_as_agreed(cast: Cast, engagement: Engagement) -> None:
    signed = make_signed(cast, engagement)
    terms = queries.terms_of(signed)
    assert (terms.acceptance_days, terms.cure_rounds, terms.silence_counts) == (10, 2, True)
    schedule = queries.schedule_of(signed)
    assert (schedule.contract_cents, [line.cents for line in schedule.lines]) == (
        9_600_000,
        [1_200_000, 4_600_000, 3_800_000],
    )
    assert queries.caps_of(signed) is None
    assert queries.changed_since_signing(signed) == []


def test_without_the_key_that_both_sign_nothing_is_sent(
    cast: Cast, engagement: Engagement, monkeypatch: pytest.MonkeyPatch
) -> None:
    """H1: a key that came later would be one that nobody agreed on."""

    def gone(engagement: Engagement) -> None:
        raise KeyholderGone(f"no socket for {engagement}")

    monkeypatch.setattr(offering, "key_of", gone)
    draft = make_draft(cast, engagement)
    with pytest.raises(Refused, match="keeps the signing keys does not answer"):
        offering.offer_agreement(standing=standing_of(cast.olivia, engagement.pk), agreement=draft)
    draft.refresh_from_db()
    assert draft.is_draft


def test_a_draft_that_does_not_tie_is_not_sent(cast: Cast, engagement: Engagement) -> None:
    draft = make_draft(cast, engagement)
    drafting.answer_question(agreement=draft, question="price", answers={"price_cents": 9_600_001})
    with pytest.raises(Refused, match=r"sum to \$96,000, \$0.01 less"):
        offering.offer_agreement(standing=standing_of(cast.olivia, engagement.pk), agreement=draft)
