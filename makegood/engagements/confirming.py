"""How a person confirms an act: with a passkey over its exact bytes, a code from an app, or a password."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.db import transaction

from makegood.accounts import attempts, codes, passkeys
from makegood.accounts.models import User
from makegood.engagements.intents import STRONGER, Confirmed, Refused, deed_of, perform
from makegood.engagements.models import Intent, Strength
from makegood.engagements.permissions import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What came with the form; one of them."""

    passkey: str = ""
    code: str = ""
    password: str = ""


class Unconfirmed(Exception):
    """The answer was wrong: `field` of Given, and one sentence to stand beside it."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field, self.sentence = field, sentence


def ways_of(user: User, intent: Intent) -> list[Strength]:
    """What this person has and this act allows, strongest first. Empty: a second factor must be set up first."""
    has = {
        Strength.PASSKEY: passkeys.has_passkey(user),
        Strength.CODE: codes.code_app_of(user) is not None,
        Strength.PASSWORD: user.has_usable_password(),
    }
    enough = STRONGER[: STRONGER.index(deed_of(intent.kind).needs) + 1]
    return [strength for strength in enough if has[strength]]


def challenge_of(intent: Intent) -> bytes:
    return bytes.fromhex(intent.digest)


def confirm(*, standing: Standing, intent_id: uuid.UUID, given: Given) -> str:
    """Performs the intent once and returns the path of the page after it. Raises Unconfirmed or Refused.

    Whoever asks a second time gets the same path, whatever they gave. A wrong answer is noted even though nothing is
    performed, and a code that was taken stays taken.
    """
    user = standing.user
    knows_password = bool(given.password) and user.check_password(given.password)  # slow, so outside the transaction
    failure: Exception
    with transaction.atomic():
        mine = Intent.objects.select_for_update().filter(user=user, engagement=standing.engagement)
        intent = mine.get(pk=intent_id)
        if intent.event_id is not None:
            return intent.outcome
        try:
            confirmed = _confirmed(user, intent, given, knows_password)
            return perform(standing=standing, intent_id=intent.pk, confirmed=confirmed)
        except (Unconfirmed, Refused) as refused:
            failure = refused
    raise failure


def _confirmed(user: User, intent: Intent, given: Given, knows_password: bool) -> Confirmed:
    if given.passkey:
        return _by_passkey(user, intent, given.passkey)
    field = "code" if given.code else "password"
    try:
        attempts.refuse_after_too_many(user)
        if given.code:
            codes.take_code(user, given.code)
            return Confirmed(strength=Strength.CODE)
    except attempts.TooManyAttempts as many:
        raise Unconfirmed(field, str(many)) from None
    except codes.CodeUsed as used:  # noted as a failure, five presses of a person in a hurry locked them out
        raise Unconfirmed(field, str(used)) from None
    except codes.CodeRefused as wrong:
        attempts.note_failure(user)
        raise Unconfirmed(field, str(wrong)) from None
    if not given.password:
        raise Unconfirmed("", "Please confirm in one of the ways below.")
    if not knows_password:
        attempts.note_failure(user)
        raise Unconfirmed(field, "This is not your password.")
    return Confirmed(strength=Strength.PASSWORD)


def _by_passkey(user: User, intent: Intent, response: str) -> Confirmed:
    try:
        assertion = passkeys.signed_by(user, challenge_of(intent), response)
    except passkeys.PasskeyRefused as wrong:
        raise Unconfirmed("passkey", str(wrong)) from None
    said = assertion.to_json()
    return Confirmed(strength=Strength.PASSKEY, credential=said["credential"], assertion=said)
