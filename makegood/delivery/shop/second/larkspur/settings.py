"""Settings come from the environment only; a bad value stops the start with a sentence."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


class SettingsError(Exception):
    """A setting is missing or makes no sense."""


@dataclass(frozen=True)
class Settings:
    """What differs between the store's machine and a developer's."""

    database: Path
    web_root: Path
    host: str
    port: int
    secure_cookies: bool
    mail_host: str
    mail_sender: str


def _port(value: str) -> int:
    if not value.isdigit() or not 0 < int(value) < 65536:
        raise SettingsError(f"LARKSPUR_PORT must be a port number, not {value!r}.")
    return int(value)


def _switch(name: str, value: str) -> bool:
    if value not in ("on", "off"):
        raise SettingsError(f"{name} must be on or off, not {value!r}.")
    return value == "on"


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Reads every LARKSPUR_ variable; docs/operate/settings.md lists them."""
    if "LARKSPUR_DATABASE" not in environment:
        raise SettingsError("LARKSPUR_DATABASE must name the database file.")
    return Settings(
        database=Path(environment["LARKSPUR_DATABASE"]),
        web_root=Path(environment.get("LARKSPUR_WEB_ROOT", "web")),
        host=environment.get("LARKSPUR_HOST", "127.0.0.1"),
        port=_port(environment.get("LARKSPUR_PORT", "8080")),
        secure_cookies=_switch(
            "LARKSPUR_SECURE_COOKIES", environment.get("LARKSPUR_SECURE_COOKIES", "on")
        ),
        mail_host=environment.get("LARKSPUR_MAIL_HOST", ""),
        mail_sender=environment.get("LARKSPUR_MAIL_SENDER", ""),
    )
