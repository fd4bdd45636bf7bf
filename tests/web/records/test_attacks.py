"""What a hostile side tries with the record and the certificates, through the pages (H1, H2, H17, H24, H25)."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from makegood.engagements.actions.seats import is_open
from makegood.engagements.events import record
from makegood.engagements.intents import Confirmed, Refused, perform, prepare
from makegood.engagements.models import Checkpoint, Engagement, Event, Intent, Invitation, Role, Seat, Strength
from makegood.engagements.permissions import standing_of
from makegood.engagements.record.anchoring import key_of, sign_checkpoints
from makegood.engagements.record.erasing import erase
from makegood.engagements.record.forgetting import GONE
from makegood.engine.bundle import Bundle
from makegood.engine.certificate.checking import CertificateAnswers, check_certificate
from makegood.phases.acceptance.actions.deciding.certifying import certify
from makegood.phases.acceptance.actions.handing_in.bundling import bundle_path
from makegood.phases.acceptance.models import Appeal, Submission, Waiver
from makegood.rules.ledger.leaf import canonical
from makegood.rules.signing import SigningKey, VerifyingKey, read_envelope, sign_envelope
from makegood.web.records import deeds
from tests.web.acceptance.deciding.saying import appeal, ask_waiver, rule
from tests.web.acceptance.deciding.test_walks import waived_and_signed
from tests.web.acceptance.deciding.walked import SKIPPED, agreed, finding, looked_at
from tests.web.cast import Cast, make_engagement, signed_in

pytestmark = pytest.mark.usefixtures("keyholder")


def certificate(cast: Cast, engagement: Engagement) -> tuple[dict[str, bytes], VerifyingKey]:
    """What Pat gets from the page of an accepted part, and the agreed key."""
    waived_and_signed(cast, engagement)
    certify()
    sign_checkpoints()
    engagement.refresh_from_db()
    path = reverse("acceptance:certificate", args=[engagement.pk, Submission.objects.get().pk])
    with zipfile.ZipFile(io.BytesIO(signed_in(cast.pat).get(path).content)) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}, key_of(engagement)


def checked(parts: dict[str, bytes], key: VerifyingKey, folder: Path) -> CertificateAnswers:
    with zipfile.ZipFile(folder / "c.zip", "w") as zipped:
        for name, content in parts.items():
            zipped.writestr(name, content)
    with Bundle(folder / "c.zip") as bundle:
        return check_certificate(bundle, [key])


def forged(parts: dict[str, bytes], change: Callable[[dict[str, object]], None], key: SigningKey) -> dict[str, bytes]:
    envelope = read_envelope(parts["certificate.json"])
    statement = json.loads(envelope.payload)
    change(statement["predicate"])
    signed = sign_envelope(envelope.payload_type, canonical(statement), [key])
    return {**parts, "certificate.json": signed.to_bytes(), "signer.vkey": f"{key.verifying_key.text()}\n".encode()}


def test_a_certificate_that_the_partner_changes_and_signs_again_opens_nothing(
    cast: Cast, engagement: Engagement, tmp_path: Path
) -> None:
    parts, key = certificate(cast, engagement)
    assert checked(parts, key, tmp_path).holds
    mine = SigningKey.generate(key.name)

    def flip(predicate: dict[str, object]) -> None:
        for row in predicate["verdicts"]:  # type: ignore[attr-defined]
            row["outcome"] = "pass"

    def drop(predicate: dict[str, object]) -> None:
        predicate["verdicts"] = [row for row in predicate["verdicts"] if row["priority"] != "blocker"]  # type: ignore[attr-defined]

    def forget(predicate: dict[str, object]) -> None:
        predicate["waivers"], predicate["standsOn"] = [], ["Everything was met."]

    for change in (flip, drop, forget, lambda _: None):
        found = checked(forged(parts, change, mine), key, tmp_path)
        assert not found.holds
        assert not found.agreed
    other = SigningKey.generate("localhost:8000/another").verifying_key
    assert not checked(parts, other, tmp_path).holds


def test_a_certificate_of_another_engagement_of_the_same_house_is_refused(
    cast: Cast, engagement: Engagement, tmp_path: Path
) -> None:
    """The same key signs for both, under another name."""
    parts, key = certificate(cast, engagement)
    other = make_engagement(cast, "Another", mark="2")
    with transaction.atomic():
        record(engagement=other, kind="note.made", payload={}, actor=cast.olivia, anchored=True)
    sign_checkpoints()
    other.refresh_from_db()
    assert key_of(other).public == key.public
    found = checked(parts, key_of(other), tmp_path)
    assert not found.holds
    assert "it belongs to another engagement" in found.is_intact()


def test_two_views_of_one_record_are_not_both_signed(cast: Cast, engagement: Engagement) -> None:
    """What Pat was shown is signed; the same entries in another wording are not, and go on being not."""
    with transaction.atomic():
        record(engagement=engagement, kind="note.made", payload={"to": "Pat"}, actor=cast.olivia, anchored=True)
    sign_checkpoints()
    Checkpoint.objects.filter(engagement=engagement).update(note="", root=b"o" * 32)
    assert sign_checkpoints() == 0
    assert "entries were changed" in Checkpoint.objects.get(engagement=engagement).refused


@pytest.fixture
def yesterday(monkeypatch: pytest.MonkeyPatch) -> Callable[[], datetime]:
    """Sets the clock back by a day, from when it is called."""

    def set_back() -> datetime:
        then = timezone.now() - timedelta(days=1)
        monkeypatch.setattr(timezone, "now", lambda: then)
        return then

    return set_back


def test_what_is_over_stays_over_when_the_clock_is_set_back(
    cast: Cast, engagement: Engagement, yesterday: Callable[[], datetime]
) -> None:
    """A stand-in's time, an invitation and a prepared act, each over since an hour."""
    now = timezone.now()
    over = now - timedelta(hours=1)
    Seat.objects.create(
        engagement=engagement, user=cast.ben, role=Role.OWNER, stand_in_for=cast.olivia,
        begins=now - timedelta(days=9), until=over,
    )  # fmt: skip
    invitation = Invitation.objects.create(
        engagement=engagement, email="new@example.com", role=Role.PARTNER, token_hash="0" * 64,
        invited_by=cast.olivia, expires=over,
    )  # fmt: skip
    intent = prepare(standing=standing_of(cast.olivia, engagement.pk), kind=deeds.HOLD, content={"why": "x"}, back="/")
    Intent.objects.filter(pk=intent.pk).update(expires=over)
    with transaction.atomic():
        record(engagement=engagement, kind="note.made", payload={}, actor=cast.olivia)
    yesterday()
    assert not standing_of(cast.ben, engagement.pk).is_owner
    invitation.refresh_from_db()
    assert not is_open(invitation)
    with pytest.raises(Refused, match="more than an hour ago"):
        perform(
            standing=standing_of(cast.olivia, engagement.pk),
            intent_id=intent.pk,
            confirmed=Confirmed(strength=Strength.CODE),
        )


def everywhere(words: str) -> list[str]:
    """Tables and columns in which the words stand, as text or as bytes."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for name, value in zip(names, row, strict=True):
                    text = bytes(value).decode("latin-1") if isinstance(value, bytes | memoryview) else str(value)
                    if words in text:
                        found.add(f"{table}.{name}")
    return sorted(found)


def test_what_was_erased_stands_nowhere_any_more(cast: Cast, engagement: Engagement) -> None:
    submission = looked_at(cast, agreed(engagement))
    ask_waiver(cast.pat, submission, check=SKIPPED, fingerprint=finding(submission), mark=" Canary")
    rule(cast.rita, appeal(cast, submission, check=SKIPPED, mark=" Canary"), "upheld")
    assert {"engagements_event.payload", "engagements_intent.content"} < set(everywhere("Canary"))
    digest = Intent.objects.get(kind="waiver.requested").digest
    for event in Event.objects.filter(kind__in=("waiver.requested", "appeal.made", "appeal.ruled")):
        erase(engagement=engagement, index=event.index, why="Pat asked", by=cast.olivia)
    assert everywhere("Canary") == []
    assert everywhere(digest) == []  # without its nonce it would confirm a guess
    assert Waiver.objects.get().reason == Appeal.objects.get().ruling_reason == GONE
    page = signed_in(cast.pat).get(reverse("acceptance:submission", args=[engagement.pk, submission.pk]))
    assert page.status_code == 200


def test_the_partner_erases_nothing_and_nobody_erases_a_cosignature(cast: Cast, engagement: Engagement) -> None:
    with transaction.atomic():
        record(engagement=engagement, kind="checkpoint.cosigned", payload={"act": {}}, actor=cast.pat, anchored=True)
    path = reverse("record_erase", args=[engagement.pk, 0])
    assert signed_in(cast.pat).post(path, {"why": "x"}).status_code == 404
    with pytest.raises(Refused, match="cannot be erased"):
        erase(engagement=engagement, index=0, why="It is in my way", by=cast.olivia)
    assert "/erase/" not in signed_in(cast.olivia).get(reverse("record", args=[engagement.pk])).content.decode()


def test_the_dispute_file_holds_the_code_that_was_taken_away(
    cast: Cast, engagement: Engagement, tmp_path: Path
) -> None:
    submission = looked_at(cast, agreed(engagement))
    path = bundle_path(submission)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"# v2 git bundle")
    sign_checkpoints()
    answer = signed_in(cast.pat).post(reverse("record_dispute", args=[engagement.pk]))
    (tmp_path / "d.zip").write_bytes(b"".join(answer.streaming_content))  # type: ignore[attr-defined]
    with zipfile.ZipFile(tmp_path / "d.zip") as zipped:
        assert zipped.read("repository.bundle") == b"# v2 git bundle"
