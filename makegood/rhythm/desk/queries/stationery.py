"""On whose paper a letter of the desk goes out, and in whose name a page is made: a later room says it."""

from __future__ import annotations

from collections.abc import Callable

from makegood.accounts.models import User
from makegood.engagements.models import Engagement
from makegood.rules.stationery.brand import Brand

BrandFor = Callable[[User, Engagement], Brand | None]
_asked: list[BrandFor] = []


def register_stationery(brand: BrandFor) -> None:
    """`brand`: of this person at this table; None where they act in the owner's name."""
    _asked.append(brand)


def brand_for(user: User | None, engagement: Engagement) -> Brand | None:
    found = (ask(user, engagement) for ask in _asked) if user is not None else iter(())
    return next((brand for brand in found if brand is not None), None)
