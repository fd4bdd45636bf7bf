"""Names that documents should explain: settings read from the environment, and database tables, in seven languages."""

from __future__ import annotations

import re

LIMIT = 300

_SETTING = re.compile(
    rb"""(?:environ(?:\.get\(|\[)\s*|getenv\(\s*|(?:^|[^\w.])(?:env|config)(?:\.(?:str|bool|int|list|db|url))?\(\s*"""
    rb"""|ENV(?:\.fetch\(|\[)\s*|(?:LookupEnv|Getenv|GetEnvironmentVariable)\(\s*|\$_ENV\[\s*)["']([A-Z][A-Z0-9_]{2,60})["']"""
    rb"""|process\.env\.([A-Z][A-Z0-9_]{2,60})|import\.meta\.env\.([A-Z][A-Z0-9_]{2,60})|@Value\("\$\{([A-Z][A-Z0-9_]{2,60})""",
    re.MULTILINE,
)
USUAL = frozenset(
    (
        "PATH HOME USER LANG TZ PWD SHELL TERM TMPDIR HOSTNAME CI NODE_ENV PORT DEBUG VIRTUAL_ENV PYTHONPATH EDITOR "
        "DJANGO_SETTINGS_MODULE RAILS_ENV RACK_ENV APP_ENV GITHUB_ACTIONS NO_COLOR DATABASE_URL MODE BASE_URL DEV PROD "
        "SSR REQUEST_METHOD PATH_INFO CONTENT_LENGTH CONTENT_TYPE QUERY_STRING SCRIPT_NAME"
    ).split()
)
"""Settings that every developer knows, or that the platform gives."""

_TABLES = {
    "python": re.compile(
        rb"^class\s+(\w{2,60})\((?:[\w., ]{0,100}\b)?(?:models\.Model|Base|db\.Model|table=True)\b", re.MULTILINE
    ),
    "javascript": re.compile(
        rb"mongoose\.model\(\s*['\"](\w{2,60})|(?:sequelize|db)\.define\(\s*['\"](\w{2,60})|createTable\(\s*['\"](\w{2,60})"
    ),
    "typescript": re.compile(
        rb"@Entity\([^)]{0,200}\)\s*(?:export\s+)?class\s+(\w{2,60})|mongoose\.model(?:<\w{1,60}>)?\(\s*['\"](\w{2,60})"
        rb"|(?:pg|mysql|sqlite)Table\(\s*['\"](\w{2,60})"
    ),
    "php": re.compile(
        rb"Schema::create\(\s*['\"](\w{2,60})|#\[ORM\\Entity[^\]]{0,200}\]\s*(?:final\s+)?class\s+(\w{2,60})"
    ),
    "ruby": re.compile(rb"create_table\s*\(?\s*[:\"'](\w{2,60})"),
    "java": re.compile(rb"@Entity\b(?:\s*@\w+(?:\([^)]{0,300}\))?)*\s*public\s+(?:\w+\s+)?class\s+(\w{2,60})"),
    "csharp": re.compile(rb"DbSet<(\w{2,60})>"),
    "go": re.compile(rb"`gorm:\"[^`]{0,100}table:(\w{2,60})"),
    "sql": re.compile(
        rb"CREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?[\"`\[]?(?:\w{1,60}[\"`\]]?\.[\"`\[]?)?(\w{2,60})", re.IGNORECASE
    ),
    "prisma": re.compile(rb"^model\s+(\w{2,60})\s*\{", re.MULTILINE),
}
_TABLES["tsx"] = _TABLES["typescript"]


def names(content: bytes, reading: str) -> dict[str, list[list[object]]]:
    """`{"settings": [[name, line], ...], "tables": [[name, line], ...]}`, each name once per file."""
    settings = [] if reading in ("sql", "prisma") else _found(_SETTING, content)
    tables = _found(_TABLES[reading], content) if reading in _TABLES else []
    return {"settings": [row for row in settings if not _is_usual(str(row[0]))], "tables": tables}


def _is_usual(name: str) -> bool:
    # A WSGI application reads the request from a dictionary that is called environ, too.
    return name in USUAL or name.startswith(("HTTP_", "SERVER_", "REMOTE_"))


def _found(pattern: re.Pattern[bytes], content: bytes) -> list[list[object]]:
    seen: dict[str, int] = {}
    for match in pattern.finditer(content):
        name = next((group for group in match.groups() if group), b"").decode("ascii", "replace")
        if name and name not in seen:
            seen[name] = content.count(b"\n", 0, match.start()) + 1
        if len(seen) >= LIMIT:
            break
    return [[name, line] for name, line in seen.items()]
