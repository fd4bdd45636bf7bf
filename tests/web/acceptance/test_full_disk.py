"""A disk that is full while something is handed in: one sentence, everything typed kept, nothing half done."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.test import Client
from django.urls import reverse

from bench.sarif import document
from makegood.engagements.models import Engagement, Intent
from makegood.inspections.models import EvidenceFile
from makegood.phases.acceptance.models import Report
from tests.web.acceptance.handing import arrive, hand_in, sign, source
from tests.web.acceptance.test_handing_in_pages import BUNDLE
from tests.web.cast import Cast, signed_in

FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _full(*_: object, **__: object) -> Any:
    raise FULL


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: LazySettings) -> Path:
    settings.MAKEGOOD_HOME = tmp_path
    return tmp_path


def files(home: Path) -> list[Path]:
    return [path for path in home.rglob("*") if path.is_file() and "secrets.key" not in path.name]


def quiet(client: Client) -> Client:
    """Answers as a server does: an error is a page."""
    client.raise_request_exception = False
    return client


def test_an_archive_is_not_kept_and_the_field_says_so(
    cast: Cast, engagement: Engagement, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    part, _ = sign(engagement)
    path = reverse("acceptance:hand_in", args=[engagement.pk, part.pk])
    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", _full)
        given = {"source": "upload", "file": SimpleUploadedFile("a.bundle", BUNDLE), "notes": "What I typed"}
        answer = signed_in(cast.pat).post(path, given)
    assert answer.status_code == 422
    said = answer.content.decode()
    assert "The disk of this installation is full, so the file was not kept" in said
    assert "What I typed" in said
    assert (files(home), EvidenceFile.objects.count(), Intent.objects.count()) == ([], 0, 0)
    again = {"source": "upload", "file": SimpleUploadedFile("a.bundle", BUNDLE)}
    assert signed_in(cast.pat).post(path, again).status_code == 302


def test_a_disk_that_is_full_before_the_form_is_read_is_a_page(
    cast: Cast, engagement: Engagement, monkeypatch: pytest.MonkeyPatch, settings: LazySettings
) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1
    part, _ = sign(engagement)
    path = reverse("acceptance:hand_in", args=[engagement.pk, part.pk])
    monkeypatch.setattr(TemporaryFileUploadHandler, "receive_data_chunk", _full)
    given = {"source": "upload", "file": SimpleUploadedFile("a.bundle", BUNDLE), "notes": "What I <b>typed\nbehind it"}
    answer = quiet(signed_in(cast.pat)).post(path, given)
    assert answer.status_code == 503
    assert "The disk of the server is full" in answer.content.decode()
    assert "What I &lt;b&gt;typed\nbehind it" in answer.content.decode(), "the file is skipped, the words are kept"


def test_a_report_leaves_neither_file_nor_row(
    cast: Cast, engagement: Engagement, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    part, _ = sign(engagement)
    submission = arrive(hand_in(cast, part, source(engagement, cast)))
    path = reverse("acceptance:reports", args=[engagement.pk, submission.pk])
    for where, what in ((os, "fsync"), (Path, "replace")):  # while it comes in, and when it is put in its place
        with monkeypatch.context() as broken:
            broken.setattr(where, what, _full)
            answer = quiet(signed_in(cast.rita)).post(path, {"file": SimpleUploadedFile("a.sarif", document(2))})
        assert answer.status_code in (422, 503)
        assert "disk of" in answer.content.decode()
        assert (files(home), Report.objects.count()) == ([], 0)
    answer = signed_in(cast.rita).post(path, {"file": SimpleUploadedFile("a.sarif", document(2))})
    assert (answer.status_code, Report.objects.count()) == (302, 1)
