"""The API does what api/openapi.yaml says: every route is described, and nothing else is."""

import re
from pathlib import Path

from larkspur.api import route_groups
from larkspur.settings import Settings

DESCRIPTION = Path(__file__).resolve().parents[2] / "api" / "openapi.yaml"


def described() -> set[tuple[str, str]]:
    """Method and path of each operation; the file is indented by two spaces, always."""
    found, path = set(), ""
    for line in DESCRIPTION.read_text(encoding="utf-8").splitlines():
        if match := re.fullmatch(r"  (/\S*):", line):
            path = match[1]
        elif match := re.fullmatch(r"    (get|post|put|delete):", line):
            found.add((match[1].upper(), path))
    return found


def test_routes_and_description_are_the_same(settings: Settings) -> None:
    routes = {(method, path) for group in route_groups(settings) for method, path, _ in group.known}
    assert described() == {(method, path) for method, path in routes if path.startswith("/api/")}
