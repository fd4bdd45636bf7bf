"""The documented ways to a running copy: which command does it all, and how many steps there are by hand."""

from __future__ import annotations

import re
from collections.abc import Iterable

from makegood.engine.probes.build.guides import Command

_WHOLE = re.compile(
    r"^(?:(?:docker[ -]|podman-)compose\b.*\bup\b|make(?: (?:run|up|start|dev|setup|install|all|build|serve|develop))?$"
    r"|(?:\./)?(?:bin|scripts?)/(?:setup|bootstrap|start|dev|up|run|install)\b|(?:just|task) (?:run|up|dev|setup)"
    r"|docker run\b|composer create-project \S|vagrant up|tilt up|skaffold dev"
    r"|\./(?:start|setup|run|install|bootstrap)(?:\.sh)?$"
    r"|(?:\./mvnw|mvn|\./gradlew|gradle) (?:spring-boot:run|bootRun|jetty:run|quarkus:dev|package|build|install|verify)"
    r"|dotnet run\b.*|go (?:run|install|build|get)\b.*|tox\b|nox\b|npx \S+|npm (?:create|init) \S+|uvx \S+"
    r"|(?:pip3?|python3? -m pip|uv|poetry|npm|yarn|pnpm|composer|gem|dotnet|cargo|brew)"
    r" (?:install|add|require|i|tool install)(?: -\S+)* (?!-|\.)[\w@]\S*$)"
)
_STEP = re.compile(
    r"^(?:npm|yarn|pnpm|bun|pip3?|python3?|poetry|pipenv|uv|composer|bundle|rails|rake|php|go|mvn|\./mvnw|\./gradlew"
    r"|gradle|dotnet|docker"
    r"|docker-compose|make|cp|node|flask|alembic|createdb|psql|mysql|gunicorn|uvicorn|bin/|script/|scripts/|\./)"
)
_CHECKS = re.compile(
    r"(?:^|[ /:_-])(?:tests?|phpunit|pest|pytest|rspec|lint\w*|eslint|phpstan|rubocop|ruff|mypy)(?=[ :._-]|$)"
)
"""What checks the software sets nothing up."""


def ways(commands: Iterable[Command]) -> list[dict[str, object]]:
    """One row a documented command of a guide for people."""
    rows: list[dict[str, object]] = []
    for command in commands:
        if command.kind == "guide" and _STEP.match(command.text) and not _CHECKS.search(command.text):
            whole = bool(_WHOLE.match(command.text.split(" #")[0].strip()))
            rows.append({"path": command.path, "line": command.line, "command": command.text[:200], "one": whole})
    return rows
