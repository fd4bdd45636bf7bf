"""One request as the routes see it."""

import json
import sqlite3
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs

from larkspur.http.response import Problem

MOST_BYTES = 64 * 1024


@dataclass
class Request:
    """`customer` is the id of who is signed in, None for a visitor."""

    method: str
    path: str
    query: dict[str, str]
    body: dict[str, Any]
    cookies: dict[str, str]
    database: sqlite3.Connection
    customer: int | None = None
    is_staff: bool = False
    parameters: dict[str, str] = field(default_factory=dict)

    def number(self, name: str) -> int:
        """A path parameter as a number, or 404: /api/products/tulip names nothing."""
        value = self.parameters[name]
        if not value.isdecimal() or len(value) > 15:
            raise Problem(404, "There is nothing here.")
        return int(value)

    def text(self, name: str, longest: int = 200) -> str:
        """A required text of the body."""
        value = self.body.get(name)
        if not isinstance(value, str) or not value.strip() or len(value) > longest:
            raise Problem(422, f"'{name}' must be a text of 1 to {longest} characters.")
        return value.strip()

    def whole(self, name: str, least: int, most: int) -> int:
        """A required whole number of the body."""
        value = self.body.get(name)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise Problem(422, f"'{name}' must be a whole number from {least} to {most}.")
        return value


def read_body(environ: dict[str, Any]) -> dict[str, Any]:
    """The JSON object of a request that has one; refuses what is too long or no object."""
    length = int(environ.get("CONTENT_LENGTH") or 0)
    if length == 0:
        return {}
    if length > MOST_BYTES:
        raise Problem(413, "That is more than the shop reads at once.")
    if not environ.get("CONTENT_TYPE", "").startswith("application/json"):
        raise Problem(415, "Send JSON.")
    try:
        body = json.loads(environ["wsgi.input"].read(length))
    except ValueError:
        raise Problem(400, "That is not JSON.") from None
    if not isinstance(body, dict):
        raise Problem(400, "Send a JSON object.")
    return body


def read_cookies(environ: dict[str, Any]) -> dict[str, str]:
    """Cookies by name; a broken header counts as none."""
    try:
        jar = SimpleCookie(environ.get("HTTP_COOKIE", ""))
    except CookieError:
        return {}
    return {name: morsel.value for name, morsel in jar.items()}


def read_query(environ: dict[str, Any]) -> dict[str, str]:
    """The first value of each query parameter."""
    values = parse_qs(environ.get("QUERY_STRING", ""), max_num_fields=20)
    return {name: found[0] for name, found in values.items()}
