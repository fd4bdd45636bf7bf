"""Under root a run is somebody else: what it reads must be open to all, what it writes must belong to it."""

import os
import stat
from pathlib import Path

from makegood.engine.sandbox.folders import TooDeep, walk
from makegood.engine.sandbox.view import SandboxRefused, View

MOST_DEPTH = 200


def lend(view: View, user: int) -> None:
    """Give the writable folders to `user`, and refuse read-only ones that it could not enter. Raises SandboxRefused."""
    for inside, outside in view.reads.items():
        needed = 0o005 if outside.is_dir() else 0o004
        if outside.stat().st_mode & needed != needed:
            raise SandboxRefused(f"{outside} (shown as {inside}) is not readable by everybody; see make_readable")
    for outside in view.writes.values():
        real = outside.resolve()
        if real.stat().st_uid not in (os.geteuid(), user):
            raise SandboxRefused(f"{outside} belongs to somebody else and cannot be given to the sandbox")
        try:
            # A left-over of the run before loses its setuid bit here: the kernel drops it when the owner changes.
            os.chown(real, user, user)
            for entry in walk(real, MOST_DEPTH):
                os.chown(entry.name, user, user, dir_fd=entry.folder, follow_symlinks=False)
        except (OSError, TooDeep) as error:
            raise SandboxRefused(f"{outside} cannot be given to the sandbox: {error}") from error


def make_readable(folder: Path) -> None:
    """Let everybody read a folder of ours and the folders in it, as `reads` of a run under root needs it. Links are not
    followed, no other right is changed. Raises OSError and SandboxRefused (folders too deep)."""
    folder.chmod(stat.S_IMODE(folder.stat().st_mode) | 0o555)
    try:
        for entry in walk(folder, MOST_DEPTH):
            wanted = _readable(entry.status.st_mode)
            if entry.kind != stat.S_IFLNK and wanted != stat.S_IMODE(entry.status.st_mode):
                os.chmod(entry.name, wanted, dir_fd=entry.folder)
    except TooDeep as error:
        raise SandboxRefused(f"{folder} is too deep: {error}") from error


def _readable(mode: int) -> int:
    everybody = 0o555 if stat.S_ISDIR(mode) or mode & 0o100 else 0o444
    return stat.S_IMODE(mode) | everybody
