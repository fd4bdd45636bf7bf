"""What is inspected: one deliverable of one kind at one revision."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The kinds of deliverable. A probe looks at exactly one."""

    REPOSITORY = "repository"
    APPLICATION = "application"
    API = "api"
    DATABASE = "database"
    DOCUMENTS = "documents"
    PROJECT = "project"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deliverable:
    """One thing a partner handed over.

    `location` is what the user typed, without credentials; `revision` is the full commit id (None where the kind has
    none); `digest` is `sha256:<hex>` over the delivered content (None until it was read); `name` is short and is the
    `subject` of every verdict about it.
    """

    kind: Kind
    location: str
    name: str
    revision: str | None = None
    digest: str | None = None
