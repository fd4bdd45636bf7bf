"""An act is confirmed by the right person, over its exact bytes, strongly enough, and once (H16)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from makegood.accounts import codes
from makegood.accounts.models import FailedConfirmation, User
from makegood.engagements import intents
from makegood.engagements.models import Engagement, Event, Intent
from makegood.rules.signing import AssertionRefused, read_assertion, verify_assertion
from tests.web import bell
from tests.web.authenticator import PRESENT, SoftPasskey
from tests.web.bell import RUNG, prepared
from tests.web.cast import PASSWORD, Cast, signed_in

pytestmark = pytest.mark.usefixtures("half_minute")


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    RUNG.clear()
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def olivia(cast: Cast) -> Client:
    return signed_in(cast.olivia)


def path(intent: Intent) -> str:
    return intents.confirmation_path(intent)


def challenge(intent: Intent) -> bytes:
    return bytes.fromhex(intent.digest)


def code_of(user: User, ahead: int = 0) -> str:
    app = codes.code_app_of(user)
    assert app is not None
    return codes._code(codes._secret(app), codes._step() + ahead)


def with_app(user: User) -> User:
    totp.TOTP.activate(user, totp.generate_totp_secret())
    return user


def sentence(response: HttpResponse) -> str:
    return " ".join(response.content.decode().split())


def test_the_page_asks_the_deeds_question(olivia: Client, cast: Cast, engagement: Engagement) -> None:
    with_app(cast.olivia)
    page = sentence(olivia.get(path(prepared(cast, engagement))))
    for words in ("Ring the bell?", "The bell of The portal rings. This cannot be undone.", "<dd>well</dd>", "Ring it"):
        assert words in page
    assert not RUNG


def test_a_passkey_signs_the_digest_and_a_stranger_can_check_it(
    olivia: Client, cast: Cast, engagement: Engagement
) -> None:
    for kind in (False, True):
        intent, key = prepared(cast, engagement), SoftPasskey(ed25519=kind).given_to(cast.olivia)
        done = olivia.post(path(intent), {"credential": key.signed(challenge(intent))})
        assert (done.status_code, done.headers["Location"]) == (302, "/")
        payload = json.loads(bytes(Event.objects.latest("index").payload))
        assert payload["confirmed"]["strength"] == "passkey"
        assertion = read_assertion(payload["confirmed"]["assertion"])
        assert assertion.person_verified
        verify_assertion(assertion, bytes.fromhex(payload["digest"]))
        with pytest.raises(AssertionRefused, match="something else"):
            verify_assertion(assertion, bytes(32))
    assert len(RUNG) == 2


def test_a_swapped_assertion_is_refused(olivia: Client, cast: Cast, engagement: Engagement) -> None:
    key = SoftPasskey().given_to(cast.olivia)
    small, large = prepared(cast, engagement), prepared(cast, engagement)
    answer = olivia.post(path(large), {"credential": key.signed(challenge(small))})
    assert (answer.status_code, RUNG) == (422, [])
    assert "does not fit what is confirmed here" in sentence(answer)


def test_the_same_content_prepared_twice_has_two_digests(cast: Cast, engagement: Engagement) -> None:
    assert prepared(cast, engagement).digest != prepared(cast, engagement).digest


def test_a_replayed_assertion_does_nothing_more(olivia: Client, cast: Cast, engagement: Engagement) -> None:
    intent, key = prepared(cast, engagement), SoftPasskey().given_to(cast.olivia)
    signed = key.signed(challenge(intent))
    assert [olivia.post(path(intent), {"credential": signed}).status_code for _ in range(3)] == [302] * 3
    assert (RUNG, Event.objects.count()) == (["well"], 1)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda intent, cast: SoftPasskey().signed(challenge(intent)),  # nobody's
        lambda intent, cast: SoftPasskey().given_to(cast.pat).signed(challenge(intent)),  # another person's
        lambda intent, cast: SoftPasskey(origin="https://evil.example").given_to(cast.olivia).signed(challenge(intent)),
        lambda intent, cast: SoftPasskey(site="evil.example").given_to(cast.olivia).signed(challenge(intent)),
        lambda intent, cast: SoftPasskey().given_to(cast.olivia).signed(challenge(intent), flags=0),  # nobody there
        lambda intent, cast: "{}",
        lambda intent, cast: "[" * 5000,
        lambda intent, cast: "x" * 20_000,
    ],
)
def test_what_is_not_the_persons_passkey_for_this_act_is_refused(
    olivia: Client, cast: Cast, engagement: Engagement, wrong: object
) -> None:
    SoftPasskey().given_to(cast.olivia)
    intent = prepared(cast, engagement)
    answer = olivia.post(path(intent), {"credential": wrong(intent, cast)})  # type: ignore[operator]
    assert (answer.status_code, RUNG) == (422, [])


def test_a_changed_signature_is_no_signature(olivia: Client, cast: Cast, engagement: Engagement) -> None:
    intent, key = prepared(cast, engagement), SoftPasskey().given_to(cast.olivia)
    olivia.post(path(intent), {"credential": key.signed(challenge(intent), flags=PRESENT)})
    kept = json.loads(bytes(Event.objects.get().payload))["confirmed"]["assertion"]
    assert not read_assertion(kept).person_verified
    for name in ("signature", "client_data", "authenticator_data"):
        forged = {**kept, name: kept[name][:8] + ("AAAA" if kept[name][8:12] != "AAAA" else "BBBB") + kept[name][12:]}
        with pytest.raises(AssertionRefused):
            verify_assertion(read_assertion(forged), challenge(intent))


def test_a_code_confirms_once(olivia: Client, cast: Cast, engagement: Engagement) -> None:
    with_app(cast.olivia)
    code = code_of(cast.olivia)
    first, second = prepared(cast, engagement), prepared(cast, engagement)
    assert olivia.post(path(first), {"code": f" {code[:3]} {code[3:]} "}).status_code == 302
    cache.clear()  # a restart forgets nothing
    answer = olivia.post(path(second), {"code": code})
    assert (answer.status_code, len(RUNG)) == (422, 1)
    assert "used already" in sentence(answer)


def test_a_code_that_signed_in_does_not_confirm_too(olivia: Client, cast: Cast, engagement: Engagement) -> None:
    code = code_of(with_app(cast.olivia))
    app = codes.code_app_of(cast.olivia)
    assert app is not None
    assert app.wrap().validate_code(code)
    assert "used already" in sentence(olivia.post(path(prepared(cast, engagement)), {"code": code}))


def test_wrong_codes_are_few(olivia: Client, cast: Cast, engagement: Engagement) -> None:
    code = code_of(with_app(cast.olivia))
    wrong = f"{(int(code) + 1) % 1_000_000:06}"
    intent = prepared(cast, engagement)
    assert "not right" in sentence(olivia.post(path(intent), {"code": wrong}))
    for _ in range(4):
        olivia.post(path(prepared(cast, engagement)), {"code": wrong})  # another act is no way round
    answer = olivia.post(path(intent), {"code": code})
    assert "wrong 5 times" in sentence(answer)
    assert not RUNG
    FailedConfirmation.objects.update(at=timezone.now() - timedelta(minutes=16))
    assert olivia.post(path(intent), {"code": code}).status_code == 302


def test_a_used_code_sent_again_is_refused_and_locks_nobody_out(
    olivia: Client, cast: Cast, engagement: Engagement
) -> None:
    code, following = code_of(with_app(cast.olivia)), code_of(cast.olivia, 1)
    olivia.post(path(prepared(cast, engagement)), {"code": code})
    intent = prepared(cast, engagement)
    for _ in range(6):
        answer = olivia.post(path(intent), {"code": code})
        assert (answer.status_code, "used already" in sentence(answer), len(RUNG)) == (422, True, 1)
    assert not FailedConfirmation.objects.exists()
    assert olivia.post(path(intent), {"code": following}).status_code == 302


def test_a_used_code_between_guesses_gives_no_guess_more(olivia: Client, cast: Cast, engagement: Engagement) -> None:
    code = code_of(with_app(cast.olivia))
    olivia.post(path(prepared(cast, engagement)), {"code": code})
    wrong, intent = f"{(int(code) + 1) % 1_000_000:06}", prepared(cast, engagement)
    for sent in (wrong, code, wrong, code, wrong, wrong, code, wrong):
        olivia.post(path(intent), {"code": sent})
    for sent in (code, code_of(cast.olivia, 1)):
        assert "wrong 5 times" in sentence(olivia.post(path(intent), {"code": sent}))
    assert len(RUNG) == 1


def test_a_password_is_enough_only_where_the_deed_says_so(olivia: Client, cast: Cast, engagement: Engagement) -> None:
    strong, weak = prepared(cast, engagement), prepared(cast, engagement, deed=bell.WEAK)
    assert olivia.post(path(strong), {"password": PASSWORD}).status_code == 422
    assert "not your password" in sentence(olivia.post(path(weak), {"password": "wrong"}))
    assert "the weakest way" in sentence(olivia.get(path(weak)))
    assert olivia.post(path(weak), {"password": PASSWORD}).status_code == 302
    assert json.loads(bytes(Event.objects.get().payload))["confirmed"]["strength"] == "password"


def test_the_strongest_way_comes_first(olivia: Client, cast: Cast, engagement: Engagement) -> None:
    with_app(cast.olivia)
    SoftPasskey().given_to(cast.olivia)
    page = sentence(olivia.get(path(prepared(cast, engagement, deed=bell.WEAK))))
    order = [
        page.index(words) for words in ("with your passkey</button>", "code from your app instead", "password only")
    ]
    assert order == sorted(order)


def test_without_a_second_factor_one_is_set_up_first_and_the_act_is_waiting(
    olivia: Client, cast: Cast, engagement: Engagement
) -> None:
    intent = prepared(cast, engagement)
    assert "Set up a passkey" in sentence(olivia.get(path(intent)))
    led = olivia.post(path(intent), {"setup": "code"})
    assert led.headers["Location"] == "/account/2fa/totp/activate/"
    assert olivia.session["return_to"] == path(intent)


def test_what_was_refused_says_so_and_does_nothing(olivia: Client, cast: Cast, engagement: Engagement) -> None:
    intent = prepared(cast, engagement, "badly")
    with_app(cast.olivia)
    answer = olivia.post(path(intent), {"code": code_of(cast.olivia)})
    assert answer.status_code == 422
    assert "The bell is cracked." in sentence(answer)
    assert not Event.objects.exists()


def test_an_hour_later_the_page_asks_to_begin_anew(olivia: Client, cast: Cast, engagement: Engagement) -> None:
    intent = prepared(cast, engagement)
    with_app(cast.olivia)
    Intent.objects.update(expires=timezone.now() - timedelta(seconds=1))
    answer = olivia.get(path(intent))
    assert "more than an hour ago" in sentence(answer)
    assert "<button>Ring it" not in sentence(answer)


def test_an_intent_is_nobody_elses(cast: Cast, engagement: Engagement) -> None:
    intent = prepared(cast, engagement)
    assert signed_in(cast.ben).get(path(intent)).status_code == 404


def test_bytes_that_were_changed_after_preparing_are_refused(
    olivia: Client, cast: Cast, engagement: Engagement
) -> None:
    intent, key = prepared(cast, engagement), SoftPasskey().given_to(cast.olivia)
    Intent.objects.update(content=bytes(intent.content).replace(b"well", b"wild"))
    assert "has been changed" in sentence(olivia.post(path(intent), {"credential": key.signed(challenge(intent))}))


def test_the_samples_people_see_their_code_and_nobody_else(cast: Cast, engagement: Engagement) -> None:
    with_app(cast.olivia)
    intent = prepared(cast, engagement)
    assert codes.code_to_show(cast.olivia) is None
    Engagement.objects.update(is_sample=True)
    assert "Your code now" not in sentence(signed_in(cast.olivia).get(path(intent)))
    User.objects.update(is_sample=True)
    cast.olivia.refresh_from_db()
    page = sentence(signed_in(cast.olivia).get(path(intent)))
    assert "only because this is the sample" in page
    assert (code := codes.code_to_show(cast.olivia)) in page
    assert signed_in(cast.olivia).post(path(intent), {"code": code}).status_code == 302
    assert codes.code_to_show(cast.olivia) != code
