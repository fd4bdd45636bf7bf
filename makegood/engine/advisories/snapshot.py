"""The vulnerability records as they are now, for one inspection, under a key that is not the installation's."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from makegood.engine.advisories.index import HEAD, Part, read_head, write_head


def pin(folder: Path, key: bytes, target: Path, its_key: bytes) -> None:
    """Makes `target` an index of the same records under `its_key`; nothing where it is one already, so that an
    inspection that goes on sees what it saw before. Raises IndexRefused and OSError.
    """
    if (target / HEAD).exists():
        return
    for last in (False, False, True):
        try:
            _pin(folder, read_head(folder, key), target, its_key)
        except FileNotFoundError:  # the records were brought up to date meanwhile
            if last:
                raise
        else:
            return


def _pin(folder: Path, parts: list[Part], target: Path, its_key: bytes) -> None:
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True, mode=0o755)
    for part in parts:
        try:
            os.link(folder / part.file, target / part.file)
        except FileNotFoundError:
            raise
        except OSError:  # another disk
            shutil.copyfile(folder / part.file, target / part.file)
    if parts:
        write_head(target, parts, its_key)
