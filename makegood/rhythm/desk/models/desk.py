"""The desk of an engagement: its papers, what was read from them, what the person said, the decision, the letters."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from makegood import durable
from makegood.engagements.models import Engagement, Event


class Door(models.TextChoices):
    """What lies on the desk. The same can be reached by every door; only the first question differs."""

    BILL = "bill", "A bill"
    CONTRACT = "contract", "A contract to sign"
    WORRY = "worry", "A project that worries me"
    START = "start", "A project I want to start"


class DeskState(models.TextChoices):
    EMPTY = "empty", "Nothing was read yet"
    READING = "reading", "Being read"
    READ = "read", "Read"


class Absent(models.TextChoices):
    """What the person said they do not have. Each is a finding of the decision, not a missing answer."""

    CONTRACT = "contract", "no contract"
    BILL = "bill", "no bill"
    EXPORT = "export", "no record of what was paid"
    CODE = "code", "no access to the code"
    ADDRESS = "address", "nothing that runs under an address"
    DEVELOPER = "developer", "no e-mail address of the developer"


class Desk(models.Model):
    """`working_name`, `working_company`: the engagement and the company still have names that nobody chose.

    `changed` counts what was added, confirmed or said; a decision rests on `judged_at` of it. `reading` is
    makegood.reading/1, `clauses` makegood.clauses/1 of the paper `clauses_of`, `judgement` makegood.judgement/1 with
    its letters as `drafts` (slot, kind, to, subject, text, before, bill), `outlook` makegood.outlook/1 of `address`.
    `suspects`: telephone numbers of papers for which everything stops (`digits`, `file`); no call back goes there.
    `tells` are ids of people who want word when the reading or the decision is done.
    `left` counts what is still to be looked over. `round`, `judging` and `looks` number the durable runs. `on_paper`:
    whether both signed the contract outside of here.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    engagement = models.OneToOneField(Engagement, on_delete=models.CASCADE, related_name="desk")
    door = models.CharField(max_length=10, choices=Door.choices)
    working_name = models.BooleanField(default=False)
    working_company = models.BooleanField(default=False)
    absent = models.JSONField(default=list, blank=True)
    address = models.CharField(max_length=300, blank=True)
    developer = models.EmailField(blank=True)
    state = models.CharField(max_length=8, choices=DeskState.choices, default=DeskState.EMPTY)
    round = models.PositiveIntegerField(default=0)
    asked = models.DateTimeField(null=True, blank=True)
    read = models.DateTimeField(null=True, blank=True)
    reading = models.JSONField(null=True, blank=True)
    clauses = models.JSONField(null=True, blank=True)
    clauses_of = models.CharField(max_length=200, blank=True)
    looks = models.PositiveIntegerField(default=0)
    looked = models.PositiveIntegerField(default=0)
    looking_since = models.DateTimeField(null=True, blank=True)
    outlook = models.JSONField(null=True, blank=True)
    changed = models.PositiveIntegerField(default=0)
    left = models.PositiveIntegerField(default=0)
    judging = models.PositiveIntegerField(default=0)
    judging_since = models.DateTimeField(null=True, blank=True)
    judged = models.PositiveIntegerField(default=0)
    judged_at = models.PositiveIntegerField(null=True, blank=True)
    judged_on = models.DateTimeField(null=True, blank=True)
    judgement = models.JSONField(null=True, blank=True)
    drafts = models.JSONField(default=list, blank=True)
    suspects = models.JSONField(default=list, blank=True)
    tells = models.JSONField(default=list, blank=True)
    problem = models.TextField(blank=True)
    on_paper = models.CharField(max_length=8, blank=True, choices=[("yes", "Signed by both"), ("no", "Not signed")])
    begun = models.DateTimeField(auto_now_add=True)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"desk of {self.engagement}"

    @property
    def is_paying(self) -> bool:
        """Whether there is work to be seen and paid for; before signing there is none."""
        return self.door in (Door.BILL, Door.WORRY)

    @property
    def run(self) -> str:
        """What the durable reading is told."""
        return durable.run_of(self.pk, self.round)

    @property
    def judging_run(self) -> str:
        """What the durable deciding is told."""
        return durable.run_of(self.pk, self.judging)

    @property
    def looking_run(self) -> str:
        """What the durable look from outside is told."""
        return durable.run_of(self.pk, self.looks)

    @property
    def is_looking(self) -> bool:
        return self.looks > self.looked

    @property
    def is_judging(self) -> bool:
        return self.judging > self.judged


class PaperState(models.TextChoices):
    WAITING = "waiting", "Waits to be read"
    READ = "read", "Read"
    UNREADABLE = "unreadable", "Not read"


class Paper(models.Model):
    """One file on the desk, kept by digest beside the evidence; only the owner's side may see it.

    `document` is the digest of its makegood.document/1. `kind` is what kind of paper it turned out to be. `follows` is
    the earlier version of the same contract, which counts no more; `follows_said`: a person said whether there is one.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="papers")
    digest = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    state = models.CharField(max_length=10, choices=PaperState.choices, default=PaperState.WAITING)
    because = models.TextField(blank=True)
    document = models.CharField(max_length=64, blank=True)
    kind = models.CharField(max_length=20, blank=True)
    format = models.CharField(max_length=10, blank=True)
    pages = models.PositiveIntegerField(null=True, blank=True)
    language = models.CharField(max_length=8, blank=True)
    notes = models.JSONField(default=list, blank=True)
    follows = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="followed_by")
    follows_said = models.BooleanField(default=False)
    added = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["added", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["desk", "digest"], name="one_paper_per_file"),
            models.UniqueConstraint(fields=["desk", "name"], name="one_paper_per_name"),
        ]

    def __str__(self) -> str:
        return self.name


class How(models.TextChoices):
    """What the person said of one value."""

    RIGHT = "right", "Confirmed"
    MENDED = "mended", "Changed by you"
    ABSENT = "absent", "Not in the papers"


class Answer(models.Model):
    """What the person said of one value, under the key that `queries.values` gives it. Asked once, whatever the door.

    `value`: as makegood.reading/1 writes it; `said`: as people read it.
    """

    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="answers")
    key = models.CharField(max_length=160)
    name = models.CharField(max_length=40)
    how = models.CharField(max_length=8, choices=How.choices)
    said = models.CharField(max_length=500, blank=True)
    value = models.JSONField(null=True, blank=True)
    at = models.DateTimeField(auto_now=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["desk", "key"], name="one_answer_per_value")]

    def __str__(self) -> str:
        return f"{self.key}: {self.said or self.how}"


class LetterState(models.TextChoices):
    DRAFT = "draft", "Not sent"
    SENDING = "sending", "Being sent"
    SENT = "sent", "Sent"
    FAILED = "failed", "Could not be sent"


class Letter(models.Model):
    """A letter that the person looked over, under the `slot` of its draft. One that was sent stays as it is.

    `kind` is partner, bookkeeper, access, registrar or contract. `enclosure` is the digest of a file that goes with it;
    `beside` are further ones as JSON: digest and name.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="letters")
    slot = models.CharField(max_length=40)
    kind = models.CharField(max_length=12)
    address = models.EmailField(blank=True)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    enclosure = models.CharField(max_length=64, blank=True)
    enclosure_name = models.CharField(max_length=120, blank=True)
    beside = models.TextField(blank=True)
    state = models.CharField(max_length=8, choices=LetterState.choices, default=LetterState.DRAFT)
    problem = models.TextField(blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    written = models.DateTimeField(auto_now=True)
    asked = models.DateTimeField(null=True, blank=True)
    sent = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["desk", "slot"],
                condition=models.Q(state__in=["draft", "failed"]),
                name="one_letter_in_the_making",
            )
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def run(self) -> str:
        """What the durable sending is told."""
        return durable.run_of(self.pk, self.tries)


class PaidAnyway(models.Model):
    """The owner's word that a bill is paid although the evidence does not carry it; once for each bill."""

    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="paid_anyway")
    bill = models.CharField(max_length=200)
    cents = models.PositiveBigIntegerField()
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["desk", "bill"], name="one_anyway_per_bill")]

    def __str__(self) -> str:
        return f"{self.bill} paid anyway"
