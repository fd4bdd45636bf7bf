"""How arguments and results lie in the database: as JSON, and nothing else is ever read back."""

from __future__ import annotations

from typing import NoReturn

from dbos import DBOSPortableJSONSerializer, Serializer, _serialization


def only_json() -> Serializer:
    """DBOS reads a row as the row itself says, by pickle too, whatever serializer is set: whoever could write into the
    database of the work could run code in the worker. So pickle is taken away from it."""
    _serialization.DefaultSerializer.serialize = _refuse  # type: ignore[method-assign, assignment]  # on purpose
    _serialization.DefaultSerializer.deserialize = _refuse  # type: ignore[method-assign, assignment]  # on purpose
    return DBOSPortableJSONSerializer()


def _refuse(*_: object) -> NoReturn:
    raise ValueError("A record of the work is not JSON, and is not read.")
