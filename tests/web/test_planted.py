"""Ten secrets in eight places of one engagement leave no trace: no page, download, record, mail, log or file."""

from __future__ import annotations

import base64
import io
import json
import logging
import re
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.core import mail, serializers
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import reverse

from bench.sarif import document
from makegood.accounts.models import User
from makegood.engagements.models import Engagement
from makegood.engagements.record.anchoring import sign_checkpoints
from makegood.inspections import looking, runs
from makegood.notices import work
from makegood.phases.acceptance.actions.handing_in import receiving
from makegood.phases.acceptance.models import Report, Script, Submission, SubmissionState
from makegood.rules.keyholder import start
from tests.connectors.pictures_of_tests import png
from tests.engine.building import Delivery
from tests.engine.invented import SETTINGS, TEN, traces
from tests.waiting import PATIENCE
from tests.web.acceptance.handing import sign
from tests.web.acceptance.test_taken_in import bundled
from tests.web.cast import PASSWORD, Cast, signed_in

TELLING = ("aws-access-key", "stripe-live-key", "github-token", "slack-token", "sendgrid-key", "google-api-key")
"""What says by its own letters that it is a key. The others are told by the name beside them."""

NAMED = " ".join(TEN[kind] for kind in TELLING)
FILE_NAME = f"shop-{TEN['github-token']}_of-pat {TEN['google-api-key']}"
TITLE = f"{TEN['github-token']} and {TEN['stripe-live-key']}"


@pytest.fixture(autouse=True)
def home() -> Iterator[Path]:
    """Of this test alone, with a key process: nothing that other tests left lies in it."""
    with tempfile.TemporaryDirectory(prefix="mg-") as folder, override_settings(MAKEGOOD_HOME=Path(folder)):
        process = start(Path(folder))
        try:
            yield Path(folder)
        finally:
            process.terminate()
            process.wait(PATIENCE)


@pytest.fixture
def no_scanners(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "TOOLS", Path("/nonexistent"))


@pytest.fixture
def delivery(tmp_path: Path) -> Delivery:
    made = Delivery(tmp_path / "theirs.git")
    made.commit({"README.md": "# Shop\n", "settings.py": SETTINGS})
    for value in TEN.values():
        made.commit({f"notes/{value.replace('/', '_')}.txt": "x\n"}, message=f"Use {value} for now")
    made.commit(
        {"settings.py": "x = 1\n"}, message="Nothing to see any more", author=f"{TEN['github-token']} <a@b.test>"
    )
    return made


def confirm(client: Client, answer: HttpResponse) -> HttpResponse:
    assert answer.status_code == 302, answer.content.decode()[:4000]
    return client.post(answer["Location"], {"password": PASSWORD})


def planted(cast: Cast, engagement: Engagement, delivery: Delivery) -> Submission:
    """By the pages on which people do it."""
    part, _ = sign(engagement)
    pat, rita, olivia = signed_in(cast.pat), signed_in(cast.rita), signed_in(cast.olivia)
    file = SimpleUploadedFile(f"{FILE_NAME}.bundle", bundled(delivery))
    path = reverse("acceptance:hand_in", args=[engagement.pk, part.pk])
    wrong = f"https://shop.example.org/?api_key={TEN['github-token']}"
    assert pat.post(path, {"source": "upload", "file": file, "address": wrong}).status_code == 422
    file.seek(0)
    confirm(pat, pat.post(path, {"source": "upload", "file": file, "notes": f"{SETTINGS}\n{NAMED}"}))
    submission = Submission.objects.get()
    receiving.take_in(str(submission.pk))
    submission.refresh_from_db()
    assert submission.state == SubmissionState.COMPLETE, submission.problem
    runs.inspect(str(submission.inspection_id))
    reports = reverse("acceptance:reports", args=[engagement.pk, submission.pk])
    for number, content in enumerate(logs(submission.revision)):
        name = f"{FILE_NAME}-{number}.sarif"
        assert rita.post(reports, {"file": SimpleUploadedFile(name, content)}).status_code == 302
    scripts = reverse("acceptance:propose_script", args=[engagement.pk, part.pk])
    said = {"title": TITLE, "steps": SETTINGS, "expected": SETTINGS, "must": "on"}
    assert olivia.post(scripts, said).status_code == 302
    explore = reverse("acceptance:explore", args=[engagement.pk, submission.pk])
    picture = SimpleUploadedFile(f"{FILE_NAME}.png", png(SETTINGS.encode()))
    told = {"mission": TITLE, "minutes": "20", "found": SETTINGS, "picture": picture}
    assert olivia.post(explore, told).status_code == 302
    back = reverse("acceptance:send_back", args=[engagement.pk, submission.pk])
    confirm(olivia, olivia.post(back, {"letter": f"{SETTINGS}\n{NAMED}", "reason": SETTINGS}))
    return submission


def logs(revision: str) -> Iterator[bytes]:
    """The same keys as words, as letters in disguise, as a name beside a value, and in an embedded file."""
    log = json.loads(document(2))
    run = log["runs"][0]
    run["versionControlProvenance"] = [
        {"revisionId": revision, "repositoryUri": f"https://pat:{TEN['github-token']}@x.org"}
    ]
    run["tool"]["driver"]["name"] = f"Scan {TEN['github-token']}"
    run["artifacts"] = [{"contents": {"text": SETTINGS, "binary": base64.b64encode(SETTINGS.encode()).decode()}}]
    run["invocations"] = [{"environmentVariables": dict(re.findall(r'(\w+) = "(.*)"', SETTINGS))}]
    for row in run["results"]:
        row["message"]["text"] = f"{NAMED} {SETTINGS}"
        row["ruleId"] = TEN["github-token"]
        place = row["locations"][0]["physicalLocation"]
        place["region"]["snippet"] = {"text": SETTINGS}
        place["artifactLocation"]["uri"] = f"src/{TEN['stripe-live-key']}/a.py"
    plain = json.dumps(log)
    yield plain.encode()
    yield (
        re.sub(r"[A-Za-z]", lambda found: f"\\u{ord(found[0]):04x}", json.dumps(run["results"]))
        .join(plain.split(json.dumps(run["results"])))
        .encode()
    )


def crawled(user: User, engagement: Engagement) -> Iterator[tuple[str, bytes]]:
    """Every page and download that links lead this person to, from the home page; what is zipped is opened."""
    client, waiting, seen = signed_in(user), ["/", reverse("engagements:show", args=[engagement.pk])], set()
    while waiting:
        path = waiting.pop()
        if path in seen or path.startswith("/account/logout"):
            continue
        seen.add(path)
        answer = client.get(path)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        yield path, content + str(answer.headers).encode()
        yield from ((f"{path}!{name}", part) for name, part in opened(content))
        for link in re.findall(rb'(?:href|src|hx-get)="(/[^"#]*)', content):
            waiting.append(link.decode().replace("&amp;", "&"))


def opened(content: bytes) -> Iterator[tuple[str, bytes]]:
    """What lies in a zip."""
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as made:
            yield from ((name, made.read(name)) for name in made.namelist())


def inflated(content: bytes) -> bytes:
    """With the streams of a PDF."""
    found = [content]
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", content, re.DOTALL):
        try:
            found.append(zlib.decompressobj().decompress(stream))
        except zlib.error:
            continue
    return b"\n".join(found)


@pytest.mark.slow
@pytest.mark.sandbox
@pytest.mark.usefixtures("no_scanners")
def test_ten_secrets_in_eight_places_leave_no_trace(
    cast: Cast, engagement: Engagement, delivery: Delivery, caplog: pytest.LogCaptureFixture, home: Path
) -> None:
    caplog.set_level(logging.INFO)
    submission = planted(cast, engagement, delivery)
    sign_checkpoints()
    work.tell()
    shown = {
        f"{user}: {path}": content for user in cast.everybody().values() for path, content in crawled(user, engagement)
    }
    given = dict(opened(dispute_file(cast, engagement)))
    kept = {**rows(), **files(home, submission), **letters(), "log": caplog.text.encode()}
    assert len(shown) > 150
    assert len(given) > 10
    assert len(letters()) > 3
    assert Report.objects.count() == 2
    assert Script.objects.count() == 1
    everything = {**shown, **given, **kept}
    assert {place: found for place, content in everything.items() if (found := traces(inflated(content)))} == {}


def dispute_file(cast: Cast, engagement: Engagement) -> bytes:
    answer = signed_in(cast.olivia).post(reverse("record_dispute", args=[engagement.pk]))
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


OURS = ("accounts", "engagements", "inspections", "acceptance", "agreement", "notices")


def rows() -> dict[str, bytes]:
    """All that stands in the database, blobs opened."""
    found = {}
    for model in (model for model in apps.get_models() if model._meta.app_label in OURS):
        values = [value for row in model._default_manager.values() for value in row.values()]
        blobs = [bytes(value) for value in values if isinstance(value, bytes | memoryview)]
        found[str(model)] = b"\n".join([serializers.serialize("jsonl", model._default_manager.all()).encode(), *blobs])
    return found


def files(home: Path, submission: Submission) -> dict[str, bytes]:
    """All of the home but what was handed in, as it came, and the owner's copy of it."""
    ours = [path for path in home.rglob("*") if path.is_file() and "mirrors" not in path.parts]
    return {str(path.relative_to(home)): path.read_bytes() for path in ours if path.name != submission.upload}


def letters() -> dict[str, bytes]:
    """What was mailed, as bytes and as it reads."""
    sent = [message.message() for message in mail.outbox]
    read = [[part.get_payload(decode=True) for part in one.walk()] for one in sent]
    return {
        f"letter {number}": b"\n".join([one.as_bytes(), *(part for part in parts if isinstance(part, bytes))])
        for number, (one, parts) in enumerate(zip(sent, read, strict=True))
    }
