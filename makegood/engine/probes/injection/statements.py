"""PHP, Ruby, Java, C# and Go without a scanner: statement by statement in one function, only what is nearly certain.

semgrep follows values better where it is installed; here a visitor's value must stand in the text of the command itself
or in a name that was given it a few lines above.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from makegood.engine import syntax
from makegood.engine.probes.injection.places import Hit
from makegood.engine.probes.injection.quoted import parameters, quoted
from makegood.engine.probes.injection.statements_rules import CHECKED, TONGUES, Danger, Tongue

HITS = 40
NAMES = 200
FUNCTIONS = 600
STATEMENT = 4_000
ARGUMENT = 1_200
PASSING = frozenset((
    "sprintf", "Sprintf", "fmt.Sprintf", "String.format", "string.Format", "Format", "format", "trim", "rtrim", "ltrim",
    "strtolower", "strtoupper", "urldecode", "rawurldecode", "base64_decode", "stripslashes", "html_entity_decode",
    "join",
    "implode", "concat", "json_decode", "nl2br", "String", "string", "str", "File.join", "filepath.Join", "path.Join",
    "Path.Combine", "System.IO.Path.Combine", "Paths.get", "Path.of", "strings.TrimSpace", "strings.ToLower", "File",
    "strings.ToUpper", "URI", "URI.parse", "URL", "Uri", "URI.create", "Rails.root.join", "root.join", "if", "elseif",
    "print", "echo", "append", "StringBuilder", "strip", "to_s", "include", "require", "include_once", "require_once",
))  # fmt: skip
"""Functions that hand on what they are given."""
_CALLEE = re.compile(r"((?:[A-Za-z_]\w*(?:\.|::|->))*[A-Za-z_]\w*[?!]?)\s?$")
_SQL = re.compile(
    r"(?i)\b(?:select\s|insert\s+into|update\s+\S+\s+set|delete\s+from|where\s|order\s+by|and\s|like\b|union\s)"
    r"|[<>=]|\b(?:asc|desc)\b"
)
_ASKS = re.compile(r"\b(?:if|unless|switch|case|when)\b")
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.){0,2000}\"|'(?:[^'\\]|\\.){0,2000}'|`[^`]{0,2000}`")
_JOINED = re.compile(
    r"[\"'`]\s*[+.]\s*|\s[+.]\s*[\"'`]|Sprintf|String\.format|string\.Format|\.Format\(|sprintf"
    r"|\.concat\(|\.formatted\("
)
_PLACED = re.compile(r"#\{([^}]{1,200})\}|\{?(\$\w[\w>\[\]'\"-]{0,80})\}?|\{([^{}]{1,120})\}")


_HEREDOC = re.compile(r"<<[~-]?(['\"]?)([A-Z][A-Z_]{1,20})\1([^\n]{0,200})\n(.{0,3000}?)\n[ \t]*\2\b", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Held:
    """What a name holds: where it came in, and whether it is already a text put together for a database."""

    source: str
    line: int
    command: bool = False
    parameter: bool = False


def hits(content: bytes, reading: str) -> list[Hit]:
    """What is nearly certain in one file, in the order of its lines."""
    tongue = TONGUES[reading]
    found: dict[tuple[str, int], Hit] = {}
    for text, line in _functions(content, reading, tongue):
        for hit in _Walk(tongue, reading).over(text, line):
            found.setdefault((hit.kind, hit.line), hit)
    return sorted(found.values(), key=lambda hit: hit.line)[:HITS]


def _functions(content: bytes, reading: str, tongue: Tongue) -> Iterator[tuple[str, int]]:
    """The text of each function with its first line; for PHP also the file without its functions."""
    rest = bytearray(content)
    seen = 0
    root = syntax.parse(content, reading).root_node
    for node, _ in syntax.walk(root):
        if node.type in tongue.functions and seen < FUNCTIONS:
            seen += 1
            text = content[node.start_byte : node.end_byte]
            yield text.decode("utf-8", "replace"), syntax.line(node)
            rest[node.start_byte : node.end_byte] = re.sub(rb"[^\n]", b" ", text)
    if reading in ("php", "ruby"):
        yield bytes(rest).replace(b"<?php", b"     ").decode("utf-8", "replace"), 1


class _Walk:
    """One function from its first statement to its last."""

    def __init__(self, tongue: Tongue, reading: str) -> None:
        self.tongue, self.reading = tongue, reading
        self.names: dict[str, Held] = {}
        self.parameters: frozenset[str] = frozenset()

    def over(self, text: str, line: int) -> Iterator[Hit]:
        if self.tongue.given is not None and (self.tongue.needs is None or self.tongue.needs.search(text[:1_500])):
            head = text.partition("{")[0]
            for match in self.tongue.given.finditer(head):
                self.names[match.group(1)] = Held(match.group(1), line + head.count("\n", 0, match.start()))
        self.parameters = parameters(text, self.reading)
        if self.reading == "ruby" and "<<" in text:
            text = _heredocs_quoted(text)
        for statement, at in _statements(text, self.tongue.ends):
            if not statement.lstrip().startswith(("//", "#", "*", "/*")):
                yield from self._statement(statement, line + at)

    def _statement(self, statement: str, line: int) -> Iterator[Hit]:
        if CHECKED.search(statement) and _ASKS.search(statement):
            for name in [name for name in self.names if _stands(name, statement)]:
                del self.names[name]
            self.parameters -= {name for name in self.parameters if _stands(name, statement)}
        match = self.tongue.assigned.match(statement)
        for danger in self.tongue.dangers:
            for call in danger.call.finditer(statement):
                arguments = _arguments(statement, call.end())
                for place in danger.at:
                    held = self._reached(danger, arguments[place], line) if place < len(arguments) else None
                    if held is not None:
                        at = line + statement.count("\n", 0, call.start())
                        yield _hit(danger.kind, call.group(0), statement, at, held)
        if match is not None:
            self._assign(match.group(1), match.group(2), match.group(3), line)

    def _reached(self, danger: Danger, argument: str, line: int) -> Held | None:
        held = self._held(argument, line)
        if held is not None and (not held.parameter or danger.kind == "sql"):
            return held if self._reaches(danger, argument, held) else None
        return self._by_hand(argument, line) if danger.kind == "sql" else None

    def _by_hand(self, value: str, line: int) -> Held | None:
        """A parameter that stands as a value in the text of a command."""
        if not self.parameters or self.tongue.harmless.search(value) or not _SQL.search(_texts(value)):
            return None
        name = quoted(value[:ARGUMENT], self.parameters, self.reading)
        return Held(name, line, command=True, parameter=True) if name else None

    def _assign(self, name: str, sign: str, value: str, line: int) -> None:
        held = self._held(value, line) or self._by_hand(value, line)
        if sign in ("=", ":="):
            self.parameters -= {name}
        if held is not None and len(self.names) < NAMES:
            made = bool(_SQL.search(_texts(value))) and _is_composed(value, self._danger_name(value))
            known = self.names.get(name)
            command = made or held.command or bool(known and known.command)
            self.names[name] = Held(held.source, held.line, command, held.parameter)
        elif sign in ("=", ":="):
            self.names.pop(name, None)

    def _danger_name(self, value: str) -> str:
        source = self.tongue.source.search(value)
        return source.group(0) if source else next((name for name in self.names if _stands(name, value)), "")

    def _held(self, value: str, line: int) -> Held | None:
        """What comes from outside in an expression, None where nothing does or it was made harmless."""
        if self.tongue.harmless.search(value):
            return None
        if len(value) > ARGUMENT:
            return None
        source = self.tongue.source.search(value)
        if source is not None and _is_wrapped(value, source.start()):
            return None
        if source is not None:
            return Held(source.group(0).rstrip("(["), line)
        bare = value if self.reading in ("php", "ruby") else _outside(value)
        return next(
            (
                held
                for name, held in self.names.items()
                if _stands(name, bare) and not _is_wrapped(bare, bare.find(name))
            ),
            None,
        )

    def _reaches(self, danger: Danger, argument: str, held: Held) -> bool:
        if not danger.composed:
            return True
        name = self._danger_name(argument)
        whole = argument.strip() in self.names
        if danger.kind != "sql":
            return _is_composed(argument, name) or whole
        return (held.command and whole) or (bool(_SQL.search(_texts(argument))) and _is_composed(argument, name))


def _heredocs_quoted(text: str) -> str:
    """Ruby's texts of several lines as quoted ones, so that they stay in the statement they belong to."""
    return _HEREDOC.sub(lambda found: f'"\n{found[4].replace(chr(34), chr(96))}\n"{found[3]}', text)


def _hit(kind: str, call: str, statement: str, line: int, held: Held) -> Hit:
    text = next((row for row in statement.split("\n") if call.strip()[:10] in row), statement).strip()
    sink = call.strip().rstrip("( ").lstrip(".->")[:80]
    return Hit(
        kind=kind,
        sink=sink or kind,
        line=line,
        text=text[:300],
        source=held.source,
        source_line=held.line,
        parameter=held.parameter,
    )


def _texts(value: str) -> str:
    return " ".join(_QUOTED.findall(value))


def _outside(value: str) -> str:
    """The expression without what only stands in quotes, but with what is put into them."""
    placed = " ".join("".join(found) for text in _QUOTED.findall(value) for found in _PLACED.findall(text))
    return _QUOTED.sub(" ", value) + " " + (placed if "$" in value else "")


def _is_composed(value: str, name: str) -> bool:
    """Whether a text is put together with the value: joined, formatted, or the value placed within its quotes."""
    if _JOINED.search(value):
        return True
    return any(
        name and _stands(name, "".join(found)) for text in _QUOTED.findall(value) for found in _PLACED.findall(text)
    )


def _is_wrapped(value: str, at: int) -> bool:
    """Whether the value is given to a function of which nobody here knows what it does: it may make it harmless."""
    before, depth = value[:at], 0
    for place in range(len(before) - 1, -1, -1):
        if before[place] == ")":
            depth += 1
        elif before[place] == "(":
            if depth == 0:
                called = _CALLEE.search(before[:place])
                if called is not None and called.group(1) not in PASSING:
                    return True
            else:
                depth -= 1
    return False


def _stands(name: str, text: str) -> bool:
    at = text.find(name)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(name) : at + len(name) + 1]
        if not (before.isalnum() or before in ("_", "$")) and not (
            (after.isalnum() or after == "_") and name[-1:].isalnum()
        ):
            return True
        at = text.find(name, at + 1)
    return False


def _bare(text: str, begin: int = 0) -> Iterator[tuple[int, str]]:
    """Each sign outside of quotes with its place. An apostrophe that is not closed on its line is none."""
    quote = ""
    for at in range(begin, len(text)):
        sign = text[at]
        if quote:
            closed = (sign == quote and text[at - 1] != "\\") or (sign == "\n" and quote == "'")
            quote = "" if closed else quote
        elif sign in "\"'`":
            quote = sign
        else:
            yield at, sign


def _statements(text: str, ends: str) -> Iterator[tuple[str, int]]:
    """(statement, line within the text): cut at its ends outside of quotes and round brackets."""
    begin = depth = line = 0
    for at, sign in _bare(text):
        depth += (sign in "([") - (sign in ")]")
        if sign in ends and (depth <= 0 or sign in "{}"):
            depth = 0
            yield from _piece(text[begin:at], line)
            line += text.count("\n", begin, at + 1)
            begin = at + 1
    yield from _piece(text[begin:], line)


def _piece(piece: str, line: int) -> Iterator[tuple[str, int]]:
    written = piece.lstrip()
    if written:
        yield written[:STATEMENT], line + piece.count("\n", 0, len(piece) - len(written))


def _arguments(statement: str, at: int) -> list[str]:
    """The arguments of a call whose bracket opened before `at`, as texts."""
    found: list[str] = []
    depth, begin = 0, at
    for place, sign in _bare(statement, at):
        if sign in "([{":
            depth += 1
        elif sign in ")]}":
            depth -= 1
            if depth < 0:
                return [*found, statement[begin:place]]
        elif sign == "," and depth == 0:
            found.append(statement[begin:place])
            begin = place + 1
    return [*found, statement[begin:]]
