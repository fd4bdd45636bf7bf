"""Finding products by words."""

import sqlite3

MOST_WORDS = 6


def words_of(text: str) -> list[str]:
    """The words of a search, in small letters, without repetition."""
    return list(dict.fromkeys(text.lower().split()))[:MOST_WORDS]


def _pattern(word: str) -> str:
    """LIKE knows % and _ as wildcards; a customer who types 100% means it."""
    escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def search_products(database: sqlite3.Connection, text: str) -> list[sqlite3.Row]:
    """Products in which every word occurs, those with the word in the name first."""
    words = words_of(text)
    if not words:
        return []
    found: dict[int, sqlite3.Row] = {}
    for number, word in enumerate(words):
        hits = database.execute(
            "SELECT id, name, price_cents, stock, name LIKE :word ESCAPE '\\' AS in_name"
            " FROM products WHERE is_hidden = 0"
            " AND (name LIKE :word ESCAPE '\\' OR description LIKE :word ESCAPE '\\')",
            {"word": _pattern(word)},
        ).fetchall()
        here = {row["id"]: row for row in hits}
        kept = here if number == 0 else {key: found[key] for key in found if key in here}
        found = kept
    return sorted(found.values(), key=lambda row: (-row["in_name"], row["name"]))
