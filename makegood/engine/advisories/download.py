"""Fetching the public OSV bulk files (osv.dev, one zip per ecosystem). Goes on where it was cut off."""

from __future__ import annotations

import errno
import http.client
import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, urlsplit

BASE = "https://osv-vulnerabilities.storage.googleapis.com"
"""The public address of the OSV bulk files, as named by the OSV documentation."""

SIZE_LIMIT = 2_000_000_000
SECONDS = 60
ALL_SECONDS = 1_800
"""For one answer without a byte, and for one bulk file in all: a server may send a byte a minute for ever."""

TRIES = 4
BLOCK = 1 << 18

Told = Callable[[int], None]
_FULL = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG))


class DownloadRefused(Exception):
    """What could not be fetched, with the one sentence that says why."""


class _SameHost(urllib.request.HTTPRedirectHandler):
    """A redirect to another host would let whoever answers choose what we believe."""

    def redirect_request(self, req, fp, code, msg, headers, newurl):  # type: ignore[no-untyped-def]  # as urllib has it
        if urlsplit(newurl)[:2] != urlsplit(req.full_url)[:2]:
            raise urllib.error.URLError("it was sent to another host")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def fetch(ecosystem: str, folder: Path, *, base: str = BASE, told: Told = lambda size: None) -> Path:
    """The bulk file of one ecosystem in `folder`, whole. Raises DownloadRefused."""
    address = f"{base}/{quote(ecosystem)}/all.zip"
    partial, mark = folder / f".{ecosystem}.zip.part", folder / f".{ecosystem}.zip.mark"
    problem = ""
    for _ in range(TRIES):
        try:
            _go_on(address, partial, mark, told)
        except urllib.error.HTTPError as refused:
            if refused.code == http.client.REQUESTED_RANGE_NOT_SATISFIABLE:
                partial.unlink(missing_ok=True)
                continue
            raise DownloadRefused(f"{ecosystem}: the server answered {refused.code} for {address}.") from None
        except (OSError, http.client.HTTPException) as broken:
            if getattr(broken, "errno", None) in _FULL:
                partial.unlink(missing_ok=True)
                raise DownloadRefused(f"{ecosystem}: there is no room for it in {folder}; nothing changed.") from None
            problem = _words(getattr(broken, "reason", None) or broken)
            continue
        whole = folder / f".{ecosystem}.zip"
        partial.replace(whole)
        mark.unlink(missing_ok=True)
        return whole
    host = urlsplit(address).netloc
    raise DownloadRefused(
        f"{ecosystem}: {host} cannot be reached ({problem or 'it breaks off'}). Without a network, use: "
        "makegood advisories update --from FOLDER"
    )


def _words(problem: object) -> str:
    return problem.strerror or "no answer" if isinstance(problem, OSError) else str(problem)


def _go_on(address: str, partial: Path, mark: Path, told: Told) -> None:
    """Asks for the rest. `mark` holds the version (ETag) of the file that the first part belongs to."""
    have = partial.stat().st_size if partial.exists() and mark.exists() else 0
    version = str(json.loads(mark.read_text())) if have else ""
    request = urllib.request.Request(address, headers={"User-Agent": "makegood"})
    if have and version:
        request.add_header("Range", f"bytes={have}-")
        request.add_header("If-Range", version)
    opener = urllib.request.build_opener(_SameHost)
    with opener.open(request, timeout=SECONDS) as answer:
        goes_on = answer.status == http.client.PARTIAL_CONTENT
        mark.write_text(json.dumps(answer.headers.get("ETag", "")))
        size = have if goes_on else 0
        expected = size + int(answer.headers.get("Content-Length") or 0)
        until = time.monotonic() + ALL_SECONDS
        with partial.open("ab" if goes_on else "wb") as file:
            while block := answer.read1(BLOCK):
                size += len(block)
                if size > SIZE_LIMIT:
                    partial.unlink(missing_ok=True)
                    raise DownloadRefused(f"{address} is larger than any bulk file; nothing was taken over.")
                if time.monotonic() > until:
                    raise DownloadRefused(
                        f"{address} comes too slowly; nothing changed. Try again: it goes on from here."
                    )
                file.write(block)
                told(size)
        if size < expected:
            raise http.client.IncompleteRead(b"", expected - size)
