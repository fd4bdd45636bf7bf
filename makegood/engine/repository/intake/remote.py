"""Fetching from an address: https and ssh only, no forwarding, no question asked, everything checked on the way in."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass

from makegood.engine.repository.git import Git, GitFailed, file_limit
from makegood.engine.repository.intake import undoing
from makegood.engine.repository.intake.objects import COSMETIC, SECONDS, Findings

PROTOCOLS = "https:ssh"
ASK_SECONDS = 60
REFS = ("+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*")

# What the owner's own machine needs to reach the address; nothing of it comes from the partner.
PASSED_ON = ("SSH_AUTH_SOCK", "https_proxy", "HTTPS_PROXY", "no_proxy", "NO_PROXY", "SSL_CERT_FILE", "GIT_SSL_CAINFO")


class RemoteRefused(Exception):
    """An address that cannot be fetched, with the one sentence that says why (without its subject)."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the other side offers: a digest over all of it, the id at HEAD and the full name of its branch."""

    mark: str
    head: str | None
    branch: str | None


def ask(git: Git, url: str, environment: Mapping[str, str] | None = None, *, seconds: float | None = None) -> Asked:
    """`environment`: how to reach it, where the user's own ways do not count. Raises RemoteRefused."""
    try:
        way = _environment() if environment is None else environment
        listing = git.output(
            "ls-remote", "--symref", "--", url, seconds=min(seconds or ASK_SECONDS, ASK_SECONDS), environment=way
        )
    except GitFailed as failed:
        raise RemoteRefused(_reason(failed)) from None
    if not listing.strip():
        raise RemoteRefused("offers no branch: it has no commit yet, or is a page and no git repository")
    head = re.search(rb"^([0-9a-f]{40})\tHEAD$", listing, re.MULTILINE)
    branch = re.search(rb"^ref: (refs/heads/\S{1,255})\tHEAD$", listing, re.MULTILINE)
    return Asked(
        mark=hashlib.sha256(listing).hexdigest(),
        head=head[1].decode("ascii") if head else None,
        branch=branch[1].decode("utf-8", "backslashreplace") if branch else None,
    )


def fetch(
    git: Git, url: str, asked: Asked, environment: Mapping[str, str] | None = None, *, seconds: float = SECONDS
) -> str:
    """Branches, tags and HEAD; what git said of cosmetic faults. Nothing is left of what was not checked to its end.

    Raises RemoteRefused, or IntakeRefused for a lie.
    """
    severities = [part for id in COSMETIC for part in ("-c", f"fetch.fsck.{id}=warn")]
    # unpackLimit: one pack, whose size has a limit, and never a hundred files that each have one.
    settings = (*severities, "-c", "fetch.fsckObjects=true", "-c", "fetch.unpackLimit=1")
    options = ("--prune", "--no-tags", "--force", "--no-write-fetch-head", "--no-auto-maintenance", "--quiet")
    refs = [*REFS, "+HEAD:refs/makegood/head"] if asked.head else REFS
    way = _environment() if environment is None else environment
    traced = {**way, "GIT_TRACE_PACKET": str(undoing.begin(git).absolute())}
    try:
        said = git.complaints(*settings, "fetch", *options, "--", url, *refs, seconds=seconds, environment=traced)
        if url.startswith("https:") and not undoing.spoke_packets(git):
            raise RemoteRefused("hands out plain files, which git cannot check on their way; it needs a git server")
        undoing.settle(git)
        return said
    except GitFailed as failed:
        Findings().note(failed.complaint)
        raise RemoteRefused(TOO_MUCH if _is_too_much(git) else _reason(failed)) from None
    finally:
        undoing.undo(git)


def _is_too_much(git: Git) -> bool:
    """Whether a pack grew up to the limit: git itself does not say then why it stopped."""
    halves = (git.folder / "objects" / "pack").glob("tmp_*")
    return any(half.stat().st_size >= file_limit() for half in halves)


def _environment() -> Mapping[str, str]:
    passed = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    return {**passed, "GIT_ALLOW_PROTOCOL": PROTOCOLS, "GIT_SSH_COMMAND": "ssh -oBatchMode=yes -oConnectTimeout=20"}


TOO_MUCH = "sends more than there is room for here, so nothing of it was kept"

SAID = (
    (("no space left on device", "out of diskspace", "disk quota exceeded"),
     "cannot be kept, as the disk of this installation is full; make room there, then try again"),
    (("died of signal 25", "file size limit exceeded", "file too large"), TOO_MUCH),
    (("cannot run ssh", "failed to execute git", "'remote-https' is not a git command"),
     "cannot be fetched, as a program is missing on this machine (git with https, ssh); it must be installed"),
    (("remote host identification has changed",),
     "shows another host key than the first time, so nothing was taken from it; if its keeper changed the key, "
     "open the repository anew"),
    (("could not read username", "authentication failed", "permission denied"),
     "asks for a login that was not given, or does not take it: what opens it is missing, wrong, or has expired"),
    (("redirect", "error: 301", "error: 302", "error: 303", "error: 307", "error: 308"),
     "forwards to another address; give that one"),
    (("error: 403",), "may not be read with what was given"),
    (("error: 429",), "is asked too often just now; try again later"),
    (("could not resolve host",), "cannot be reached: there is no host of that name, or no network"),
    (("failed to connect", "couldn't connect", "connection refused", "timed out", "network is unreachable"),
     "cannot be reached: nobody answers there"),
    (("certificate", "ssl_error", "gnutls_handshake", "host key verification failed"),
     "cannot prove who it is, so nothing was taken from it"),
    (("not found", "does not appear to be a git repository", "not valid: is this a git repository"),
     "is no git repository, or not one that may be seen"),
    (("did not finish within",), "does not answer in time, or sends too slowly"),
    (("early eof", "hung up unexpectedly", "transfer closed", "operation too slow", "invalid index-pack output"),
     "broke off before all of it had come; try again"),
)  # fmt: skip
"""What git says (in its own words, in English by LC_ALL) -> what it means."""


def _reason(failed: GitFailed) -> str:
    said = f"{failed.complaint} {failed}".lower()
    for words, meaning in SAID:
        if any(word in said for word in words):
            return meaning
    return f"cannot be fetched: {str(failed).rstrip('.')}"
