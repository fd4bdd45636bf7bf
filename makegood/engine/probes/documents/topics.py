"""Which questions a section answers, by its heading and its commands. The topics are those a newcomer asks for."""

from __future__ import annotations

import re

HEADINGS = {
    "install": r"install|set ?up|setting up|getting started|get started|quick ?start|prerequisite|requirements?\b"
    r"|bootstrap|development|first steps|build(?:ing)?\b|local environment|clone",
    "run": r"run(?:ning)?\b|start(?:ing)?\b|usage|quick ?start|launch|serve|development|how to use|try it|example",
    "test": r"test",
    "configure": r"config|environment|settings?\b|variables?\b|options\b|\.env",
    "deploy": r"deploy|production|hosting|release|docker|kubernetes|going live|self-?host|publish",
    "backup": r"backup|back up|restore|disaster|recovery|retention",
    "monitor": r"monitor|logging|\blogs?\b|metrics|alert|health|observab|sentry|uptime",
    "trouble": r"troubleshoot|faq|known issues|common (?:problems|errors|issues)|debug|runbook|incident|on-?call"
    r"|emergenc|support|when .{1,40}(?:fails|breaks|down)",
    "update": r"upgrad|updat|migrat|rollback|roll back|roll-back|releas|versioning|maintenance",
    "architecture": r"architect|overview|how it works|design|structure|components?|modules?|data flow|internals"
    r"|concepts|layout|project organi[sz]ation|packages?\b|folders?|technolog|tech stack|decision",
    "database": r"database|schema|data ?model|entit|tables?\b|\ber\b|er diagram|models?\b|migrations?|storage",
}
_PATTERNS = {topic: re.compile(pattern, re.IGNORECASE) for topic, pattern in HEADINGS.items()}

COMMANDS = {
    "install": re.compile(
        r"\b(?:npm (?:i|install|ci)|yarn(?: install)?$|pnpm (?:i|install)|pip3? install|uv (?:sync|pip)|poetry install"
        r"|pipenv|composer (?:install|create)|bundle(?: install)?$|bin/setup|mvn|mvnw|gradle|dotnet restore"
        r"|go (?:get|install|mod)|git clone|docker[ -]compose|docker (?:build|run|pull)|make (?:setup|install|build)"
        r"|brew install|apt(?:-get)? install)"
    ),
    "run": re.compile(
        r"\b(?:npm (?:start|run (?:dev|start|serve|server|watch|develop))|yarn (?:start|dev|serve)"
        r"|pnpm (?:start|dev|run)|node \S|python3? (?:\S+\.py|-m \S+)"
        r"|flask (?:run|--app)|manage\.py runserver|uvicorn|gunicorn|fastapi"
        r"|docker[ -]compose .{0,40}up"
        r"|docker run|php (?:artisan serve|-S)|rails (?:s|server)|bin/(?:dev|rails)"
        r"|bundle exec|mvn .{0,40}(?:run|jetty)|java -jar|dotnet run|dotnet watch|go run"
        r"|make (?:run|start|dev|serve|up)|uv run"
        r"|poetry run|spring-boot:run|gradlew? .{0,20}run)"
    ),
    "test": re.compile(
        r"\b(?:npm (?:t|test|run test)|yarn test|pnpm test|pytest|tox\b|nox\b|manage\.py test|phpunit|artisan test"
        r"|python3? -m (?:unittest|pytest)|composer test|rspec|rake test|rails test|mvn .{0,30}(?:test|verify)"
        r"|gradlew? .{0,20}test|dotnet test|go test|make test)"
    ),
    "backup": re.compile(r"\b(?:pg_dump|mysqldump|mongodump|sqlite3 .{0,60}\.backup|pg_restore|restic|borg)\b"),
}

TEMPLATES = re.compile(
    r"bootstrapped with \[?Create React App|This README would normally document whatever steps are necessary"
    r"|This project was generated (?:with|using) \[?Angular CLI|bootstrapped with \[`?create-next-app"
    r"|This template provides a minimal setup to get React working in Vite"
    r"|This template should help get you started developing"
    r"|Welcome to your new .{1,40} project|A new Flutter project"
    r"|To make it easy for you to get started with GitLab|TODO: Give a short introduction of your project"
    r"|Everything you need to build a Svelte project, powered by|to learn more about Nuxt|Nuxt Minimal Starter"
    r"|framework TypeScript starter repository|This is an \[Expo\]\(https://expo\.dev\) project created with"
    r"|For further reference, please consider the following sections",
    re.IGNORECASE,
)
"""Sentences that generators write: such a page was delivered by the generator, not by the partner."""


def topics_of(heading: str, commands: list[str]) -> list[str]:
    """The topics of one section, in a fixed order."""
    found = [topic for topic, pattern in _PATTERNS.items() if pattern.search(heading)]
    for topic, pattern in COMMANDS.items():
        if topic not in found and any(pattern.search(command) for command in commands):
            found.append(topic)
    return found
