"""What advisors keep of their own: their practice, and the clients whom they brought in."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from makegood import durable
from makegood.accounts.models import Company
from makegood.engagements.models import Engagement, Event, Invitation, Seat


class Practice(models.Model):
    """A house that advises owners, as its letters show it. Its people are the members of `company`.

    `two_readers`: a letter goes out only after another of the practice has read it. `accent` is "#rrggbb" or empty;
    `logo` the digest of a PNG beside the evidence, or empty.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    company = models.OneToOneField(Company, on_delete=models.CASCADE, related_name="practice")
    name = models.CharField(max_length=160)
    accent = models.CharField(max_length=7, blank=True)
    logo = models.CharField(max_length=64, blank=True)
    signature = models.CharField(max_length=200, blank=True)
    two_readers = models.BooleanField(default=False)
    made = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class Import(models.Model):
    """A list of clients as it was read (`makegood.rhythm.portfolio.queries.rows.Row` each), and when they were made."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="imports")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    rows = models.JSONField(default=list)
    columns = models.JSONField(default=dict)
    read = models.DateTimeField(auto_now_add=True)
    made = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class Client(models.Model):
    """What the advisor knows of an engagement that they brought in: theirs alone, never shown to the client."""

    engagement = models.OneToOneField(Engagement, on_delete=models.CASCADE, related_name="client")
    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="clients")
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    came_with = models.ForeignKey(Import, on_delete=models.SET_NULL, null=True, related_name="clients")
    invitation = models.ForeignKey(Invitation, on_delete=models.SET_NULL, null=True, related_name="+")
    agreed_cents = models.PositiveBigIntegerField(null=True, blank=True)
    note = models.TextField(blank=True)
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["practice", "since"])]

    def __str__(self) -> str:
        return f"{self.engagement}, a client of {self.practice}"


class WorkHours(models.Model):
    """Time that an advisor spent for a client, as they wrote it down; nobody else sees it."""

    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="advisor_hours")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=200)
    written = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-day", "-written"]
        indexes: ClassVar = [models.Index(fields=["by", "day"])]

    def __str__(self) -> str:
        return f"{self.minutes} minutes on {self.day}"


class LetterState(models.TextChoices):
    DRAFT = "draft", "To be looked over"
    SENDING = "sending", "Being sent"
    SENT = "sent", "Sent"
    FAILED = "failed", "Could not be sent"


class MonthlyLetter(models.Model):
    """One letter of a practice to the owner about one month (its first day), drafted from what happened.

    `acts`: what its drafter could see; who may see less may not read it. `worded_by` changed it last;
    `reviewed_by` read it whole and let it go. One that was sent stays as it is.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="letters")
    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="monthly_letters")
    month = models.DateField()
    state = models.CharField(max_length=8, choices=LetterState.choices, default=LetterState.DRAFT)
    address = models.EmailField(blank=True)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    acts = models.JSONField(default=list)
    worded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    worded = models.DateTimeField(auto_now=True)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    asked = models.DateTimeField(null=True, blank=True)
    sent = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    problem = models.TextField(blank=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["practice", "engagement", "month"], name="one_letter_a_month")
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def is_open(self) -> bool:
        return self.state in (LetterState.DRAFT, LetterState.FAILED)

    @property
    def run(self) -> str:
        """What the durable sending is told."""
        return durable.run_of(self.pk, self.tries)


class Limit(models.Model):
    """Up to what sum an advisor may send letters of the desk to the partner, until when.

    `ended`: by the owner, or by the next one.
    """

    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="advisor_limits")
    advisor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    cents = models.PositiveBigIntegerField()
    until = models.DateTimeField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    ended = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["engagement", "advisor"], condition=models.Q(ended=None), name="one_limit_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.advisor}: up to {self.cents}"


class Colleague(models.Model):
    """Who is asked to join a practice, by address. The row goes when they have joined.

    `sent`: when they were written to last; `taken_back` keeps that, so that asking again and again writes once a day.
    """

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="asked")
    email = models.EmailField()
    asked = models.DateTimeField(auto_now_add=True)
    sent = models.DateTimeField(null=True, blank=True)
    taken_back = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["practice", "email"], name="asked_once")]

    def __str__(self) -> str:
        return f"{self.email} to {self.practice}"


class AwayState(models.TextChoices):
    ASKED = "asked", "Waits for the owner"
    ALLOWED = "allowed", "Allowed"
    REFUSED = "refused", "Refused"
    WITHDRAWN = "withdrawn", "Taken back"


class Away(models.Model):
    """That an advisor is away, and who of the practice would stand in for one client; the client's owner answers.

    `seat`: the colleague's, once it is allowed; it has what the absent one's had.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="advisors_away")
    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="away")
    advisor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    colleague = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    begins = models.DateTimeField()
    until = models.DateTimeField()
    reason = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=9, choices=AwayState.choices, default=AwayState.ASKED)
    seat = models.ForeignKey(Seat, on_delete=models.SET_NULL, null=True, related_name="+")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["engagement", "advisor"], condition=models.Q(state="asked"), name="one_question_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.colleague} for {self.advisor}"


class TemplateKind(models.TextChoices):
    CHECKLIST = "checklist", "Checklist"
    POSITIONS = "positions", "Clause positions"
    LETTER = "letter", "Letter"


class Template(models.Model):
    """What a practice words itself, under a name; `number` is its newest version.

    `used`: these positions stand at the desks of the clients, or this is how the monthly letter is drafted.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="templates")
    kind = models.CharField(max_length=9, choices=TemplateKind.choices)
    name = models.CharField(max_length=120)
    number = models.PositiveIntegerField(default=1)
    used = models.BooleanField(default=False)
    put_away = models.DateTimeField(null=True, blank=True)
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["practice", "kind", "name"], name="one_template_per_name"),
            models.UniqueConstraint(
                fields=["practice", "kind"], condition=models.Q(used=True), name="one_used_per_kind"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class TemplateVersion(models.Model):
    """Never changed. `content`: a rule book in TOML, positions or a letter as JSON (`rules.templates.file`)."""

    template = models.ForeignKey(Template, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.TextField()
    what = models.CharField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["template", "number"], name="one_version_per_number")]

    def __str__(self) -> str:
        return f"{self.template}, version {self.number}"
