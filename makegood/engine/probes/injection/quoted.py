"""PHP, Ruby, Java, C# and Go: a parameter that somebody put as a value into the text of a database command.

Who calls the function with what is not known; but a value between the quotes of a command, put there by hand, is a hole
as soon as any caller hands on what a visitor sent. Names of tables and columns stand in no quotes and are left alone.
"""

from __future__ import annotations

import re

PARAMETERS = 40
_COMMAND = re.compile(rb"(?i)\b(?:select|where|update|delete|insert)\b")
_MAY = re.compile(rb"(?:'%?|[=<>][ \t]?|(?i:like )[ \t]?)\"[ \t]{0,4}(?:[+.]|<<)|'%{0,2}(?:#\{|\{|\$|%[sv])")
_HEAD = 600
_HEADS = {
    "php": re.compile(
        r"(?:(?<![\w$])(?:\?|\|?null\|)?(?:string|mixed)(?:\|null)?\s+|[(,]\s*)(?:&|\.\.\.)?(\$\w{1,60})"
    ),
    "ruby": re.compile(r"[(,]\s*([a-z_]\w{0,60})\b"),
    "java": re.compile(r"(?<![\w.])(?:String|CharSequence|Object)\s+(\w{1,60})\s*[,)]"),
    "csharp": re.compile(r"(?<![\w.])(?:string|String|object)\??\s+(\w{1,60})\s*[,)=]"),
    "go": re.compile(r"(\w{1,60})(?:\s*,\s*(\w{1,60}))?(?:\s*,\s*(\w{1,60}))?\s+(?:string|any|interface\{\})\s*[,)]"),
}
_PLACED = {
    "php": r"'%?\{{?{name}\b[^'\"]{{0,40}}'|'%?\"\s*\.\s*{name}\b(?!\()",
    "ruby": r"'%?#\{{\s*{name}\b[^}}'\"]{{0,40}}\}}%?'|'%?\"\s*(?:\+|<<)\s*{name}\b(?!\()",
    "java": r"'%?\"\s*\+\s*{name}\b(?!\()|(?:[<>=]|(?i:\blike))\s*\"\s*\+\s*{name}\b(?!\()",
    "csharp": r"'%?\"\s*\+\s*{name}\b(?!\()|'%?\{{\s*{name}\b[^}}'\"]{{0,40}}\}}%?'|=\s*\"\s*\+\s*{name}\b(?!\()",
    "go": r"'%?\"\s*\+\s*{name}\b(?!\()|(?:[<>=]|(?i:\blike))\s*\"\s*\+\s*{name}\b(?!\()",
}
_FORMATTED = re.compile(r"(?:[sS]printf|[fF]ormat(?:ted)?)\b.{0,2000}'(?:%%)?(?:%(?:\d\$)?[sv]|\{\d\})", re.DOTALL)


def is_worth(content: bytes) -> bool:
    """Whether a file may put a value into a command by hand."""
    return _COMMAND.search(content) is not None and _MAY.search(content) is not None


def parameters(text: str, reading: str) -> frozenset[str]:
    """The parameters that may hold text: by their kind where the language says it."""
    if reading == "ruby" and not text.startswith(("def ", "->", "lambda")):
        return frozenset()  # a block goes through what its own function chose
    begin = text.find("(") if reading != "ruby" else 0
    head = text[max(begin, 0) :][:_HEAD]
    head = re.split(r"[\n;]" if reading == "ruby" else r"\{", head, maxsplit=1)[0]
    found = [name for match in _HEADS[reading].finditer(head) for name in match.groups() if name]
    return frozenset(found[:PARAMETERS])


def quoted(value: str, names: frozenset[str], reading: str) -> str:
    """The parameter that stands as a value in the text of a command, "" where none does."""
    for name in names:
        if name not in value:
            continue
        if re.search(_PLACED[reading].format(name=re.escape(name)), value):
            return name
        if _FORMATTED.search(value) and re.search(rf"[\"'],[^\"']{{0,200}}(?<![\w.$]){re.escape(name)}\b(?!\()", value):
            return name
    return ""
