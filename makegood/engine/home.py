"""Where state and cache lie: MAKEGOOD_HOME (or the platform's data folder) and the platform's cache folder."""

from __future__ import annotations

import errno
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from makegood.rules.signing.keys import SigningKey

KEY_SIZE = 32


@dataclass(frozen=True, slots=True)
class Home:
    """`state` is precious (keys, runs, vulnerability index); `cache` may be deleted at any time."""

    state: Path
    cache: Path

    @classmethod
    def here(cls) -> Home:
        """From MAKEGOOD_HOME, XDG_DATA_HOME and XDG_CACHE_HOME, else the platform's usual folders."""
        try:
            user = Path.home()
        except RuntimeError:
            sentence = "There is no home folder; say with HOME or MAKEGOOD_HOME where Makegood may keep its files"
            raise OSError(errno.ENOENT, sentence) from None
        data = Path(os.environ.get("XDG_DATA_HOME") or user / ".local" / "share")
        cache = Path(os.environ.get("XDG_CACHE_HOME") or user / ".cache")
        given = os.environ.get("MAKEGOOD_HOME")
        return cls(state=Path(given) if given else data / "makegood", cache=cache / "makegood")

    @property
    def runs(self) -> Path:
        return self.state / "runs"

    @property
    def mirrors(self) -> Path:
        return self.cache / "mirrors"

    @property
    def packages(self) -> Path:
        return self.cache / "packages"

    @property
    def advisories(self) -> Path:
        return self.state / "advisories"

    def key(self) -> bytes:
        """The installation's secret key (32 bytes), made at first use, readable by this user only."""
        path = self.state / "installation.key"
        if not path.exists():
            self._keep(path, secrets.token_bytes(KEY_SIZE))
        key = path.read_bytes()
        if len(key) != KEY_SIZE:
            raise OSError(
                errno.EINVAL, "The key of this installation is damaged; remove the file to get a new one", path
            )
        return key

    def signing_key(self) -> SigningKey:
        """The installation's own key for signing, made at first use. Its public line lies beside it, for others.

        Raises OSError when the file is damaged.
        """
        from makegood.rules.signing.keys import KeyRefused, SigningKey

        path = self.state / "signing.key"
        if not path.exists():
            made = SigningKey.generate(f"installation-{secrets.token_hex(4)}")
            self._keep(path, (made.text() + "\n").encode())
        try:
            key = SigningKey.parse(path.read_text(encoding="ascii", errors="replace"))
        except KeyRefused:
            sentence = "The signing key of this installation is damaged; remove the file to get a new one"
            raise OSError(errno.EINVAL, sentence, path) from None
        public = path.with_suffix(".vkey")
        if not public.exists():
            self._keep(public, (key.verifying_key.text() + "\n").encode())
        return key

    def _keep(self, path: Path, content: bytes) -> None:
        """Whole or not at all, readable by this user only; what is there already stays."""
        self.state.mkdir(parents=True, exist_ok=True, mode=0o700)
        temporary = path.with_suffix(f".{os.getpid()}")
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            os.link(temporary, path)  # two first runs at once: the first link wins, both read the same key
        except FileExistsError:
            pass
        finally:
            temporary.unlink()
