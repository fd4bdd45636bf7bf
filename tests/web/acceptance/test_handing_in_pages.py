"""The pages of handing in keep what was typed, keep secrets sealed, and show nothing that acts."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from makegood.engagements.models import Engagement, Event, Intent
from makegood.inspections.models import EvidenceFile
from makegood.inspections.origins import secretbox
from makegood.phases.acceptance.models import CodeSource, Submission
from tests.web.acceptance.handing import arrive, hand_in, sign, source
from tests.web.cast import PASSWORD, Cast, signed_in

BUNDLE = b"# v2 git bundle\n" + b"a" * 40 + b" refs/heads/main\n\nPACK"


def _new(engagement: Engagement) -> str:
    return reverse("acceptance:new_source", args=[engagement.pk])


def test_a_read_token_is_sealed_and_never_shown(cast: Cast, engagement: Engagement) -> None:
    pat = signed_in(cast.pat)
    given = {"url": "https://code.example.org/shop.git", "kind": "token", "token": "ghs_verysecret"}
    answer = pat.post(_new(engagement), given)
    made = CodeSource.objects.get()
    assert "verysecret" not in made.secret
    assert secretbox().open(made.secret, made.purpose) == "ghs_verysecret"
    assert "verysecret" not in pat.get(answer["Location"]).content.decode()
    payloads = [bytes(event.payload or b"") for event in Event.objects.all()]
    assert payloads
    assert not any(b"verysecret" in payload for payload in payloads)


def test_a_read_key_is_made_here_and_only_its_public_half_is_shown(cast: Cast, engagement: Engagement) -> None:
    pat = signed_in(cast.pat)
    answer = pat.post(_new(engagement), {"url": "git@code.example.org:team/shop.git", "kind": "key"})
    made = CodeSource.objects.get()
    page = pat.get(answer["Location"]).content.decode()
    assert made.public_key in page
    assert made.public_key.startswith("ssh-ed25519 ")
    assert "BEGIN OPENSSH PRIVATE KEY" in secretbox().open(made.secret, made.purpose)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"url": "https://127.0.0.1/a.git/..", "kind": "ope"}, "Select a valid choice"),
        ({"url": "https://user:pw@host.example/a.git", "kind": "open"}, "before the @"),
        ({"url": "https://127.0.0.1/a.git", "kind": "open"}, "points to this machine (127.0.0.1)"),
        ({"url": "git@[::ffff:10.0.0.1]:a.git", "kind": "key"}, "is not written as"),
        ({"url": "ssh://git@[::ffff:10.0.0.1]/a.git", "kind": "key"}, "points to an address in a disguise"),
        ({"url": "https://169.254.169.254/a.git", "kind": "open"}, "where clouds keep their keys"),
        ({"url": "file:///etc/passwd", "kind": "open"}, "only https:// or ssh:// is gone to"),
        ({"url": "git@code.example.org:shop.git", "kind": "token", "token": "x"}, "opened with a read key"),
        ({"url": "https://code.example.org/shop.git", "kind": "key"}, "works over ssh only"),
        ({"url": "https://code.example.org/shop.git", "kind": "token"}, "Give the read token"),
        ({"url": "https://code.example.org/shop.git?private_token=x1", "kind": "open"}, "a token in its own field"),
    ],
)
def test_what_cannot_be_opened_is_one_sentence(
    cast: Cast, engagement: Engagement, given: dict[str, str], sentence: str
) -> None:
    answer = signed_in(cast.pat).post(_new(engagement), given)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert given["url"] in answer.content.decode()
    assert not CodeSource.objects.exists()


def test_from_the_form_to_the_hand_in_that_is_confirmed_by_password(cast: Cast, engagement: Engagement) -> None:
    part, _ = sign(engagement)
    origin, pat = source(engagement, cast), signed_in(cast.pat)
    path = reverse("acceptance:hand_in", args=[engagement.pk, part.pk])
    answer = pat.post(path, {"source": str(origin.pk), "revision": "v1.0", "notes": "*Done*"})
    asked = pat.get(answer["Location"]).content.decode()
    assert "Hand it in" in asked
    assert "v1.0" in asked
    done = pat.post(answer["Location"], {"password": PASSWORD})
    submission = Submission.objects.get()
    assert done["Location"] == reverse("acceptance:handed_in", args=[engagement.pk, submission.pk])
    again = pat.post(answer["Location"], {"password": PASSWORD})
    assert again["Location"] == done["Location"]
    assert Submission.objects.count() == 1
    assert "<em>Done</em>" in pat.get(done["Location"]).content.decode()


def test_an_upload_is_kept_although_something_else_was_wrong(cast: Cast, engagement: Engagement) -> None:
    part, _ = sign(engagement)
    pat, path = signed_in(cast.pat), reverse("acceptance:hand_in", args=[engagement.pk, part.pk])
    file = SimpleUploadedFile("../shop.bundle", BUNDLE)
    answer = pat.post(path, {"source": "upload", "file": file, "address": "https://10.0.0.1/"})
    assert answer.status_code == 422
    assert "points into a private network (10.0.0.1)" in answer.content.decode()
    kept = EvidenceFile.objects.get(engagement=engagement)
    assert f'value="{kept.digest}"' in answer.content.decode()
    pat.post(path, {"source": "upload", "kept": kept.digest})
    assert json.loads(bytes(Intent.objects.get().content))["upload_name"] == "shop.bundle"


def test_a_file_of_another_or_of_another_kind_is_refused(cast: Cast, engagement: Engagement) -> None:
    part, _ = sign(engagement)
    pat, path = signed_in(cast.pat), reverse("acceptance:hand_in", args=[engagement.pk, part.pk])
    EvidenceFile.objects.create(
        engagement=engagement, digest="e" * 64, name="x", media_type="x", size=1, filed_by=cast.olivia
    )
    for given in ({"kept": "e" * 64}, {}, {"file": SimpleUploadedFile("a.bundle", b"<svg onload=alert(1)>")}):
        answer = pat.post(path, {"source": "upload", **given})
        assert answer.status_code == 422
    assert not Intent.objects.exists()


def test_notes_can_do_nothing(cast: Cast, engagement: Engagement) -> None:
    part, _ = sign(engagement)
    notes = "<script>alert(1)</script> [x](javascript:alert(1)) ![i](file:///etc/passwd)"
    submission = arrive(hand_in(cast, part, source(engagement, cast), notes=notes))
    page = signed_in(cast.olivia).get(reverse("acceptance:handed_in", args=[engagement.pk, submission.pk]))
    for bad in ("<script>alert", 'href="javascript', "<img"):
        assert bad not in page.content.decode()


def test_a_key_that_was_typed_into_a_form_does_not_get_into_the_record(cast: Cast, engagement: Engagement) -> None:
    """What is recorded is never taken back (H23)."""
    part, _ = sign(engagement)
    key, pat = "AKIA" + "Q7ZW4KLMNB2XRT5D", signed_in(cast.pat)
    path = reverse("acceptance:hand_in", args=[engagement.pk, part.pk])
    given = {"source": str(source(engagement, cast).pk), "notes": f"Sign in with {key}, then look."}
    assert pat.post(path, given).status_code == 302
    content = bytes(Intent.objects.get().content).decode()
    assert key not in content
    assert "Sign in with" in content
    answer = pat.post(path, {**given, "address": f"https://shop.example.org/?access={key}"})
    assert answer.status_code == 422
    assert "holds a key or password" in answer.content.decode()
