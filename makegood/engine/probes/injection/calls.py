"""Calls: which are dangerous places, which make a value harmless, which hand it on. Shared by the two dialects."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tree_sitter import Node

from makegood.engine import syntax
from makegood.engine.probes.injection.flow import Flow
from makegood.engine.probes.injection.labels import CLEAN, Taint, cleared, dangerous, join, marked

NONE: frozenset[str] = frozenset()
ALL = frozenset(
    [
        "sql",
        "nosql",
        "command",
        "code",
        "template",
        "path",
        "ssrf",
        "xss",
        "redirect",
        "unpickle",
        "xxe",
        "ldap",
        "xpath",
    ]
)
"""The kinds of hole; `wording.py` says what each means."""

_SQL = re.compile(
    r"\b(?:select\s.{0,400}?\sfrom|insert\s+into|update\s.{0,200}?\sset|delete\s+from|where\s.{0,200}?(?:=|like|in\b))",
    re.IGNORECASE | re.DOTALL,
)
_HTML = re.compile(r"<[a-zA-Z/!]")
_SCHEME = re.compile(r"^(?:[a-z+]{0,12}:)?/{0,2}$")
_QUOTES = re.compile(r"""^[rRbBuUfF]{0,2}["'`]{1,3}|["'`]{1,3}$""")
_PLACE = re.compile(r"[%{]")
_MADE = re.compile(r"^(?:await |new )?([A-Za-z_$][\w$]{0,60})\(")
ELSEWHERE = frozenset(("ssrf", "redirect"))
"""Kinds that need the beginning of an address."""


@dataclass(frozen=True, slots=True)
class Argument:
    name: str
    node: Node
    taint: Taint


@dataclass(frozen=True, slots=True)
class Call:
    """A call as the rules see it. `name` has imports resolved; what is called on something long begins with `?`."""

    name: str
    node: Node
    receiver: Node | None
    arguments: tuple[Argument, ...]

    def argument(self, position: int | str) -> Argument | None:
        if isinstance(position, str):
            return next((argument for argument in self.arguments if argument.name == position), None)
        plain = [argument for argument in self.arguments if not argument.name]
        return plain[position] if position < len(plain) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sink:
    """A dangerous place. `name` is a full name, or `*.execute` for a method of anything.

    `needs` are marks of which the value must have one, `refuses` those it must not have; `when` looks at the call.
    """

    kind: str
    name: str
    at: tuple[int | str, ...] = (0,)
    needs: frozenset[str] = NONE
    refuses: frozenset[str] = NONE
    when: Callable[[Calls, Call], bool] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What a dialect knows about calls; all by full name or, with `*.`, by method."""

    sinks: Mapping[str, tuple[Sink, ...]]
    clears: Mapping[str, frozenset[str]]
    passes: Mapping[str, tuple[str, ...]]
    quiet: frozenset[str]
    fills: frozenset[str]
    sources: Mapping[str, frozenset[str]] = field(default_factory=dict)


def sinks(kind: str, names: str, **more: Any) -> list[Sink]:
    """One sink for each of the names, which stand with spaces between them."""
    return [Sink(kind=kind, name=name, **more) for name in names.split()]


def words(names: str) -> tuple[str, ...]:
    return tuple(names.split())


def by_last_name(sinks: Iterable[Sink]) -> dict[str, tuple[Sink, ...]]:
    found: dict[str, tuple[Sink, ...]] = {}
    for sink in sinks:
        last = sink.name.rpartition(".")[2]
        found[last] = (*found.get(last, ()), sink)
    return found


class Calls(Flow):
    """A walk that knows calls and strings put together."""

    rules: Rules
    aliases: dict[str, str]

    def __init__(self, root: Node, lines: list[str]) -> None:
        super().__init__(root, lines)
        self.aliases = {}
        self.written: dict[str, str] = {}

    def resolved(self, node: Node | None) -> str:
        """The name of what is called: the first part replaced by what was imported under it."""
        name = syntax.text(node, 200) if node is not None else ""
        if not name.replace(".", "").replace("_", "").replace("$", "").isalnum():
            tail = name.rpartition(".")[2]
            return f"?.{tail}" if tail.replace("_", "").replace("$", "").isalnum() and "." in name else "?"
        first, dot, rest = name.partition(".")
        return self.aliases.get(first, first) + dot + rest

    def called(self, call: Call) -> Taint:
        """The value of a call, after looking whether it is a dangerous place."""
        self.look_at_sinks(call)
        last = call.name.rpartition(".")[2]
        clears = self.rules.clears.get(call.name) or self.rules.clears.get("*." + last)
        arguments = [argument.taint for argument in call.arguments]
        if clears is not None:
            whole = join((*arguments, self.value(call.receiver)))
            return CLEAN if clears == ALL else cleared(whole, clears)
        function = self.known(call.name) if self.is_own(call) else None
        if function is not None:
            return self.call_known(function, arguments)
        marks = self.rules.passes.get(call.name)
        if marks is not None:
            return marked(join(arguments), *marks, without="boxed")
        foreign = self.foreign(call)
        if foreign and any(arguments):
            self.hand(foreign, [CLEAN if one.name else one.taint for one in call.arguments], call.node)
        return self.called_on(call, last, join(arguments))

    def foreign(self, call: Call) -> str:
        """The full name of a function that may stand in another file of the repository, "" for all others."""
        written = call.node.child_by_field_name("function") or call.node.child_by_field_name("constructor")
        first = syntax.text(written, 80).partition(".")[0] if written is not None else ""
        at_once = _MADE.match(first)
        if at_once is not None and at_once.group(1) in self.aliases and call.receiver is not None:
            return f"{self.aliases[at_once.group(1)]}.{call.name.rpartition('.')[2]}"
        if first in self.aliases or call.name.startswith(("self.", "this.")):
            return call.name
        made = _MADE.match(self.written.get(first, ""))
        if made is not None and made.group(1) in self.aliases and call.name.count(".") == 1:
            return f"{self.aliases[made.group(1)]}.{call.name.rpartition('.')[2]}"
        return ""

    def is_own(self, call: Call) -> bool:
        """A bare name, or a method of the object itself: then a function of this file is meant."""
        first = call.name.partition(".")[0]
        if first in ("self", "this", "cls"):
            return call.name.count(".") == 1
        return "." not in call.name or first in ("exports", "module")

    def called_on(self, call: Call, last: str, given: Taint) -> Taint:
        """A method: filling a list taints it; asking a value from outside gives a value from outside."""
        if call.receiver is None:
            return CLEAN
        if last in self.rules.fills and given:
            name = syntax.text(call.receiver, 80)
            if name.isidentifier():
                self.add(name, given)
        value = self.value(call.receiver)
        method = self.rules.passes.get("*." + last)
        if method is not None:
            return marked(join((value, given)), *method, without="boxed")
        return CLEAN if last in self.rules.quiet else marked(value, without="boxed")

    def look_at_sinks(self, call: Call) -> None:
        for sink in self.rules.sinks.get(call.name.rpartition(".")[2], ()):
            if sink.name != call.name and not (sink.name.startswith("*.") and "." in call.name):
                continue
            if sink.when is not None and not sink.when(self, call):
                continue
            for position in sink.at:
                self._look(sink, call, position)

    def _look(self, sink: Sink, call: Call, position: int | str) -> None:
        if position == "receiver":
            taint = self.value(call.receiver)
        else:
            argument = call.argument(position)
            taint = argument.taint if argument is not None else CLEAN
        label = dangerous(taint, sink.kind, sink.needs, sink.refuses)
        if label is not None:
            written = syntax.text(call.node.child_by_field_name("function") or call.node, 80).split("\n")[0]
            self.found(sink.kind, written or call.name, call.node, label)

    # Strings put together

    def composed(self, parts: list[Node], written: str) -> Taint:
        """A string made of parts. What it says in clear decides which holes it can open; `written` is its whole text.

        Only what stands at the very beginning of an address decides where it leads.
        """
        if not any(part.id in self.values for part in parts):
            return CLEAN
        made = []
        prefix, fixed = "", False
        for part in parts:
            value = self.value(part)
            made.append(cleared(value, ELSEWHERE) if fixed else value)
            prefix += self.literal(part)
            fixed = fixed or not self.is_literal(part) or not _SCHEME.match(prefix)
        return marked(join(made), *_marks(written), without="boxed")

    def formatted(self, template: Node, given: Taint) -> Taint:
        """A pattern (`%`, `.format`) with values put in."""
        written = self.literal(template) or self.written.get(syntax.text(template, 80), "")
        prefix = _PLACE.split(written, 1)[0]
        inside = given if _SCHEME.match(prefix) else cleared(given, ELSEWHERE)
        return join((self.value(template), marked(inside, *_marks(written), without="boxed")))

    def literal(self, node: Node) -> str:
        """The text of a literal part, "" for what is no literal."""
        return _QUOTES.sub("", syntax.text(node, 4_000)) if self.is_literal(node) else ""

    def is_literal(self, node: Node) -> bool:
        return node.type in ("string", "string_content", "string_fragment", "template_string", "concatenated_string")


def _marks(written: str) -> list[str]:
    marks = ["text"]
    marks += ["sql"] if _SQL.search(written[:4_000]) else []
    marks += ["html"] if _HTML.search(written) else []
    return marks
