"""Who has the work done and pays for it."""

from __future__ import annotations

from collections.abc import Iterator

from makegood.rules.documents.document import Found
from makegood.rules.terms.named import Party
from makegood.rules.terms.paper import Paper
from makegood.rules.terms.parties import parties
from makegood.rules.terms.value import Value, rule


def find(paper: Paper) -> Iterator[Found[Party]]:
    """The first party that is client, customer or owner."""
    yield from parties(paper)[0][:1]


VALUE = Value(
    "owner",
    "name of the owner's side",
    find,
    hint=rule(r"\b(?:client|customer)\b.*\(|\b(?:client|customer)\s*:|prepared for"),
)
