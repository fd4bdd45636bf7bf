"""From a real git server to the receipt: what goes wrong stands on the page with what to do, and trying again works."""

from __future__ import annotations

import base64
import logging
import shutil
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path

import pytest
from django.conf import LazySettings, settings
from django.test import Client
from django.urls import reverse

from makegood.engagements.models import Engagement, Event
from makegood.engine.apart import receiving as apart_receiving
from makegood.phases.acceptance.actions.handing_in import receiving
from makegood.phases.acceptance.actions.handing_in.sources import add_source
from makegood.phases.acceptance.models import CodeSource, Submission, SubmissionState
from makegood.web import configuration
from tests.engine.building import Delivery
from tests.engine.repository.serving import BACKEND, HOST, TOKEN, Served, serving
from tests.engine.repository.shelling import Shell, missing, shelling
from tests.web.acceptance.handing import hand_in, sign
from tests.web.cast import Cast, signed_in

pytestmark = pytest.mark.skipif(not BACKEND.exists() or not shutil.which("openssl"), reason="no git server here")


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Delivery:
    made = Delivery(tmp_path_factory.mktemp("root") / "shop.git")
    made.commit({"app.py": "x = 1\n"})
    return made


@pytest.fixture(scope="module")
def served(shop: Delivery, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(shop.path.parent, tmp_path_factory.mktemp("server")) as made:
        yield made


@pytest.fixture
def at(served: Served, settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> str:
    """The server stands in the owner's own house, as MAKEGOOD_GIT_INSIDE would say."""
    port = int(served.url.rpartition(":")[2])
    settings.MAKEGOOD_GIT_INSIDE = {(HOST, port): ip_address("127.0.0.1")}
    monkeypatch.setenv("GIT_SSL_CAINFO", str(served.certificate))
    return f"https://{HOST}:{port}"


def handed_in(cast: Cast, engagement: Engagement, url: str, kind: str = "open", token: str = "") -> Submission:
    part, _ = sign(engagement)
    return hand_in(cast, part, add_source(engagement=engagement, url=url, kind=kind, token=token, added_by=cast.pat))


def taken_in(submission: Submission) -> Submission:
    receiving.take_in(str(submission.pk))
    submission.refresh_from_db()
    return submission


def page_of(client: Client, submission: Submission) -> str:
    path = reverse("acceptance:handed_in", args=[submission.milestone.agreement.engagement_id, submission.pk])
    return client.get(path).content.decode()


def try_again(client: Client, submission: Submission) -> Submission:
    path = reverse("acceptance:fetch_again", args=[submission.milestone.agreement.engagement_id, submission.pk])
    assert client.post(path).status_code == 302
    submission.refresh_from_db()
    return taken_in(submission)


def test_a_wrong_token_is_told_and_another_one_opens_the_same_hand_in(
    cast: Cast, engagement: Engagement, shop: Delivery, at: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    wrong, pat = "ghs_wrongWrongWrong0815", signed_in(cast.pat)
    submission = taken_in(handed_in(cast, engagement, f"{at}/token/shop.git", "token", wrong))
    assert submission.state == SubmissionState.INCOMPLETE
    said = page_of(pat, submission)
    assert "missing, wrong, or has expired" in said
    assert "where you can give another token" in said
    source = reverse("acceptance:source", args=[engagement.pk, submission.source_id])
    assert "Please fill this in." in (empty := pat.post(source, {"token": " "})).content.decode()
    assert empty.status_code == 422
    assert pat.post(source, {"token": TOKEN}).status_code == 302
    assert try_again(pat, submission).revision == shop.revisions()[0]
    assert submission.state == SubmissionState.COMPLETE
    seen = [page_of(pat, submission), pat.get(source).content.decode(), said, caplog.text]
    seen += [bytes(event.payload or b"").decode() for event in Event.objects.all()]
    seen += [str(values) for values in CodeSource.objects.values()]
    for secret in (TOKEN, wrong):
        login = base64.b64encode(f"x-access-token:{secret}".encode()).decode()
        assert not [text for text in seen if secret in text or login in text]
        assert not kept(secret)


def kept(secret: str) -> list[Path]:
    """Files of the home that hold it, but for the database, whose rows are looked at above."""
    home = Path(settings.MAKEGOOD_HOME)
    files = [path for path in home.rglob("*") if path.is_file() and "sqlite" not in path.name]
    return [path for path in files if secret.encode() in path.read_bytes()]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("nothing.git", "is no git repository"),
        ("moved/shop.git", "forwards to another address"),
        ("drip/shop.git", "does not answer in time, or sends too slowly"),
        ("endless/shop.git", "sends more than there is room for here"),
        ("plain/shop.git", "is no git repository"),
    ],
)
def test_what_goes_wrong_starts_no_clock_and_is_told_to_both(
    cast: Cast, engagement: Engagement, at: str, path: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart_receiving, "PATIENCE", 2.0 if "drip" in path else 60.0)
    monkeypatch.setattr(apart_receiving, "LARGEST", 5_000_000)
    submission = taken_in(handed_in(cast, engagement, f"{at}/{path}"))
    assert (submission.state, submission.silence_at) == (SubmissionState.INCOMPLETE, None)
    for person in (cast.pat, cast.olivia):
        assert said in page_of(signed_in(person), submission)
    monkeypatch.undo()


def test_a_server_inside_that_nobody_named_is_not_gone_to(
    cast: Cast, engagement: Engagement, at: str, served: Served, settings: LazySettings
) -> None:
    served.asked.clear()
    settings.MAKEGOOD_GIT_INSIDE = {}
    submission = taken_in(handed_in(cast, engagement, at.replace(HOST, "127.0.0.1") + "/shop.git"))
    assert "127.0.0.1" in submission.problem
    assert "points to this machine (127.0.0.1), and nothing is fetched from there." in submission.problem
    assert served.asked == []


def test_a_list_of_servers_inside_that_cannot_be_read_is_refused_at_the_start() -> None:
    with pytest.raises(
        configuration.ConfigurationRefused, match=r"^MAKEGOOD_GIT_INSIDE: \'10.0.0.0/8\' is not written"
    ):
        configuration.read({"MAKEGOOD_GIT_INSIDE": "10.0.0.0/8"}, make_key=False)


@pytest.mark.skipif(bool(missing()), reason=missing())
def test_a_read_key_that_is_made_here_opens_a_repository_once_it_was_added(
    cast: Cast, engagement: Engagement, shop: Delivery, tmp_path: Path, settings: LazySettings
) -> None:
    with shelling(tmp_path) as shell:
        settings.MAKEGOOD_GIT_INSIDE = {(HOST, shell.port): ip_address("127.0.0.1")}
        submission = handed_in(cast, engagement, _address(shell, shop), "key")
        pat = signed_in(cast.pat)
        assert "with the key that must be added to it" in page_of(pat, taken_in(submission))
        assert submission.source is not None
        shell.let_in.write_text(submission.source.public_key + "\n")
        assert try_again(pat, submission).revision == shop.revisions()[0]
    assert not kept("PRIVATE KEY")


def _address(shell: Shell, shop: Delivery) -> str:
    return f"ssh://{shell.user}@{HOST}:{shell.port}{shop.path}"
