"""Who does the work."""

from __future__ import annotations

from collections.abc import Iterator

from makegood.rules.documents.document import Found
from makegood.rules.terms.named import Party
from makegood.rules.terms.paper import Paper
from makegood.rules.terms.parties import parties
from makegood.rules.terms.value import Value, rule


def find(paper: Paper) -> Iterator[Found[Party]]:
    """The first party that is contractor, developer or provider."""
    yield from parties(paper)[1][:1]


VALUE = Value(
    "partner",
    "name of the partner",
    find,
    hint=rule(r"[\"“(](?:the )?(?:contractor|developer|provider|consultant|vendor)[\"”)]|prepared by"),
)
