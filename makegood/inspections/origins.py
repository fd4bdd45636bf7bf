"""Where code comes from: an address with the one secret that opens it, or a file that was uploaded and kept."""

from __future__ import annotations

import errno
import os
import tempfile
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from django.conf import settings

from makegood.accounts.models import User
from makegood.connectors.outbound import Outbound, OutboundRefused, pinned_git
from makegood.connectors.secretbox import Secretbox, SecretUnreadable
from makegood.connectors.uploads import receive
from makegood.engagements.models import Engagement
from makegood.engine import apart
from makegood.engine.reports.story import plain
from makegood.inspections.filing import evidence_folder, evidence_path, shown_name
from makegood.inspections.models import EvidenceFile

UPLOADS = ("bundle", "zip", "tar", "tar.gz")
NOT_FETCHED = (apart.NotReceived, OutboundRefused, SecretUnreadable)
OUR_SIDE = "It could not be fetched because of a fault on our side ({}). Please try again."


class Opened(Protocol):
    """What opens an address: `kind` is open, token or key; `secret` is sealed for `purpose`."""

    pk: uuid.UUID
    url: str
    kind: str
    secret: str

    @property
    def purpose(self) -> str: ...


def secretbox() -> Secretbox:
    return Secretbox(Path(settings.MAKEGOOD_HOME))


def made_pair(engagement: Engagement) -> tuple[str, str]:
    """(private, public) as OpenSSH writes them. One pair for each repository: forges take a deploy key only once."""
    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()).decode("ascii")
    public = key.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode("ascii")
    return private, f"{public} makegood-{engagement.pk.hex[:8]}"


def keep_upload(*, engagement: Engagement, chunks: Iterable[bytes], name: str, by: User) -> tuple[str, str]:
    """(digest, name) of an archive or bundle, kept as evidence. Raises UploadRefused with one sentence."""
    kept = receive(chunks, evidence_folder(), UPLOADS)
    shown = shown_name(name, kept.kind)
    EvidenceFile.objects.get_or_create(
        engagement=engagement,
        digest=kept.digest,
        defaults={"name": shown, "media_type": kept.kind.media_type, "size": kept.size, "filed_by": by},
    )
    return kept.digest, shown


@contextmanager
def origin_of(source: Opened | None, upload: str, name: str) -> Iterator[apart.Address | apart.Upload]:
    """Where it is fetched from: what was uploaded (its digest and name), where no address is named. As `opened`."""
    if source is None:
        yield apart.Upload(evidence_path(upload), name or "The upload")
        return
    with opened(source) as address:
        yield address


def said_not_fetched(url: str, refused: Exception) -> str:
    """NOT_FETCHED as one sentence that both sides may read: nothing of what opens it stands in it, and no letter that
    turns others, as names of branches and files come from the other side."""
    if isinstance(refused, OutboundRefused):
        return f"{url} {refused.reason}."
    return plain(str(refused))


def said_broken(broken: Exception) -> str:
    """Whatever else broke while it was fetched."""
    full = isinstance(broken, OSError) and broken.errno in (errno.ENOSPC, errno.EDQUOT)
    return OUR_SIDE.format("its disk is full" if full else type(broken).__name__)


def outbound_of_git() -> Outbound:
    """To the world, and to the git servers of the owner's own house that the installation names."""
    return Outbound(own=settings.MAKEGOOD_GIT_INSIDE)


@contextmanager
def opened(source: Opened) -> Iterator[apart.Address]:
    """The address, checked, with what opens it; a read key lies in a file only while git runs.

    Raises OutboundRefused, SecretUnreadable.
    """
    with tempfile.TemporaryDirectory(prefix="makegood-key-") as folder:
        secret = secretbox().open(source.secret, source.purpose) if source.secret else ""
        key = _key_file(Path(folder), secret) if source.kind == "key" else None
        token = secret if source.kind == "token" else ""
        hosts = _known_hosts(source)
        pinned = pinned_git(source.url, outbound_of_git(), token=token, key_file=key, known_hosts=hosts)
        yield apart.Address(pinned, source.url)


def _key_file(folder: Path, secret: str) -> Path:
    path = folder / "key"
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(secret)
    return path


def _known_hosts(source: Opened) -> Path:
    """The host's key as it was when this repository was first fetched: one that changes is refused."""
    folder = Path(settings.MAKEGOOD_HOME) / "hosts"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder / str(source.pk)
