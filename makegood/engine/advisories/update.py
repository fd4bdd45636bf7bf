"""Bringing the index up to date: from the public bulk files, or from a folder or archive that the user gives."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from makegood.engine.advisories import friendsofphp, osv
from makegood.engine.advisories.documents import DocumentRefused, parse
from makegood.engine.advisories.download import BASE, fetch
from makegood.engine.advisories.index import IndexRefused, Part, PartWriter, read_head, write_head
from makegood.engine.advisories.record import ECOSYSTEMS, VulnerabilityRecord
from makegood.engine.advisories.source import RecordFile, SourceRefused, record_files

LICENCES = {"osv": "as each database says (mostly CC-BY-4.0)", "friendsofphp": "Unlicense"}
"""Licence of the data by format: osv.dev names one per database, FriendsOfPHP gives its data away."""

Told = Callable[[str], None]


@dataclass(slots=True)
class Intake:
    """What is being read from one source: a file under way for each (format, ecosystem)."""

    folder: Path
    only: str | None = None
    writers: dict[tuple[str, str], PartWriter] = field(default_factory=dict)
    unread: int = 0

    def take(self, files: Iterable[RecordFile]) -> None:
        for file in files:
            try:
                found = _records(file, parse(file.name, file.content))
            except DocumentRefused:
                self.unread += 1
                continue
            for form, record in found:
                if self.only in (None, record.ecosystem):
                    self._writer(form, record.ecosystem).add(record, _day(record, file))

    def _writer(self, form: str, ecosystem: str) -> PartWriter:
        if (form, ecosystem) not in self.writers:
            self.writers[form, ecosystem] = PartWriter(self.folder, f"{form}-{ecosystem}")
        return self.writers[form, ecosystem]


def update_from(path: Path, folder: Path, key: bytes, *, told: Told = lambda sentence: None) -> list[Part]:
    """Takes over a folder or archive. Raises SourceRefused when it holds no record, and then changes nothing."""
    return _take_over(record_files(path), path.name, Intake(folder), key, told)


def update_online(
    folder: Path,
    key: bytes,
    *,
    base: str = BASE,
    ecosystems: Sequence[str] = ECOSYSTEMS,
    told: Told = lambda sentence: None,
) -> list[Part]:
    """Fetches and takes over one ecosystem after the other; `base` is the address the bulk files lie under.

    Raises DownloadRefused or SourceRefused at the first that fails; what was taken over before stays.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as broken:
        raise SourceRefused(f"{folder} cannot be written to ({broken.strerror or broken}).") from None
    parts: list[Part] = []
    for ecosystem in ecosystems:
        told(f"{ecosystem}: fetching")
        archive = fetch(ecosystem, folder, base=base)
        try:
            origin = f"{base}/{ecosystem}/all.zip"
            try:
                files = record_files(archive)
            except SourceRefused:
                raise SourceRefused(f"{ecosystem}: what {origin} gave is no archive; nothing changed.") from None
            parts += _take_over(files, origin, Intake(folder, only=ecosystem), key, told)
        finally:
            archive.unlink(missing_ok=True)
    return parts


def _take_over(files: Iterable[RecordFile], origin: str, intake: Intake, key: bytes, told: Told) -> list[Part]:
    try:
        intake.take(files)
        if not intake.writers:
            raise SourceRefused(f"{origin} holds no vulnerability records in OSV or FriendsOfPHP form.")
        return _keep(intake, origin, key, told)
    except (sqlite3.Error, OSError) as broken:
        said = getattr(broken, "strerror", None) or str(broken)
        raise SourceRefused(f"The records cannot be kept in {intake.folder} ({said}); nothing changed.") from None
    finally:
        for writer in intake.writers.values():
            writer.discard()


def _keep(intake: Intake, origin: str, key: bytes, told: Told) -> list[Part]:
    try:
        known = {(part.source, part.ecosystem): part for part in read_head(intake.folder, key)}
    except IndexRefused as refused:
        told(f"{refused} It is made anew.")
        known = {}
    today = datetime.now(UTC).date().isoformat()
    parts = []
    for (form, ecosystem), writer in sorted(intake.writers.items()):
        newest = min(writer.newest, today)
        before = known.get((form, ecosystem))
        if before and before.newest > newest:
            told(f"{ecosystem}: kept, for what is here is newer ({before.newest}) than what was given ({newest})")
            continue
        part = Part(
            ecosystem=ecosystem,
            source=form,
            origin=origin,
            licence=LICENCES[form],
            newest=newest,
            fetched=today,
            records=writer.count,
            sha256=writer.finish(),
        )
        writer.path.replace(intake.folder / part.file)
        known[form, ecosystem] = part
        parts.append(part)
        told(f"{ecosystem}: {part.records:,} records, the newest of {newest}{_before(before)}")
    write_head(intake.folder, list(known.values()), key)
    if intake.unread:
        told(f"{intake.unread:,} files could not be read as records")
    return parts


def _before(part: Part | None) -> str:
    return f" (before: {part.records:,})" if part else ""


def _day(record: VulnerabilityRecord, file: RecordFile) -> str:
    """Go's own repository writes no dates into its records; the day of the file stands in."""
    return record.modified[:10] if record.modified[:2] == "20" else file.written


def _records(file: RecordFile, document: object) -> list[tuple[str, VulnerabilityRecord]]:
    if osv.is_osv(document):
        assert isinstance(document, dict)
        return [("osv", record) for record in itertools.islice(osv.records(document), 5_000)]
    if friendsofphp.is_friendsofphp(document):
        assert isinstance(document, dict)
        return [("friendsofphp", friendsofphp.record(document, file.name.rpartition(".")[0]))]
    return []
