"""Logs as one JSON object a line, on standard error; or plain, for eyes. No bodies, no addresses, no tokens."""

from __future__ import annotations

import json
import logging
import re
import time
from collections.abc import Callable
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponseBase

FIELDS = ("method", "path", "status", "ms", "user", "request")

log = logging.getLogger("makegood.requests")
SECRET_PATHS = ("/invitations/", "/first-look/", "/account/password/reset/key/", "/account/confirm-email/")
_TOKENS = re.compile(rf"({'|'.join(map(re.escape, SECRET_PATHS))})[^\s\"'?#&]+")


def without_tokens(text: str) -> str:
    """Django itself writes down the whole path of what it refused or what broke (H22)."""
    return _TOKENS.sub(r"\1...", text)


class Plain(logging.Formatter):
    """For eyes: `LEVEL logger: message`, and the trace."""

    def __init__(self) -> None:
        super().__init__("%(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        return without_tokens(super().format(record))


class Lines(logging.Formatter):
    """One object a line: time, level, logger, message, and what the caller gave as `extra` (`FIELDS`)."""

    def format(self, record: logging.LogRecord) -> str:
        row: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "says": record.getMessage(),
        }
        row.update({name: getattr(record, name) for name in FIELDS if hasattr(record, name)})
        if record.exc_info:
            row["trace"] = self.formatException(record.exc_info)
        return without_tokens(json.dumps(row, ensure_ascii=False, default=str))


class LogRequests:
    """One line a request. A path that carries a token is logged without it (H22)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        began = time.monotonic()
        response = self.get_response(request)
        if request.path.startswith("/static/") or request.path == "/health":
            return response
        # Only whom Django has loaded already: asking here would ask a database that may be the reason of this answer.
        user = getattr(request, "_cached_user", None)
        fields = {
            "method": request.method,
            "path": loggable(request.path),
            "status": response.status_code,
            "ms": round((time.monotonic() - began) * 1000),
            "user": str(user.pk) if user is not None and user.is_authenticated else "",
        }
        log.info("%(method)s %(path)s %(status)s %(ms)s ms", fields, extra=fields)
        return response


def loggable(path: str) -> str:
    for beginning in SECRET_PATHS:
        if path.startswith(beginning):
            return f"{beginning}..."
    return path[:300]


def settings_for(form: str) -> dict[str, object]:
    """Django's LOGGING. `form`: json or plain; plain shows requests only when they failed."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": {"()": "makegood.web.logs.Lines"}, "plain": {"()": "makegood.web.logs.Plain"}},
        "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "lines" if form == "json" else "plain"}},
        "root": {"handlers": ["out"], "level": "WARNING"},
        "loggers": {
            "makegood": {"level": "INFO"},
            "makegood.requests": {"level": "INFO" if form == "json" else "WARNING"},
            "django.request": {"level": "ERROR"},
            # Whoever scans the internet asks for our address by number; a trace each would bury what matters.
            "django.security.DisallowedHost": {"level": "CRITICAL"},
        },
    }
