"""requirements.txt and its kin (pip's own format): lines, continued lines, `-r`, `-c`, `--hash`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from makegood.engine.probes.dependencies.listing import Listing, Role, text_of
from makegood.engine.probes.dependencies.readers.python_words import ECOSYSTEM, origin, requirement


def read(content: bytes) -> Listing:
    listing = Listing(role=Role.MANIFEST, ecosystem=ECOSYSTEM)
    for line, text in _logical_lines(text_of(content)):
        if text.startswith("-"):
            _option(text, line, listing)
            continue
        wanted, *hashes = text.split(" --hash")
        address = wanted.split(" ")[0]
        if "://" in address and "@" not in address.partition("://")[0]:
            wanted = f"{_egg(address)} @ {address}"
        package = requirement(wanted.split(" --")[0], line=line)
        if package:
            listing.packages.append(replace(package, hashed=bool(hashes)))
    return listing


def _logical_lines(text: str) -> Iterator[tuple[int, str]]:
    held, began = "", 0
    for number, raw in enumerate(text.splitlines(), 1):
        stripped = raw.strip()
        if stripped.startswith("#"):
            continue
        began = began or number
        held += stripped.removesuffix("\\")
        if stripped.endswith("\\") and len(held) < 100_000:
            held += " "
            continue
        line = held.partition(" #")[0].strip()
        if line:
            yield began, line
        held, began = "", 0


def _option(text: str, line: int, listing: Listing) -> None:
    option, _, value = text.replace("=", " ", 1).partition(" ")
    value = value.strip()
    if option in ("-r", "--requirement", "-c", "--constraint"):
        listing.follows.append(value)
    elif option.startswith("-r") and len(option) > 2 and not option.startswith("--"):
        listing.follows.append(option[2:])
    elif option in ("-i", "--index-url", "--extra-index-url", "-f", "--find-links"):
        listing.traits.add("foreign-index")
    elif option in ("-e", "--editable") and value:
        package = requirement(f"{_egg(value)} @ {value}", line=line)
        if package and value not in (".", "./"):
            listing.packages.append(replace(package, source=origin(value), hashed=False))


def _egg(address: str) -> str:
    """The name that an address gives itself, else the last part of its path."""
    name = address.partition("#egg=")[2].partition("&")[0].partition("[")[0]
    last = address.partition("#")[0].rstrip("/").rpartition("/")[2].partition("@")[0].removesuffix(".git")
    return name or last.partition(".whl")[0].partition("-")[0] or "unnamed"
