"""Setting, trying and ending a company's assistant."""

from __future__ import annotations

from makegood.accounts.models import Company, User
from makegood.connectors.assistant import Assistant
from makegood.connectors.outbound import Limits
from makegood.rhythm.assistant.models import Setting
from makegood.rhythm.assistant.queries import assistant_of, box, outbound

PATIENCE = Limits(seconds=15, body=64_000)
"""Somebody waits before the page."""


def set_assistant(*, company: Company, by: User, address: str, model: str, key: str | None) -> Setting:
    """`key` None keeps the one that is there, as long as the address stays the same."""
    row = Setting.objects.filter(company=company).first() or Setting(company=company)
    if key is not None or row.address != address:
        row.secret = box().seal(key, row.purpose) if key else ""
    row.address, row.model, row.set_by = address, model, by
    row.save()
    return row


def end_assistant(*, company: Company) -> None:
    Setting.objects.filter(company=company).delete()


def try_out(*, company: Company) -> str:
    """What it says to a greeting. Raises AssistantFailed and SecretUnreadable, each one sentence."""
    assistant: Assistant | None = assistant_of(company)
    if assistant is None:
        return ""
    return assistant.ask("Answer with one short sentence.", "Are you there?", outbound(), PATIENCE)[:300]
