"""What tests of people share: inviting by the real pages, and reading what came of it."""

from __future__ import annotations

import re

from allauth.account.models import EmailAddress
from django.core import mail
from django.http import HttpResponse

from makegood.accounts.models import User
from makegood.engagements.models import Engagement, Event, Seat
from tests.web.cast import PASSWORD, signed_in

NORA = "nora@books.example"


def words(response: HttpResponse) -> str:
    return " ".join(response.content.decode().split())


def at(engagement: Engagement, rest: str = "") -> str:
    return f"/engagements/{engagement.pk}/people/{rest}"


def invite(by: User, engagement: Engagement, email: str = NORA, role: str = "bookkeeper", **more: object) -> str:
    """The path of the link in the mail."""
    answer = signed_in(by).post(at(engagement, f"invite/{role}/"), {"email": email, **more})
    assert answer.status_code == 302, words(answer)
    return path_in_mail()


def path_in_mail() -> str:
    found = re.search(r"http://localhost:8000(/invitations/\S+)", str(mail.outbox[-1].body))
    assert found
    return found.group(1)


def person(email: str, *, verified: bool = True) -> User:
    user = User.objects.create_user(email, PASSWORD, name=email.partition("@")[0].capitalize())
    EmailAddress.objects.create(user=user, email=user.email, verified=verified, primary=True)
    return user


def kinds(engagement: Engagement) -> list[str]:
    return list(Event.objects.filter(engagement=engagement).order_by("index").values_list("kind", flat=True))


def role_of(user: User, engagement: Engagement) -> set[str]:
    return set(Seat.objects.live().filter(user=user, engagement=engagement).values_list("role", flat=True))
