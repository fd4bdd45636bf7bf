"""Each side cosigns the record with a passkey, and an authority that fails is a sentence (H2, H25)."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path

import pytest
from django.db import transaction
from django.urls import reverse

from makegood.cli import main
from makegood.connectors.outbound import Answer, Limits, OutboundRefused
from makegood.engagements.events import record
from makegood.engagements.models import Checkpoint, Engagement, Event, Intent, Receipt
from makegood.engagements.record import stamping
from makegood.engagements.record.anchoring import sign_checkpoints
from makegood.rules.ledger.leaf import commit, leaf_bytes
from makegood.web.configuration import ConfigurationRefused, read
from tests.rules.ledger.authority import Authority
from tests.web.authenticator import SoftPasskey
from tests.web.cast import Cast, signed_in

pytestmark = pytest.mark.usefixtures("keyholder")
TSA = "https://tsa.test/ts"


@pytest.fixture
def grown(cast: Cast, engagement: Engagement) -> Engagement:
    """Two entries, signed."""
    for text in ("first", "second"):
        note(cast, engagement, text)
    sign_checkpoints()
    return engagement


def note(cast: Cast, engagement: Engagement, text: str) -> None:
    with transaction.atomic():
        record(engagement=engagement, kind="note.made", payload={"reason": text}, actor=cast.olivia, anchored=True)


def cosign(cast: Cast, engagement: Engagement) -> str:
    """Pat presses the button and touches the passkey; gives back where that led."""
    pat, key = signed_in(cast.pat), SoftPasskey().given_to(cast.pat)
    asked = pat.post(reverse("record_cosign", args=[engagement.pk]))
    intent = Intent.objects.get()
    assert "Cosign the first 2 entries?" in pat.get(asked["Location"]).content.decode()
    return str(pat.post(asked["Location"], {"credential": key.signed(bytes.fromhex(intent.digest))})["Location"])


def verify(cast: Cast, engagement: Engagement, folder: Path, *more: str) -> int:
    answer = signed_in(cast.olivia).post(reverse("record_dispute", args=[engagement.pk]))
    (folder / "d.zip").write_bytes(b"".join(answer.streaming_content))  # type: ignore[attr-defined]
    engagement.refresh_from_db()
    (folder / "agreed").write_text("\n".join([engagement.first_key, *(one for one in more if one.startswith("pass"))]))
    words = [one for one in more if not one.startswith("pass")]
    return main(["verify", str(folder / "d.zip"), "--key", str(folder / "agreed"), *words])


def test_a_partner_cosigns_and_whoever_knows_the_passkey_counts_it(
    cast: Cast, grown: Engagement, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    led = cosign(cast, grown)
    page = signed_in(cast.pat).get(led).content.decode()
    line = page.partition("<code>passkey:")[2][:64]
    owners = signed_in(cast.olivia).get(reverse("record", args=[grown.pk])).content.decode()
    assert "the first 2" in owners
    assert verify(cast, grown, tmp_path, f"passkey:{line}") == 0
    assert f"passkey {line[:8]} of {cast.pat.pk} holds the first 2." in capsys.readouterr().out
    assert verify(cast, grown, tmp_path) == 0
    assert "By nobody else than its keeper" in capsys.readouterr().out


def test_the_record_is_rewritten_after_it_was_cosigned_and_that_is_found(
    cast: Cast, grown: Engagement, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The keeper changes what the second entry says, keeps Pat's words, and makes the whole file anew."""
    cosign(cast, grown)
    event = Event.objects.get(engagement=grown, index=1)
    event.payload = b'{"reason":"another"}'
    commitment = commit(bytes(event.nonce or b""), event.payload)
    event.leaf = leaf_bytes(index=1, kind=event.kind, at=event.at, actor=str(cast.olivia.pk), commitment=commitment)
    event.save()
    assert verify(cast, grown, tmp_path) == 1
    assert "cosigned the first 2, does not fit them" in capsys.readouterr().out


def test_only_the_two_sides_cosign_and_what_changed_meanwhile_is_refused(cast: Cast, grown: Engagement) -> None:
    path = reverse("record_cosign", args=[grown.pk])
    assert signed_in(cast.rita).post(path).status_code == 404
    pat, key = signed_in(cast.pat), SoftPasskey().given_to(cast.pat)
    asked = pat.post(path)
    Checkpoint.objects.filter(engagement=grown, size=2).update(root=b"r" * 32)
    answer = pat.post(asked["Location"], {"credential": key.signed(bytes.fromhex(Intent.objects.get().digest))})
    assert "The record changed since you looked" in answer.content.decode()
    assert not Receipt.objects.exclude(cosigned=None).exists()


def test_before_anything_is_signed_it_says_so(cast: Cast, engagement: Engagement) -> None:
    pat = signed_in(cast.pat)
    assert "Nothing is signed yet" in pat.get(reverse("record_cosign", args=[engagement.pk])).content.decode()
    again = pat.post(reverse("record_cosign", args=[engagement.pk]), follow=True)
    assert "Nothing is signed yet. Please try again" in again.content.decode()


class Asked:
    """In the place of the way out: an authority, or whatever else answers there."""

    def __init__(self, authority: Authority | None = None, status: int = 200, body: bytes = b"") -> None:
        self.authority, self.status, self.body, self.times = authority, status, body, 0

    def ask(self, method: str, url: str, *, headers: Mapping[str, str], body: bytes, limits: Limits) -> Answer:
        assert (method, url, headers["Content-Type"]) == ("POST", TSA, "application/timestamp-query")
        assert limits.redirects == 0
        self.times += 1
        if self.status == 0:
            raise OutboundRefused("does not answer")
        given = self.authority.answer(body) if self.authority else self.body
        return answer_of(self.status, given)


def answer_of(status: int, body: bytes) -> Answer:
    return Answer(TSA, ip_address("203.0.113.7"), status, (), body, whole=True)


def test_the_newest_checkpoint_is_stamped_and_the_dispute_file_proves_the_time(
    cast: Cast,
    grown: Engagement,
    tmp_path: Path,
    settings: object,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    if shutil.which("openssl") is None:
        pytest.skip("openssl IS NOT INSTALLED, NO TIME STAMP WAS TRIED")
    authority = Authority(tmp_path)
    asked = Asked(authority)
    monkeypatch.setattr(stamping, "outbound", lambda: asked)
    assert stamping.stamp_checkpoints() == asked.times == 0  # off until an address is set
    settings.MAKEGOOD_TIMESTAMPS = TSA  # type: ignore[attr-defined]
    assert stamping.stamp_checkpoints() == 1
    assert stamping.stamp_checkpoints() == 0
    (tmp_path / "root.pem").write_bytes(authority.root)
    assert verify(cast, grown, tmp_path, "--authority", str(tmp_path / "root.pem")) == 0
    assert "The first 2 events not later than " in capsys.readouterr().out
    assert TSA in signed_in(cast.pat).get(reverse("record_cosign", args=[grown.pk])).content.decode()
    with zipfile.ZipFile(tmp_path / "d.zip") as zipped:
        changed = zipped.read("stamps/000001.json").replace(b'"answer": "', b'"answer": "AAAA')
        names = {name: zipped.read(name) for name in zipped.namelist()}
    with zipfile.ZipFile(tmp_path / "d2.zip", "w") as zipped:
        for name, content in names.items():
            zipped.writestr(name, changed if name.startswith("stamps/") else content)
    assert main(["verify", str(tmp_path / "d2.zip"), "--key", str(tmp_path / "agreed")]) != 0


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (Asked(status=0), "does not answer"),
        (Asked(status=503), "did not answer as one (503)"),
        (Asked(body=b"<html>Sign in</html>"), "The answer is no time stamp."),
    ],
    ids=["gone", "ill", "a portal"],
)
def test_an_authority_that_fails_is_a_sentence_and_stops_nothing(
    cast: Cast, grown: Engagement, settings: object, monkeypatch: pytest.MonkeyPatch, asked: Asked, why: str
) -> None:
    settings.MAKEGOOD_TIMESTAMPS = TSA  # type: ignore[attr-defined]
    monkeypatch.setattr(stamping, "outbound", lambda: asked)
    before = asked.times
    for _ in range(2):  # the second time it is not asked again so soon
        assert stamping.stamp_checkpoints() == 0
    assert asked.times == before + 1
    assert why in signed_in(cast.pat).get(reverse("record_cosign", args=[grown.pk])).content.decode()
    note(cast, grown, "third")
    assert sign_checkpoints() == 1


def test_the_address_of_an_authority_begins_with_https() -> None:
    assert read({"MAKEGOOD_TIMESTAMPS": TSA}, make_key=False).timestamps == TSA
    for wrong in ("http://tsa.test/", "tsa.test", "file:///etc/passwd", "https://"):
        with pytest.raises(ConfigurationRefused, match="MAKEGOOD_TIMESTAMPS"):
            read({"MAKEGOOD_TIMESTAMPS": wrong}, make_key=False)
