"""What FastAPI's handlers newly demand, each beside the change that breaks nobody."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from makegood.engine.probes.api.probe import PROBE
from tests.engine.building import Delivery
from tests.engine.looking import Seen

Looked = Callable[..., Seen]

APP = """from typing import Annotated
from fastapi import Depends, FastAPI, Query
from pydantic import BaseModel, Field

app = FastAPI()


class Base(BaseModel):
    title: str


class Order(Base):
    note: str | None = None
    count: int = Field(default=1)


@app.post("/orders/{shop}")
def create(shop: str, order: Order, session: Session, page: int = 0, user: User = Depends(user)):
    return {}
"""


def changed(repository: Delivery, looked: Looked, old: str, new: str) -> list[tuple[str, int | None]]:
    accepted = repository.commit({"app.py": APP})
    repository.commit({"app.py": APP.replace(old, new)})
    return looked(PROBE, since=accepted).places("api.changes")


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("page: int = 0", "page: int", 18),
        ("page: int = 0", "tenant: str, page: int = 0", 18),
        ("page: int = 0", "page: int = 0, tenant: str = Query(..., max_length=9)", 18),
        ("page: int = 0", "tenant: Annotated[str, Query(max_length=9)], page: int = 0", 18),
        ("    note: str | None = None", "    note: str", 13),
        ("    title: str", "    title: str\n    currency: str = Field(max_length=3)", 10),
    ],
)
def test_what_a_caller_must_newly_give_is_told(
    repository: Delivery, looked: Looked, old: str, new: str, line: int
) -> None:
    assert changed(repository, looked, old, new) == [("app.py", line)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("page: int = 0", "page: int = 0, tenant: str = 'a'"),
        ("page: int = 0", "page: int = 0, tenant: str | None = Query(default=None)"),
        ("session: Session", "session: Session, store: Store"),
        ("    note: str | None = None", "    note: str | None = None\n    currency: str = 'EUR'"),
        ("app = FastAPI()", "app = FastAPI()\n\n\nclass Answer(BaseModel):\n    total: int"),
        ("@app.post", "@app.get('/orders')\ndef all(tenant: str):\n    return []\n\n\n@app.post"),
    ],
)
def test_what_may_be_left_out_or_is_new_altogether_breaks_nobody(
    repository: Delivery, looked: Looked, old: str, new: str
) -> None:
    assert changed(repository, looked, old, new) == []
