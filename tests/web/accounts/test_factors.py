"""Second factors: set up through the pages, used to sign in, each passkey one person's."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import Client
from fido2.utils import websafe_decode

from makegood.accounts import codes
from makegood.accounts.passkeys import share_a_passkey
from tests.web.accounts.test_signing_in import sign_in, words
from tests.web.authenticator import SoftPasskey
from tests.web.cast import PASSWORD, Cast

pytestmark = pytest.mark.usefixtures("half_minute")


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def pat(cast: Cast) -> Client:
    """Signed in a moment ago, with the password."""
    client = Client()
    sign_in(client, cast.pat.email)
    return client


def options(response: HttpResponse) -> dict[str, object]:
    found = re.search(r'<script id="passkey-options" type="application/json">(.*?)</script>', response.content.decode())
    assert found
    given = json.loads(found.group(1))
    inner: dict[str, object] = given.get("creation_options", given.get("request_options"))["publicKey"]
    return inner


def add(client: Client, key: SoftPasskey) -> HttpResponse:
    asked = options(client.get("/account/2fa/webauthn/add/"))
    made = json.dumps(key.made(websafe_decode(str(asked["challenge"]))))
    return client.post("/account/2fa/webauthn/add/", {"name": "Phone", "passwordless": "on", "credential": made})


def test_a_code_app_is_set_up_and_asked_for_at_the_next_sign_in(pat: Client, cast: Cast) -> None:
    page = pat.get("/account/2fa/totp/activate/")
    assert 'src="data:image/svg+xml' in words(page)
    assert "style=" not in words(page)
    secret = page.context["form"].secret
    code = codes._code(secret, codes._step())
    done = pat.post("/account/2fa/totp/activate/", {"code": code}, follow=True)
    assert len(done.context["unused_codes"]) == 10
    row = Authenticator.objects.get(user=cast.pat, type="totp")
    assert secret not in json.dumps(row.data)  # sealed at rest
    client = Client()
    assert sign_in(client, cast.pat.email).headers["Location"] == "/account/2fa/authenticate/"
    assert client.get("/account/").status_code == 302
    assert "not right" in words(client.post("/account/2fa/authenticate/", {"code": "000000"}))
    assert client.post("/account/2fa/authenticate/", {"code": code}).status_code == 302
    assert client.get("/account/").status_code == 200


def test_a_recovery_code_signs_in_once(cast: Cast) -> None:
    totp.TOTP.activate(cast.pat, totp.generate_totp_secret())
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    code = RecoveryCodes.activate(cast.pat).generate_codes()[0]
    for status in (302, 200):
        client = Client()
        sign_in(client, cast.pat.email)
        assert client.post("/account/2fa/authenticate/", {"code": code}).status_code == status


def test_a_passkey_is_added_and_signs_in_without_the_password(pat: Client, cast: Cast) -> None:
    key = SoftPasskey()
    assert add(pat, key).status_code == 302
    assert "Phone" in words(pat.get("/account/2fa/webauthn/"))
    client = Client()
    asked = client.get("/account/2fa/webauthn/login/", headers={"accept": "application/json"}).json()
    answer = json.loads(key.signed(websafe_decode(asked["request_options"]["publicKey"]["challenge"])))
    from allauth.account.utils import user_pk_to_url_str
    from fido2.utils import websafe_encode

    answer["response"]["userHandle"] = websafe_encode(user_pk_to_url_str(cast.pat).encode())
    assert client.post("/account/2fa/webauthn/login/", {"credential": json.dumps(answer)}).status_code == 302
    assert client.get("/account/").status_code == 200


def test_a_passkey_of_another_account_is_refused(pat: Client, cast: Cast) -> None:
    key = SoftPasskey().given_to(cast.rita)
    assert "belongs to an account already" in words(add(pat, key))
    assert not Authenticator.objects.filter(user=cast.pat).exists()


def test_two_people_with_one_passkey_are_seen_as_one(cast: Cast) -> None:
    key = SoftPasskey().given_to(cast.rita)
    assert not share_a_passkey(cast.rita, cast.pat)
    key.given_to(cast.pat)
    assert share_a_passkey(cast.rita, cast.pat)


def test_nobody_changes_anothers_passkey(pat: Client, cast: Cast) -> None:
    SoftPasskey().given_to(cast.rita)
    pk = Authenticator.objects.get().pk
    for path in (f"/account/2fa/webauthn/keys/{pk}/remove/", f"/account/2fa/webauthn/keys/{pk}/edit/"):
        assert pat.get(path).status_code == pat.post(path, {"name": "Mine"}).status_code == 404
    assert str(Authenticator.objects.get()) == "Phone"


def test_what_protects_the_account_asks_for_the_password_again(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.pat)
    led = client.get("/account/2fa/totp/activate/", follow=True)
    assert "type your password again" in words(led)
    to = led.redirect_chain[-1][0]
    assert client.post(to, {"password": "wrong"}).status_code == 200
    again = client.post(to, {"password": PASSWORD, "next": "/account/2fa/totp/activate/"}, follow=True)
    assert "Set up a code app" in words(again)


def test_the_act_that_waits_is_named_where_the_factor_is_set_up(pat: Client) -> None:
    session = pat.session
    session["return_to"] = "/engagements/x/confirm/y/"
    session.save()
    add(pat, SoftPasskey())
    assert 'href="/engagements/x/confirm/y/"' in words(pat.get("/account/2fa/webauthn/"))


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        ("totp_activated", "code app"),
        ("totp_deactivated", "code app"),
        ("recovery_codes_generated", "recovery codes"),
        ("webauthn_added", "passkey"),
        ("webauthn_removed", "passkey"),
    ],
)
def test_the_mail_about_a_changed_factor_calls_it_as_the_pages_do(kind: str, word: str) -> None:
    assert word in render_to_string(f"mfa/email/{kind}_subject.txt")
    said = render_to_string(f"mfa/email/{kind}_message.txt", {"timestamp": datetime(2026, 11, 26, 5, 20, tzinfo=UTC)})
    assert word in said
    assert "26 November 2026, " in said
