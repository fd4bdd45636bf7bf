"""JSON read so that two readers can never see two things in it, and digests of its values."""

from __future__ import annotations

import hashlib
import json


class NotExact(ValueError):
    """Bytes that are no JSON, or that could be read in two ways; the message is one sentence."""


def read_json(content: bytes) -> object:
    """Raises NotExact: no UTF-8, a key twice in one object, NaN, too deep."""
    try:
        return json.loads(content.decode("utf-8"), object_pairs_hook=_once, parse_constant=_never)
    except NotExact:
        raise
    except (ValueError, RecursionError):
        raise NotExact("This is not JSON.") from None


def digest_of(value: object) -> str:
    """SHA-256 (hex) of a JSON value, whatever its spacing and the order of its keys."""
    exact = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(exact.encode("ascii")).hexdigest()


def sha256_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise NotExact("It says one thing twice, so that two readers may read two things.")
    return made


def _never(text: str) -> object:
    raise NotExact(f"It holds {text}, which is no number.")
