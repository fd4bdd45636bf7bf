"""Rows that repeat what an entry says: each room names its own, and they are cleared with the entry (H24)."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Model

from makegood.engagements.models import Event, Intent

GONE = "(erased)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Columns that hold what people typed in acts of these kinds, of all kinds where none is named.

    `by`: the column that leads to the event; "pk" where the event's subject is the row, and "desk_id" or the like where
    it is what that column leads to.
    """

    kinds: frozenset[str]
    model: type[Model]
    by: str
    columns: tuple[str, ...]


_words: list[Words] = []


def keeps_words(kinds: str, model: type[Model], by: str, columns: str) -> None:
    """`kinds` and `columns`: names with a space between. Called by the apps when they start."""
    _words.append(Words(kinds=frozenset(kinds.split()), model=model, by=by, columns=tuple(columns.split())))


def words_kept() -> tuple[Words, ...]:
    return tuple(_words)


def forget_words(event: Event) -> None:
    """Inside the transaction that erases the event. What was prepared and never confirmed goes, too.

    So does the digest of the act as it was prepared: it holds no nonce, so a guess could be confirmed by it.
    """
    for kept in _words:
        by_subject = kept.by == "pk" or kept.by.endswith("_id")
        if (kept.kinds and event.kind not in kept.kinds) or (by_subject and event.subject is None):
            continue
        rows = kept.model._default_manager.filter(**{kept.by: event.subject if by_subject else event})
        for column in kept.columns:
            rows.exclude(**{column: ""}).update(**{column: GONE})
    Intent.objects.filter(event=event).update(content=b"", digest="")
    Intent.objects.filter(engagement=event.engagement_id, event=None, kind=event.kind).delete()
