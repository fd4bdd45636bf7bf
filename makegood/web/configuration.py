"""What an installation may set, read from the environment once. A bad value is refused with one sentence."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from makegood.connectors.mail import MailSettings, MailSettingsWrong, read_mail_settings
from makegood.connectors.outbound import IP, OutboundRefused, own_servers, read_address
from makegood.engine.home import Home

DEFAULT_ADDRESS = "http://localhost:8000"


class ConfigurationRefused(Exception):
    """A setting that cannot be used, with the sentence that says which and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """`address` is the public one, without a path: host names in mails and redirects come from it alone (H22)."""

    home: Path
    address: str
    database: Mapping[str, object]
    secret_key: str
    log_form: str = "plain"
    mail: MailSettings | None = None
    """None: mails lie in files below the home."""

    git_inside: Mapping[tuple[str, int], IP] = field(default_factory=dict)
    assistant_inside: Mapping[tuple[str, int], IP] = field(default_factory=dict)
    """Servers of the owner's own house from which git may fetch; everything else inside stays closed (H20)."""

    timestamps: str = ""
    """The address of a time stamp authority (RFC 3161); empty: none is asked."""

    @property
    def host(self) -> str:
        return urlsplit(self.address).hostname or "localhost"

    @property
    def is_secure(self) -> bool:
        return self.address.startswith("https://")


def read(environment: Mapping[str, str] | None = None, *, make_key: bool = True) -> Configuration:
    """Raises ConfigurationRefused with one sentence. `make_key=False` leaves an empty home empty."""
    given = os.environ if environment is None else environment
    home = Home.here().state
    return Configuration(
        home=home,
        address=_address(given.get("MAKEGOOD_URL") or DEFAULT_ADDRESS),
        database=_database(given.get("DATABASE_URL", ""), home),
        log_form=_log_form(given.get("MAKEGOOD_LOG") or "plain"),
        mail=_mail(given),
        git_inside=_inside(given, "MAKEGOOD_GIT_INSIDE", "git.example.com:443=10.1.2.3"),
        assistant_inside=_inside(given, "MAKEGOOD_ASSISTANT_INSIDE", "models.example.com:443=10.1.2.4"),
        timestamps=_timestamps(given.get("MAKEGOOD_TIMESTAMPS", "")),
        secret_key=_secret_key(home) if make_key else "",
    )


def _mail(given: Mapping[str, str]) -> MailSettings | None:
    try:
        return read_mail_settings(given)
    except MailSettingsWrong as wrong:
        raise ConfigurationRefused(str(wrong)) from None


def _inside(given: Mapping[str, str], name: str, example: str) -> Mapping[tuple[str, int], IP]:
    try:
        return own_servers(given.get(name, ""))
    except OutboundRefused as refused:
        raise ConfigurationRefused(f"{name}: {refused} It is a list such as {example},...") from None


def _timestamps(text: str) -> str:
    try:
        return read_address(text).url if text else ""
    except OutboundRefused as refused:
        raise ConfigurationRefused(
            f"MAKEGOOD_TIMESTAMPS: {refused} It is one address that begins with https."
        ) from None


def _log_form(text: str) -> str:
    if text not in ("plain", "json"):
        raise ConfigurationRefused(f"MAKEGOOD_LOG is {text!r}; it is plain or json.")
    return text


def _address(text: str) -> str:
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise ConfigurationRefused(f"MAKEGOOD_URL is {text!r}, which is no web address.") from None
    if parts.scheme not in ("http", "https") or not host or parts.path.strip("/") or parts.query or parts.username:
        raise ConfigurationRefused(
            f"MAKEGOOD_URL is {text!r}; it must be an address such as https://makegood.example.com, without a path."
        )
    if parts.scheme == "http" and host not in ("localhost", "127.0.0.1"):
        raise ConfigurationRefused(
            f"MAKEGOOD_URL is {text!r}: beyond this machine the address must begin with https, "
            "or passwords would travel in the open."
        )
    return f"{parts.scheme}://{parts.netloc}"


def _database(url: str, home: Path) -> Mapping[str, object]:
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(home / "makegood.sqlite3"),
            # IMMEDIATE: a transaction that reads and then writes must not find that another has written meanwhile.
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
            },
        }
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise ConfigurationRefused("DATABASE_URL cannot be read; its port is no number.") from None
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise ConfigurationRefused(
            "DATABASE_URL must look like postgresql://user:password@host:5432/name; "
            "leave it out to keep everything in SQLite."
        )
    return _postgres(parts, port)


def _postgres(parts: SplitResult, port: int | None) -> Mapping[str, object]:
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(port or 5432),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def _secret_key(home: Path) -> str:
    path = home / "web.key"
    if not path.exists():
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        temporary = path.with_suffix(f".{os.getpid()}")
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(50))
        try:
            os.link(temporary, path)  # two first starts at once: the first link wins, both read the same key
        except FileExistsError:
            pass
        finally:
            temporary.unlink()
    key = path.read_text(encoding="ascii", errors="replace").strip()
    if len(key) < 40:
        raise ConfigurationRefused(f"{path} is damaged; remove it to get a new key (everybody signs in again).")
    return key
