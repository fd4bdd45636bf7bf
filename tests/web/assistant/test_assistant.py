"""A company has no assistant until it names one; its key is sealed, and the page says what it may do."""

from __future__ import annotations

import socket

import pytest
from django.test import Client
from django.urls import reverse

from makegood.connectors.outbound import Outbound
from makegood.engagements.models import Engagement
from makegood.rhythm.assistant import actions, forms, queries
from makegood.rhythm.assistant.models import Setting
from tests.connectors.listening import HOST, LOOPBACK, Authority, authority_in, listening, page, request_from
from tests.web.cast import Cast

KEY = "a-key-that-nobody-may-read"
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return authority_in(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def inside(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> Outbound:
    outbound = Outbound(resolve=lambda host, port: LOOPBACK, trust=authority.trust(), reach=["127.0.0.1"])
    for room in (actions, forms):
        monkeypatch.setattr(room, "outbound", lambda: outbound)
    return outbound


def given(port: int, **changed: str) -> dict[str, str]:
    return {"address": f"https://{HOST}:{port}/v1", "model": "small", "key": KEY} | changed


@pytest.mark.usefixtures("inside")
def test_one_is_named_tried_changed_and_ended(cast: Cast, engagement: Engagement, authority: Authority) -> None:
    client, company = Client(), engagement.owner_company
    client.force_login(cast.olivia)
    place = reverse("assistant:setting", args=[company.pk])
    assert "uses no assistant" in client.get(place).content.decode()
    assert queries.assistant_of(company) is None
    came: list[bytes] = []

    def behave(line: socket.socket) -> None:
        came.append(request_from(line))
        line.sendall(page(b'{"choices": [{"message": {"content": "I am <here>."}}]}'))

    with listening(behave, authority.serving()) as port:
        assert client.post(place, given(port)).status_code == 302
        shown = client.post(reverse("assistant:try", args=[company.pk]), follow=True).content.decode()
    assert "It answers: I am &lt;here&gt;." in shown
    assert KEY not in shown
    assert f"Bearer {KEY}".encode() in came[0]
    row = Setting.objects.get()
    assert KEY not in row.secret
    client.post(place, given(443, address=row.address, key="", model="other"))
    kept = queries.assistant_of(company)
    assert kept is not None
    assert (kept.model, kept.key) == ("other", KEY)
    client.post(place, given(443, key="", address="https://elsewhere.example/v1"))
    moved = queries.assistant_of(company)
    assert moved is not None
    assert moved.key == "", "a key goes to the address that it was given for, and to no other"
    client.post(reverse("assistant:end", args=[company.pk]))
    assert not Setting.objects.exists()


@pytest.mark.usefixtures("inside")
def test_one_that_is_not_there_is_a_sentence(cast: Cast, engagement: Engagement) -> None:
    client, company = Client(), engagement.owner_company
    client.force_login(cast.olivia)
    actions.set_assistant(company=company, by=cast.olivia, address=f"https://{HOST}:1/v1", model="m", key=KEY)
    shown = client.post(reverse("assistant:try", args=[company.pk]), follow=True).content.decode()
    assert "The assistant was not reached." in shown
    assert KEY not in shown


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"address": "http://api.example.com/v1"}, "https"),
        ({"address": "https://10.0.0.1/v1"}, "private"),
        ({"model": "two words"}, "The name of a model holds letters"),
        ({"key": "two words"}, "A key is one word"),
        ({"address": ""}, "required"),
    ],
)
def test_a_bad_setting_is_a_sentence_beside_its_field(
    changed: dict[str, str], sentence: str, cast: Cast, engagement: Engagement
) -> None:
    client = Client()
    client.force_login(cast.olivia)
    place = reverse("assistant:setting", args=[engagement.owner_company_id])
    answer = client.post(place, given(443, address="https://9.9.9.9/v1") | changed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Setting.objects.exists()
