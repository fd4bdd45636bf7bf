"""The keys of a record: changed and revoked by the owner alone, and judged by strangers as they counted (H16)."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.db import transaction

from makegood.cli import main
from makegood.engagements.events import record
from makegood.engagements.intents import Confirmed, Refused, perform, prepare
from makegood.engagements.models import Checkpoint, Engagement, Event, Strength
from makegood.engagements.permissions import standing_of
from makegood.engagements.record.anchoring import key_of, sign_checkpoints, signer_of
from makegood.engagements.record.keys import change_key, keys_told, revoke_key
from makegood.engine.bundle import Bundle
from makegood.engine.dispute.checking import DisputeAnswers, check_dispute
from makegood.phases.acceptance.actions.deciding.certifying import certify, certify_anew
from makegood.phases.acceptance.models import Certificate
from makegood.rules.keyholder import RemoteSigner, held
from makegood.rules.ledger.checkpoint import Checkpoint as Point
from makegood.rules.ledger.checkpoint import note as signed_note
from makegood.rules.signing import VerifyingKey
from makegood.web.records import deeds
from tests.web.acceptance.deciding.test_walks import waived_and_signed
from tests.web.cast import Cast, signed_in

pytestmark = pytest.mark.usefixtures("keyholder")


def note(engagement: Engagement, cast: Cast, text: str = "noted") -> Event:
    with transaction.atomic():
        return record(
            engagement=engagement, kind="note.made", payload={"reason": text}, actor=cast.olivia, anchored=True
        )


def grown(engagement: Engagement, cast: Cast, entries: int) -> VerifyingKey:
    for _ in range(entries):
        note(engagement, cast)
        sign_checkpoints()
    engagement.refresh_from_db()
    return key_of(engagement)


def verified(cast: Cast, engagement: Engagement, folder: Path) -> DisputeAnswers:
    answer = signed_in(cast.pat).post(f"/engagements/{engagement.pk}/record/dispute/")
    (folder / "d.zip").write_bytes(b"".join(answer.streaming_content))  # type: ignore[attr-defined]
    engagement.refresh_from_db()
    with Bundle(folder / "d.zip") as bundle:
        return check_dispute(bundle, [VerifyingKey.parse(engagement.first_key)])


def test_the_page_shows_which_key_signs_since_when_and_what_ended_the_earlier_ones(
    cast: Cast, engagement: Engagement
) -> None:
    first = grown(engagement, cast, 2)
    change_key(engagement=engagement, by=cast.olivia)
    note(engagement, cast)
    revoke_key(engagement=engagement, key_id=first.key_id.hex(), entry=1, why="A disk was stolen", by=cast.olivia)
    now, before = keys_told(engagement)
    assert (before.since, before.until, before.revoked) == (0, 1, True)
    assert (now.since, now.until) == (2, None)
    for person in (cast.olivia, cast.pat):
        page = signed_in(person).get(f"/engagements/{engagement.pk}/record/keys/").content.decode()
        assert now.fingerprint in page
        assert "A disk was stolen" in page
        assert ("Change the key" in page) is (person == cast.olivia)


def test_a_change_of_key_while_a_checkpoint_waits_leaves_nothing_unsigned(
    cast: Cast, engagement: Engagement, tmp_path: Path
) -> None:
    """What waited is signed by the key that counted at its size, and nothing is signed inside the transaction."""
    grown(engagement, cast, 1)
    note(engagement, cast)
    change_key(engagement=engagement, by=cast.olivia)
    assert Checkpoint.objects.filter(engagement=engagement, note="").count() == 2
    note(engagement, cast)
    sign_checkpoints()
    found = verified(cast, engagement, tmp_path)
    assert found.holds
    assert found.ledger.remarks == ()


def test_a_change_of_key_that_is_rolled_back_leaves_the_record_signable(cast: Cast, engagement: Engagement) -> None:
    """A checkpoint of entries that never were would look like a record that went back."""
    grown(engagement, cast, 2)

    def change() -> None:
        with transaction.atomic():
            note(engagement, cast)
            change_key(engagement=engagement, by=cast.olivia)
            raise RuntimeError("the disk is full")

    with pytest.raises(RuntimeError):
        change()
    engagement.refresh_from_db()
    note(engagement, cast, "another")
    assert sign_checkpoints() == 1


def test_after_a_revocation_what_a_thief_signs_counts_for_nothing_and_a_fresh_key_goes_on(
    cast: Cast, engagement: Engagement, tmp_path: Path
) -> None:
    stolen = grown(engagement, cast, 3)
    thief = RemoteSigner(_home(), stolen)
    keys = held(_home()).keys
    revoke_key(engagement=engagement, key_id=stolen.key_id.hex(), entry=2, why="Stolen", by=cast.olivia)
    engagement.refresh_from_db()
    assert key_of(engagement).public not in keys  # not one that lay beside the stolen one
    sign_checkpoints()
    found = verified(cast, engagement, tmp_path)
    assert found.holds
    assert found.ledger.signed_up_to == engagement.tree_size
    assert any("over 3 events is signed by a key that had ended" in one for one in found.ledger.remarks)
    assert not any("over 2 events is signed" in one for one in found.ledger.remarks)
    forged = Point(stolen.name, 3, b"f" * 32)
    with pytest.raises(Exception, match="signed before"):
        signed_note(forged, [thief])  # the keyholder itself would not


def _home() -> Path:
    from django.conf import settings

    return Path(settings.MAKEGOOD_HOME)


def test_a_certificate_that_a_revoked_key_signed_too_late_is_refused_and_signed_anew(
    cast: Cast, engagement: Engagement, tmp_path: Path
) -> None:
    waived_and_signed(cast, engagement)
    certify()
    sign_checkpoints()
    engagement.refresh_from_db()
    key, at = key_of(engagement), Certificate.objects.get().event.index
    revoke_key(engagement=engagement, key_id=key.key_id.hex(), entry=at, why="Stolen", by=cast.olivia)
    found = verified(cast, engagement, tmp_path)
    assert not found.holds
    assert any("its key no longer counted then" in one for one in found.faults)
    assert certify_anew(engagement=engagement) == 1
    certify()
    assert Certificate.objects.get().event.index > at
    assert verified(cast, engagement, tmp_path).holds


def test_a_certificate_from_before_a_revocation_stays_good(cast: Cast, engagement: Engagement, tmp_path: Path) -> None:
    waived_and_signed(cast, engagement)
    certify()
    engagement.refresh_from_db()
    key, at = key_of(engagement), Certificate.objects.get().event.index
    revoke_key(engagement=engagement, key_id=key.key_id.hex(), entry=at + 1, why="Stolen", by=cast.olivia)
    assert certify_anew(engagement=engagement) == 0
    assert verified(cast, engagement, tmp_path).holds


def test_revoking_asks_for_more_than_a_password_and_only_the_owner(cast: Cast, engagement: Engagement) -> None:
    key = grown(engagement, cast, 2).key_id.hex()
    path = f"/engagements/{engagement.pk}/record/keys/{key}/revoke/"
    typed = {"since": "earlier", "entry": "2", "why": "Stolen"}
    assert signed_in(cast.pat).post(path, typed).status_code == 404
    asked = signed_in(cast.olivia).post(path, typed)
    assert "/confirm/" in asked["Location"]
    page = signed_in(cast.olivia).get(asked["Location"]).content.decode()
    assert "From entry 2 on nothing that it signs or signed counts" in page
    assert "Stolen" in page, "what was typed is seen before it is signed"
    standing = standing_of(cast.olivia, engagement.pk)
    content = {"key": key, "entry": 1, "why": "Stolen"}
    for strength, done in ((Strength.PASSWORD, False), (Strength.CODE, True)):
        intent = prepare(standing=standing, kind=deeds.REVOKE, content=content, back="/")
        try:
            perform(standing=standing, intent_id=intent.pk, confirmed=Confirmed(strength=strength))
        except Refused:
            assert not done
    assert Event.objects.filter(engagement=engagement, kind="key.revoked").count() == 1


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"since": "earlier", "why": "x"}, "Please give the number of the entry."),
        ({"since": "earlier", "entry": "9", "why": "x"}, "Choose an entry from 1 to 3"),
        ({"entry": "1", "why": "x"}, "Please choose one."),
        ({"since": "now"}, "Please say why."),
    ],
)
def test_what_is_missing_is_said_beside_the_field(
    cast: Cast, engagement: Engagement, typed: dict[str, str], why: str
) -> None:
    key = grown(engagement, cast, 2).key_id.hex()
    answer = signed_in(cast.olivia).post(f"/engagements/{engagement.pk}/record/keys/{key}/revoke/", typed)
    assert answer.status_code == 422
    assert why in answer.content.decode()


def test_a_key_is_not_revoked_twice_nor_unrevoked(cast: Cast, engagement: Engagement) -> None:
    key = grown(engagement, cast, 3).key_id.hex()
    revoke_key(engagement=engagement, key_id=key, entry=1, why="Stolen", by=cast.olivia)
    for entry in (1, 2):
        with pytest.raises(Refused, match="revoked from entry 2 on already"):
            revoke_key(engagement=engagement, key_id=key, entry=entry, why="Again", by=cast.olivia)
    revoke_key(engagement=engagement, key_id=key, entry=0, why="It was earlier", by=cast.olivia)


def test_the_command_shows_the_keys_and_refuses_whoever_is_not_the_owner(
    cast: Cast, engagement: Engagement, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    key = grown(engagement, cast, 1)
    assert main(["keys", "show", engagement.name]) == 0
    shown = capsys.readouterr().out
    assert key.text() in shown
    assert "signs from entry 1" in shown
    monkeypatch.setattr("sys.stdin", io.StringIO("000000\n"))
    for words, why in (
        (["keys", "change", engagement.name], "needs ENGAGEMENT, --as EMAIL and --why TEXT"),
        (["keys", "change", "Nothing", "--as", cast.olivia.email, "--why", "x"], "No engagement is called Nothing"),
        (["keys", "change", engagement.name, "--as", cast.pat.email, "--why", "x"], "is not the owner"),
        (["keys", "revoke", engagement.name, "--as", cast.olivia.email, "--why", "x"], "needs --key KEY"),
        (["keys", "change", engagement.name, "--as", cast.olivia.email, "--why", "x"], "code"),
    ):
        assert main(words) == 2
        assert why in capsys.readouterr().err
    engagement.refresh_from_db()
    assert key_of(engagement) == key
    assert signer_of(engagement).verifying_key == key


def test_the_command_changes_the_key_with_the_owners_code(
    cast: Cast, engagement: Engagement, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    key = grown(engagement, cast, 1)
    monkeypatch.setattr("makegood.accounts.codes.take_code", lambda user, code: None)
    monkeypatch.setattr("sys.stdin", io.StringIO("123456\n"))
    assert main(["keys", "change", engagement.name, "--as", cast.olivia.email, "--why", "Every year"]) == 0
    assert "changed" in capsys.readouterr().out
    engagement.refresh_from_db()
    assert key_of(engagement) != key
    assert Event.objects.filter(engagement=engagement, kind="key_change.confirmed").count() == 1
