"""The evidence of a report: every excerpt that its facts and verdicts show, under the digest they name."""

from __future__ import annotations

from collections.abc import Iterator

from makegood.engine.certificate.exact import sha256_of


class EvidenceDiffers(ValueError):
    """An excerpt that is not what its digest says; the message is one sentence."""


def evidence_of(report: dict[str, object]) -> dict[str, bytes]:
    """sha256 (hex) -> the bytes. Raises EvidenceDiffers."""
    found: dict[str, bytes] = {}
    for row in _rows([report.get("verdicts"), report.get("facts")]):
        named, excerpt = row.get("sha256"), row.get("excerpt")
        if not isinstance(named, str) or not isinstance(excerpt, str):
            continue
        content = excerpt.encode("utf-8", "backslashreplace")
        digest = sha256_of(content)
        if named != f"sha256:{digest}":
            place = f"{row.get('path')}:{row.get('line')}"
            raise EvidenceDiffers(f"The evidence at {place} is not what its digest says.")
        found[digest] = content
    return found


def _rows(value: object) -> Iterator[dict[str, object]]:
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, list):
            waiting += item
        elif isinstance(item, dict):
            if "sha256" in item:
                yield item
            waiting += item.values()
