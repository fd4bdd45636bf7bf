"""Making a backup: the database, the evidence, the owner's mirrors and the keys, in one sealed file."""

from __future__ import annotations

import contextlib
import io
import json
import os
import tarfile
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from makegood.connectors.sealing import Passphrase, Recipient, Sealing
from makegood.engagements.models import Engagement
from makegood.web.keeping import DATABASE, FORMAT, LEFT_OUT, WORK, KeepingRefused
from makegood.web.keeping.databases import copy_sqlite, dump_postgres


class _Stream(io.RawIOBase):
    """What tar writes, on its way to be sealed."""

    def __init__(self, sealed: Sealing) -> None:
        self.sealed = sealed

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]  # tar gives bytes
        return self.sealed.write(data)


def back_up(file: Path, to: Passphrase | Recipient) -> dict[str, object]:
    """Writes `file` whole or not at all and returns its manifest. Raises KeepingRefused."""
    if file.exists():
        raise KeepingRefused(f"{file} is there already; a backup never overwrites another.")
    part = file.with_name(f".{file.name}.part")
    home = settings.MAKEGOOD_HOME
    try:
        with tempfile.TemporaryDirectory(dir=home, prefix="backup-") as folder:
            copies = _databases(Path(folder))
            manifest = _manifest()
            handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "wb") as raw:
                with Sealing(raw, to) as sealed, tarfile.open(mode="w|", fileobj=_Stream(sealed)) as tar:
                    _add_text(tar, "manifest.json", json.dumps(manifest, indent=1))
                    for name, path in copies:
                        tar.add(path, name)
                    for path in _files(home, skip=Path(folder)):
                        tar.add(path, f"home/{path.relative_to(home)}", recursive=False)
                raw.flush()
                os.fsync(raw.fileno())
        part.rename(file)
    except OSError as broken:
        raise KeepingRefused(
            f"The backup cannot be written: {broken.strerror or broken}. Nothing half written was left."
        ) from None
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
    return manifest


def _databases(folder: Path) -> list[tuple[str, Path]]:
    """The database first: files that it names are only ever added, so the files are never older than it."""
    copy = folder / DATABASE
    if not _is_sqlite():
        dump_postgres(settings.DATABASES["default"], copy)
        return [(DATABASE, copy)]
    copy_sqlite(_database_file(), copy)
    found = [(DATABASE, copy)]
    work = settings.MAKEGOOD_HOME / WORK
    if work.exists():
        copy_sqlite(work, folder / WORK)
        found.append((WORK, folder / WORK))
    return found


def _is_sqlite() -> bool:
    return "sqlite3" in str(settings.DATABASES["default"]["ENGINE"])


def _database_file() -> Path:
    return Path(str(settings.DATABASES["default"]["NAME"]))


def _manifest() -> dict[str, object]:
    rows = Engagement.objects.order_by("created").values_list("id", "name", "tree_size")
    return {
        "format": FORMAT,
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "database": "sqlite" if _is_sqlite() else "postgresql",
        "engagements": [{"id": str(id), "name": name, "events": size} for id, name, size in rows],
    }


def _files(home: Path, skip: Path) -> Iterator[Path]:
    databases = {_database_file().name, WORK}
    for top in sorted(home.iterdir()):
        made_again = top.name in LEFT_OUT or top == skip or top.name.startswith("backup-")
        if made_again or top.name.partition("-")[0] in databases or top.is_symlink():
            continue
        if top.is_file():
            yield top
        elif top.is_dir():
            yield from (path for path in sorted(top.rglob("*")) if path.is_file() and not path.is_symlink())


def _add_text(tar: tarfile.TarFile, name: str, text: str) -> None:
    content = text.encode()
    entry = tarfile.TarInfo(name)
    entry.size = len(content)
    tar.addfile(entry, io.BytesIO(content))
