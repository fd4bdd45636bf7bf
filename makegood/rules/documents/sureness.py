"""How far what was read may be trusted."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar, cast

from makegood.rules.documents.document import Found, Sureness

T = TypeVar("T")


def less_sure(value: T, pages: Container[int]) -> T:
    """The value with everything found on one of `pages` at most likely: what a program spotted is never sure."""
    if isinstance(value, Found):
        pictured = value.sureness is Sureness.SURE and value.quote.place.page in pages
        return cast(T, replace(value, sureness=Sureness.LIKELY) if pictured else value)
    if isinstance(value, tuple) and type(value) is tuple:
        return cast(T, tuple(less_sure(one, pages) for one in value))
    if isinstance(value, dict):
        return cast(T, {name: less_sure(one, pages) for name, one in value.items()})
    if is_dataclass(value) and not isinstance(value, type):
        changed = {one.name: less_sure(getattr(value, one.name), pages) for one in fields(value)}
        return cast(T, replace(value, **changed))
    return value
