"""Who is who: one person under several names and addresses, and programs that commit.

The .mailmap of the repository is a claim of the partner and is not applied.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from makegood.engine.probes.history.names import BOTS, GIVEN_NAMES, NOBODYS_MAIL, NOBODYS_NAME

NOREPLY = re.compile(r"(?:\d+\+)?([a-z0-9][a-z0-9-]*)@users\.noreply\.(?:github\.com|gitlab\.com)")

# Addresses that a machine made up, or that everybody has: two people may share one.
NOBODYS_DOMAINS = frozenset(
    ("localhost", "(none)", "example.com", "example.org", "example.net", "domain.com", "mail.com")
)
NOBODYS_ENDINGS = (".(none)", ".local", ".localdomain", ".lan", ".home", ".internal", ".compute.amazonaws.com")
FORGES = frozenset(("noreply@github.com", "noreply@gitlab.com", "noreply@bitbucket.org"))
BOT_NAME = re.compile(r".*\[bot\].*|.*[-_]bot|.*[-_]robot|.*\bbot@.*", re.IGNORECASE)


def is_bot(name: str, mail: str) -> bool:
    """True for programs that commit: dependency updates, translations, releases."""
    plain = _plain(name)
    if mail.strip().casefold() in FORGES:
        return True  # the forge itself, when a button on its page made the commit
    if "bot" not in f"{name} {mail}".lower():
        return plain in BOTS
    return plain in BOTS or bool(BOT_NAME.fullmatch(name) or BOT_NAME.fullmatch(mail))


def _plain(text: str) -> str:
    bare = text[:200].lower() if text.isascii() else unicodedata.normalize("NFKD", text[:200]).casefold()
    return bare if bare.isalnum() else "".join(filter(str.isalnum, bare))


def _words(name: str) -> list[str]:
    spaced = name[:200].replace(".", " ").replace("_", " ").replace(",", " ")
    return [word for word in map(_plain, spaced.split()) if word]


def keys_of(name: str, mail: str) -> list[str]:
    """What ties this ident to others of the same person; at least one key, which may be shared with nobody."""
    keys = []
    address = mail.strip().casefold()[:200]
    account = NOREPLY.fullmatch(address)
    local, _, domain = address.rpartition("@")
    if account:
        keys.append(f"account {account[1]}")
        keys.extend(_name_keys(account[1], lone=True))
    elif local and address not in NOBODYS_MAIL and not _is_nobodys(domain):
        local = local.partition("+")[0] or local
        if domain in ("gmail.com", "googlemail.com"):
            local, domain = local.replace(".", ""), "gmail.com"
        keys.append(f"mail {local}@{domain}")
    keys.extend(_name_keys(name, lone=False))
    return keys or [f"only {name}\0{mail}"]


def _is_nobodys(domain: str) -> bool:
    return domain in NOBODYS_DOMAINS or domain.endswith(NOBODYS_ENDINGS)


def _name_keys(name: str, *, lone: bool) -> list[str]:
    words = _words(name)
    whole = "".join(words)
    if not words or whole in NOBODYS_NAME:
        return []
    if len(words) > 1 and not lone:
        # "Doe, Ann" and "Ann Doe" are one; the order of words differs between mail programs.
        return ["name " + " ".join(sorted(words))]
    if len(whole) < 4 or whole in GIVEN_NAMES:
        return []
    return [f"handle {whole}"]


def merge(idents: Iterable[tuple[str, str]]) -> list[int | None]:
    """The person (a number from 0) of each (name, mail), in order; None for a bot."""
    known = list(idents)
    parent: dict[str, str] = {}

    def root(key: str) -> str:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    firsts: list[str | None] = []
    for name, mail in known:
        if is_bot(name, mail):
            firsts.append(None)
            continue
        keys = keys_of(name, mail)
        for key in keys:
            parent.setdefault(key, key)
        for other in keys[1:]:
            parent[root(other)] = root(keys[0])
        firsts.append(keys[0])
    numbers: dict[str, int] = {}
    return [None if key is None else numbers.setdefault(root(key), len(numbers)) for key in firsts]


def people_of(idents: Iterable[bytes]) -> list[int | None]:
    """The person of each `name <address>` of a history, in order; None for a bot."""
    return merge(_parts(ident.decode("utf-8", "replace")) for ident in idents)


def _parts(ident: str) -> tuple[str, str]:
    name, _, mail = ident.partition(" <")
    return name, mail.removesuffix(">")
