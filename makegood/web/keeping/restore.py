"""Bringing a backup back, into an empty home: unpacked beside, looked over, then put in place."""

from __future__ import annotations

import io
import json
import shutil
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from makegood.connectors.sealing import OfflineKey, Passphrase, SealBroken, unsealed
from makegood.web.configuration import Configuration
from makegood.web.keeping import DATABASE, FORMAT, WORK, KeepingRefused
from makegood.web.keeping.databases import restore_postgres

ENTRIES = 5_000_000
MANIFEST_LIMIT = 20_000_000


class _Reader(io.RawIOBase):
    """The unsealed chunks as a file, so that tar can read them one after the other."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self.chunks, self.rest = chunks, b""

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        while size < 0 or len(self.rest) < size:
            chunk = next(self.chunks, None)
            if chunk is None:
                break
            self.rest += chunk
        if size < 0:
            size = len(self.rest)
        given, self.rest = self.rest[:size], self.rest[size:]
        return given


def bring_back(file: Path, key: Passphrase | OfflineKey, chosen: Configuration) -> Mapping[str, object]:
    """Restores into `chosen.home` and returns the manifest. Raises KeepingRefused; then nothing was put in place."""
    home = chosen.home
    taken = [path.name for path in (home.iterdir() if home.is_dir() else ()) if path.name not in ("web.key", "static")]
    if taken:
        raise KeepingRefused(
            f"{home} is in use ({taken[0]} lies there). Move it away first: a backup never overwrites an installation."
        )
    home.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=home.parent, prefix=".restore-"))
    try:
        _unpack(file, key, folder)
        manifest = _manifest(folder)
        _place(folder, manifest, chosen)
    except SealBroken as broken:
        raise KeepingRefused(str(broken)) from None
    except tarfile.TarError:
        raise KeepingRefused("What the backup holds cannot be read; it is no backup of Makegood.") from None
    except OSError as broken:
        raise KeepingRefused(f"The backup cannot be brought back: {broken.strerror or broken}.") from None
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return manifest


def _unpack(file: Path, key: Passphrase | OfflineKey, folder: Path) -> None:
    with file.open("rb") as raw:
        reader = _Reader(unsealed(raw, key))
        with tarfile.open(mode="r|", fileobj=reader) as tar:
            for count, entry in enumerate(tar):
                if count > ENTRIES:
                    raise KeepingRefused("The backup holds more files than an installation can have.")
                tar.extract(entry, folder, filter="data")
        while reader.read(1 << 20):  # to the very end: only there is it known to be whole
            pass


def _manifest(folder: Path) -> Mapping[str, object]:
    path = folder / "manifest.json"
    if not path.is_file() or path.stat().st_size > MANIFEST_LIMIT:
        raise KeepingRefused("The backup has no manifest; it is no backup of Makegood.")
    loaded = json.loads(path.read_bytes())
    if not isinstance(loaded, dict) or loaded.get("format") != FORMAT:
        raise KeepingRefused("The backup is of another version of Makegood.")
    return loaded


def _place(folder: Path, manifest: Mapping[str, object], chosen: Configuration) -> None:
    is_sqlite = "sqlite3" in str(chosen.database["ENGINE"])
    if (manifest["database"] == "sqlite") is not is_sqlite:
        raise KeepingRefused(
            f"The backup holds a {manifest['database']} database; set DATABASE_URL so that it can go back into one."
        )
    target = folder / "home"
    target.mkdir(exist_ok=True)
    if is_sqlite:
        (folder / DATABASE).rename(target / Path(str(chosen.database["NAME"])).name)
        if (folder / WORK).exists():
            (folder / WORK).rename(target / WORK)
    else:
        restore_postgres(chosen.database, folder / DATABASE)
    if chosen.home.is_dir():
        shutil.rmtree(chosen.home)
    target.rename(chosen.home)
    chosen.home.chmod(0o700)
