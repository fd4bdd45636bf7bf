"""Accounts: made, signed in to, kept by their person. Nobody learns which addresses have one (H22)."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from makegood.accounts.models import User
from tests.web.cast import PASSWORD, Cast, signed_in

NEW = {"name": "Nora New", "email": "Nora@Example.com", "password1": "four plain words here"}
SIGN_IN = "/account/login/"


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def words(response: HttpResponse) -> str:
    return " ".join(response.content.decode().split())


def sign_in(client: Client, email: str, password: str = PASSWORD, **extra: str) -> HttpResponse:
    return client.post(SIGN_IN, {"login": email, "password": password, **extra})


def link_in_mail() -> str:
    found = re.search(r"https?://[^\s]+", str(mail.outbox[-1].body))
    assert found
    return found.group()


@pytest.mark.django_db
def test_an_account_is_made_with_a_name_and_its_address_confirmed_by_a_post() -> None:
    client = Client()
    assert client.post("/account/signup/", NEW).headers["Location"] == "/"
    nora = User.objects.get()
    assert (nora.name, nora.email) == ("Nora New", "nora@example.com")
    link = link_in_mail()
    assert link.startswith("http://localhost:8000/account/confirm-email/")
    path = link.partition("8000")[2]
    assert "Is nora@example.com your address?" in words(Client().get(path))
    assert not EmailAddress.objects.get().verified  # a scanner of mail opens every link
    client.post(path)
    assert EmailAddress.objects.get().verified


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"email": "nora"}, {"password1": "short"}, {"password1": "12345678901"}]
)
def test_bad_input_is_told_beside_its_field_and_what_was_typed_is_kept(wrong: dict[str, str]) -> None:
    answer = Client().post("/account/signup/", {**NEW, **wrong})
    assert answer.status_code == 200
    page = words(answer)
    assert "There is a problem" in page
    assert "errorlist" in page
    for name in ("name", "email"):
        if name not in wrong:
            assert f'value="{NEW[name]}"' in page
    assert not User.objects.exists()


def test_signing_in_leads_home_or_to_where_one_wanted_to_go(cast: Cast) -> None:
    assert sign_in(Client(), cast.pat.email).headers["Location"] == "/"
    assert sign_in(Client(), cast.pat.email.upper(), next="/engagements/").headers["Location"] == "/engagements/"


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "http://testserver.evil/"],
)
def test_nobody_is_led_elsewhere_after_signing_in_or_out(cast: Cast, elsewhere: str) -> None:
    assert sign_in(Client(), cast.pat.email, next=elsewhere).headers["Location"] == "/"
    assert signed_in(cast.pat).post("/account/logout/", {"next": elsewhere}).headers["Location"] == "/"


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(cast: Cast) -> None:
    wrong, unknown = (sign_in(Client(), email, "not it at all") for email in (cast.pat.email, "nobody@example.com"))
    assert "The e-mail address or the password is not right." in words(wrong)
    assert _without(words(wrong), cast.pat.email) == _without(words(unknown), "nobody@example.com")


def _without(page: str, email: str) -> str:
    return re.sub(r'csrfmiddlewaretoken" value="\w+', "", page.replace(email, ""))


def test_after_five_wrong_passwords_one_has_to_wait(cast: Cast) -> None:
    client = Client()
    for _ in range(5):
        sign_in(client, cast.pat.email, "not it at all")
    answer = sign_in(client, cast.pat.email)
    assert "Please wait five minutes" in words(answer)
    assert "_auth_user_id" not in client.session
    assert sign_in(Client(), cast.rita.email).status_code == 302  # others are not held up


def test_an_unknown_address_takes_as_long_as_a_wrong_password(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """The time is that of hashing, so each has one password hashed in the same way."""
    hashed: list[str] = []
    encode = MD5PasswordHasher.encode

    def counted(hasher: MD5PasswordHasher, password: str, salt: str) -> str:
        hashed.append(password)
        return encode(hasher, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    for email in (cast.pat.email, "nobody@example.com"):
        cache.clear()
        sign_in(Client(), email, "not it at all")
    assert hashed == ["not it at all"] * 2


def test_a_reset_is_answered_alike_for_everybody_and_mails_both(cast: Cast) -> None:
    answers = [Client().post("/account/password/reset/", {"email": e}) for e in (cast.pat.email, "nobody@example.com")]
    assert {(answer.status_code, answer.headers["Location"]) for answer in answers} == {
        (302, "/account/password/reset/done/")
    }
    assert [message.to for message in mail.outbox] == [[cast.pat.email], ["nobody@example.com"]]
    assert "There is no account with this address" in mail.outbox[1].body


@pytest.mark.parametrize("host", ["localhost:6666", "evil.example"])
def test_a_forged_host_does_not_change_the_link_in_the_mail(cast: Cast, host: str) -> None:
    answer = Client().post("/account/password/reset/", {"email": cast.pat.email}, headers={"host": host})
    assert answer.status_code in (302, 400)
    if answer.status_code == 302:
        assert link_in_mail().startswith("http://localhost:8000/account/password/reset/key/")
    assert "evil.example" not in "".join(str(message.message()) for message in mail.outbox)


def test_forwarded_hosts_are_not_believed(cast: Cast) -> None:
    Client().post("/account/password/reset/", {"email": cast.pat.email}, headers={"x-forwarded-host": "evil.example"})
    assert link_in_mail().startswith("http://localhost:8000/")


def test_a_reset_link_changes_nothing_until_it_is_posted_and_works_once(cast: Cast) -> None:
    Client().post("/account/password/reset/", {"email": cast.pat.email})
    path, client = link_in_mail().partition("8000")[2], Client()
    form = client.get(path, follow=True)
    cast.pat.refresh_from_db()
    assert cast.pat.check_password(PASSWORD)
    there = form.redirect_chain[-1][0]
    new = {"password1": "another few plain words", "password2": "another few plain words"}
    assert client.post(there, new).status_code == 302
    assert sign_in(Client(), cast.pat.email, new["password1"]).status_code == 302
    assert "used already, or is too old" in words(Client().get(path, follow=True))


def test_every_mail_has_an_id_of_our_own_host(cast: Cast) -> None:
    Client().post("/account/password/reset/", {"email": cast.pat.email})
    assert re.fullmatch(r"<[^@>]+@localhost>", mail.outbox[0].message()["Message-ID"])


@pytest.mark.django_db
def test_a_mail_server_that_is_down_is_told_and_nothing_breaks(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    client = Client()
    answer = client.post("/account/signup/", NEW, follow=True)
    assert "The mail could not be sent" in words(answer)
    assert "We sent you" not in words(answer)
    reset = client.post("/account/password/reset/", {"email": "o@x.example"}, follow=True)
    assert "We sent a message" not in words(reset)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    reset = client.post("/account/password/reset/", {"email": "o@x.example"}, follow=True)
    assert "We sent a message" in words(reset)
    assert User.objects.filter(email="nora@example.com").exists()


def test_where_mail_works_an_address_that_has_an_account_is_not_told_at_sign_up(cast: Cast, settings: Settings) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    before = User.objects.count()
    first, second = (Client().post("/account/signup/", {**NEW, "email": e}) for e in (NEW["email"], cast.pat.email))
    assert first.headers["Location"] == second.headers["Location"] == "/account/confirm-email/"
    assert "You have one already" in mail.outbox[-1].body
    assert User.objects.count() == before + 1


def test_where_no_mail_goes_out_sign_up_says_so_and_makes_no_second_account(cast: Cast) -> None:
    """An account is made at once there, so nothing else can be said. The page of the installation tells so."""
    said = Client().post("/account/signup/", {**NEW, "email": cast.pat.email}).content.decode()
    assert "There is an account with this address already" in said
    assert User.objects.filter(email=cast.pat.email).count() == 1


def test_a_changed_password_signs_out_the_other_devices(cast: Cast) -> None:
    here, there = Client(), Client()
    for client in (here, there):
        sign_in(client, cast.pat.email)
    new = {"oldpassword": PASSWORD, "password1": "another few plain words", "password2": "another few plain words"}
    assert here.post("/account/password/change/", new).status_code == 302
    assert here.get("/account/").status_code == 200
    assert there.get("/account/").headers["Location"].startswith(SIGN_IN)


def test_one_device_or_all_others_are_signed_out(cast: Cast) -> None:
    here, there, third = Client(), Client(headers={"user-agent": "Mozilla/5.0 (Windows) Firefox/144.0"}), Client()
    for client in (here, there, third):
        sign_in(client, cast.pat.email)
    page = words(here.get("/account/sessions/"))
    assert "You are signed in on 3 devices" in page
    assert "Firefox on Windows" in page
    sessions = list(cast.pat.usersession_set.order_by("pk").values_list("pk", flat=True))
    assert signed_in(cast.rita).post(f"/account/sessions/{sessions[1]}/end/").status_code == 404
    assert there.get("/account/").status_code == 200
    here.post(f"/account/sessions/{sessions[1]}/end/")
    assert [client.get("/account/").status_code for client in (here, there, third)] == [200, 302, 200]
    here.post("/account/sessions/")
    assert [client.get("/account/").status_code for client in (here, third)] == [200, 302]


@pytest.mark.parametrize(
    "path", ["login/code/", "login/code/confirm/", "phone/verify/", "password/set/", "3rdparty/", "social/signup/",
             "signup/passkey/", "2fa/trust/", "2fa/webauthn/signup/", "password/reset/confirm/"]
)  # fmt: skip
def test_what_is_not_offered_is_not_there(cast: Cast, path: str) -> None:
    assert signed_in(cast.pat).get(f"/account/{path}").status_code == 404


def test_who_has_no_password_as_in_the_sample_is_not_asked_to_change_it(cast: Cast) -> None:
    cast.pat.set_unusable_password()
    cast.pat.save()
    client = signed_in(cast.pat)
    assert client.get("/account/password/change/").status_code == 404
    assert "/account/password/change/" not in words(client.get("/account/"))


@pytest.mark.parametrize("path", ["/account/login/", "/account/signup/", "/account/password/reset/"])
def test_forms_need_their_token(path: str) -> None:
    assert Client(enforce_csrf_checks=True).post(path, NEW).status_code == 403
