"""Papers come onto the desk and leave it. Nobody reads one here: that is the worker's, in the sandbox."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import PurePosixPath

from django.db import transaction
from django.utils import timezone

from makegood import durable
from makegood.accounts.models import User
from makegood.connectors.uploads import UploadRefused, receive_paper
from makegood.engagements.events import record
from makegood.engine.redaction import redact
from makegood.inspections.filing import evidence_folder, evidence_path, shown_name
from makegood.inspections.models import EvidenceFile
from makegood.rhythm.desk.actions.beginning import locked, touch
from makegood.rhythm.desk.actions.outside import ask_to_look
from makegood.rhythm.desk.actions.reading import read_desk
from makegood.rhythm.desk.models import Absent, Desk, DeskState, Paper, PaperState

MOST_PAPERS = 60


def add_paper(*, desk: Desk, chunks: Iterable[bytes], name: str, by: User) -> Paper:
    """Keeps one file. Raises UploadRefused with one sentence; the same file twice is one paper."""
    kept = receive_paper(chunks, evidence_folder())
    shown = shown_name(name, kept.kind)
    with locked(desk) as fresh:
        known = Paper.objects.filter(desk=fresh, digest=kept.digest).first()
        if known is not None:
            raise UploadRefused(f"This very file is here already, as {known.name}.")
        names = set(Paper.objects.filter(desk=fresh).values_list("name", flat=True))
        if len(names) >= MOST_PAPERS:
            raise UploadRefused(f"A desk holds {MOST_PAPERS} papers; take some away, or put several into one PDF.")
        paper = Paper.objects.create(desk=fresh, digest=kept.digest, name=_free(shown, names), size=kept.size, by=by)
        record(
            engagement=fresh.engagement,
            kind="desk.paper_added",
            payload={"paper": str(paper.pk), "digest": kept.digest, "size": kept.size},
            actor=by,
            subject=paper.pk,
        )
        touch(fresh)
    return paper


def _free(name: str, names: set[str]) -> str:
    """A name that no other paper of this desk has: what was read names papers by it."""
    path, number, free = PurePosixPath(name), 2, name
    while free in names:
        free, number = f"{path.stem} ({number}){path.suffix}", number + 1
    return free


def remove_paper(*, paper: Paper, by: User) -> None:
    """The file goes from the disk, too, unless it is needed elsewhere. What the person confirmed stays."""
    with locked(paper.desk) as fresh:
        row = Paper.objects.filter(pk=paper.pk).first()
        if row is None:
            return
        record(
            engagement=fresh.engagement,
            kind="desk.paper_removed",
            payload={"paper": str(row.pk), "digest": row.digest},
            actor=by,
            subject=row.pk,
        )
        digests = [row.digest, *([row.document] if row.document else [])]
        row.delete()
        touch(fresh)
        transaction.on_commit(lambda: _forget(digests))
    begin_reading(desk=fresh)


def _forget(digests: Iterable[str]) -> None:
    for digest in digests:
        needed = Paper.objects.filter(digest=digest) | Paper.objects.filter(document=digest)
        if not needed.exists() and not EvidenceFile.objects.filter(digest=digest).exists():
            with suppress(OSError):
                evidence_path(digest).unlink()


def begin_reading(*, desk: Desk) -> None:
    """Asks the worker to read what is new and to put all of it together anew."""
    with locked(desk) as fresh:
        fresh.round, fresh.state, fresh.problem = fresh.round + 1, DeskState.READING, ""
        fresh.asked = timezone.now()
        fresh.save(update_fields=["round", "state", "problem", "asked"])
        durable.enqueue_after_commit(read_desk, f"desk-read-{fresh.run}", fresh.run)


def read_again(*, desk: Desk) -> None:
    """What could not be read is tried once more."""
    Paper.objects.filter(desk=desk, state=PaperState.UNREADABLE).update(state=PaperState.WAITING, because="")
    begin_reading(desk=desk)


def say_absent(*, desk: Desk, what: Absent, absent: bool, by: User) -> None:
    """ "I don't have that", or that it turned up after all."""
    with locked(desk) as fresh:
        if (what in fresh.absent) == absent:
            return
        fresh.absent = [*fresh.absent, str(what)] if absent else [one for one in fresh.absent if one != what]
        touch(fresh, "absent")
        record(
            engagement=fresh.engagement,
            kind="desk.absent" if absent else "desk.turned_up",
            payload={"what": str(what)},
            actor=by,
            subject=fresh.pk,
        )


def say_where(*, desk: Desk, address: str | None = None, developer: str | None = None) -> None:
    """Where it runs, and whom to write to."""
    with locked(desk) as fresh:
        other = address is not None and redact(address) != fresh.address
        if address is not None:
            fresh.address = redact(address)
        if developer is not None:
            fresh.developer = developer
        told = {Absent.ADDRESS: fresh.address, Absent.DEVELOPER: fresh.developer}
        fresh.absent = [one for one in fresh.absent if not told.get(Absent(one))]
        touch(fresh, "address", "developer", "absent")
        if other:
            ask_to_look(desk=fresh)
