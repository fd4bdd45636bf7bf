"""The walk: one file in the order of its text, twice, following values from outside to dangerous calls.

Own and small, so that it is there without any tool: assignments, branches, loops, checks against a list of allowed
values, and functions of the same file. A second engine (semgrep with rules of ours) gives the same `Hit`s.

No recursion: steps lie on a list. A step is a node still to be entered, or something to do between two nodes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial

from tree_sitter import Node

from makegood.engine import syntax
from makegood.engine.probes.injection.labels import CLEAN, Label, Taint, join, marked
from makegood.engine.probes.injection.places import Function, Handed, Hit, Scope, TooLarge

NODE_LIMIT = 1_500_000
"""Nodes entered in one file. A file beyond it is generated, or made to keep us busy."""
HIT_LIMIT = 40
HANDED_LIMIT = 80
NAME_LIMIT = 2_000
"""Names followed in one function; branches copy them."""

Step = Node | Callable[[], None]


class Flow:
    """What the two dialects share. A dialect fills `enters` (custom order) and `leaves` (the value of a node)."""

    not_bound: frozenset[str] = frozenset()
    """Parameters that no database driver can bind, or that are the command or the connection itself."""

    def __init__(self, root: Node, lines: list[str]) -> None:
        self.root, self.lines = root, lines
        self.values: dict[int, Taint] = {}
        self.scopes = [Scope(None)]
        self.functions: dict[int, Function] = {}
        self.by_name: dict[str, list[Function]] = {}
        self.hits: dict[tuple[str, int], Hit] = {}
        self.handed: dict[tuple[str, int, int, str], Handed] = {}
        self.weak = 0
        self.enters: Mapping[str, Callable[[Node], list[Step]]] = {}
        self.leaves: Mapping[str, Callable[[Node], Taint]] = {}

    def run(self) -> list[Hit]:
        """All hits, in the order of their lines. Raises TooLarge."""
        for _ in range(2):
            self.values.clear()
            self.scopes = [Scope(None, self.scopes[0].names)]
            self.weak = 0
            self._walk()
        self._parameter_hits()
        return sorted(self.hits.values(), key=lambda hit: (hit.line, hit.kind))[:HIT_LIMIT]

    def _walk(self) -> None:
        steps: list[Step] = [self.root]
        seen = 0
        while steps:
            step = steps.pop()
            if not isinstance(step, Node):
                step()
                continue
            seen += 1
            if seen > NODE_LIMIT:
                raise TooLarge
            enter = self.enters.get(step.type)
            more = enter(step) if enter else self.plain(step)
            steps.extend(reversed(more))

    def plain(self, node: Node) -> list[Step]:
        """Children in the order of the text, then the node itself."""
        children = node.named_children
        if not children:
            self.leave(node)
            return []
        return [*children, partial(self.leave, node)]

    def leave(self, node: Node) -> None:
        handler = self.leaves.get(node.type)
        taint = handler(node) if handler else self.joined(node)
        if taint:
            self.values[node.id] = taint
        else:
            self.values.pop(node.id, None)

    def value(self, node: Node | None) -> Taint:
        return self.values.get(node.id, CLEAN) if node is not None else CLEAN

    def joined(self, node: Node) -> Taint:
        return join(self.value(child) for child in node.named_children)

    def boxed(self, node: Node) -> Taint:
        return marked(self.joined(node), "boxed")

    @staticmethod
    def nothing(_: Node) -> Taint:
        return CLEAN

    @staticmethod
    def skipped(_: Node) -> list[Step]:
        return []

    # Names

    @property
    def names(self) -> dict[str, Taint]:
        return self.scopes[-1].names

    @property
    def function(self) -> Function | None:
        return self.scopes[-1].function

    def lookup(self, name: str) -> Taint | None:
        """The taint of a name or literal path in the nearest scope that knows it."""
        for scope in reversed(self.scopes):
            if name in scope.names:
                return scope.names[name]
        return None

    def assign(self, name: str, taint: Taint) -> None:
        """Sets a name or literal path; within loops, handlers and cases what was there before stays possible."""
        names = self.names
        if self.weak:
            taint = join((taint, self.lookup(name) or CLEAN))
        else:
            for known in [known for known in names if known.startswith((f"{name}.", f"{name}["))]:
                del names[known]
        if len(names) < NAME_LIMIT or name in names:
            names[name] = taint

    def outer_assign(self, name: str, taint: Taint) -> None:
        """Sets a name where it was declared: a closure writes to the function around it."""
        for scope in reversed(self.scopes[:-1]):
            if name in scope.names and name not in self.names:
                scope.names[name] = join((scope.names[name], taint))
                return
        self.assign(name, taint)

    def add(self, name: str, taint: Taint) -> None:
        """Something was put into a list or object."""
        if taint:
            self.names[name] = join((self.lookup(name) or CLEAN, taint))

    # Branches

    def weakly(self, steps: Iterable[Step]) -> list[Step]:
        """Steps that may run any number of times, also none."""

        def deeper() -> None:
            self.weak += 1

        def back() -> None:
            self.weak -= 1

        return [deeper, *steps, back]

    def repeated(self, body: Iterable[Step]) -> list[Step]:
        """The body of a loop; the outermost goes round twice, so that a value reaches the lines above its own."""
        steps = list(body)
        return self.weakly(steps if self.weak else [*steps, *steps])

    def branches(
        self,
        before: list[Step],
        yes: list[Step],
        no: list[Step],
        ends: bool,
        safe: tuple[frozenset[str], frozenset[str]],
    ) -> list[Step]:
        """A condition and its two ways. `ends`: the first way leaves the function. `safe`: names checked in each."""
        kept: list[dict[str, Taint]] = []

        def fork() -> None:
            kept.append(dict(self.names))
            self._trust(safe[0])

        def turn() -> None:
            first = dict(self.names)
            self.names.clear()
            self.names.update(kept[0])
            kept[0] = first
            self._trust(safe[1])

        def meet() -> None:
            if not ends:
                for name, taint in kept[0].items():
                    self.names[name] = join((taint, self.names.get(name, CLEAN)))

        return [*before, fork, *yes, turn, *no, meet]

    def _trust(self, names: frozenset[str]) -> None:
        for name in names:
            self.names[name] = CLEAN

    # Functions

    def enter_function(
        self, node: Node, name: str, parameters: dict[str, Taint | None], body: list[Step]
    ) -> list[Step]:
        """`parameters`: by name, its taint, None for what a caller decides."""
        function = self.functions.get(node.id)
        if function is None:
            function = self.functions[node.id] = Function(id=node.id, name=name, parameters=list(parameters))
            self.by_name.setdefault(name, []).append(function)
        function.handler = any(taint for taint in parameters.values())
        line, weak = syntax.line(node), 0

        def begin() -> None:
            nonlocal weak
            weak, self.weak = self.weak, 0
            scope = Scope(function)
            for index, (parameter, taint) in enumerate(parameters.items()):
                own = frozenset({Label(parameter, line, owner=function.id, place=index)})
                scope.names[parameter] = own if taint is None else taint
            self.scopes.append(scope)

        def end() -> None:
            self.scopes.pop()
            self.weak = weak
            self.values.pop(node.id, None)

        return [begin, *body, end]

    def returned(self, taint: Taint) -> None:
        if self.function is not None and taint:
            self.function.returns = join((self.function.returns, taint))

    def known(self, name: str) -> Function | None:
        """The one function of this file with this name."""
        found = self.by_name.get(name.rpartition(".")[2], [])
        return found[0] if len(found) == 1 and found[0].name else None

    def call_known(self, function: Function, arguments: list[Taint]) -> Taint:
        """What a call of a function of this file gives back; what it does with the arguments is recorded here."""
        function.called = True
        given = []
        for label in function.returns:
            if label.owner != function.id:
                given.append(frozenset({label}))
            elif label.place < len(arguments):
                given.append(_passed(arguments[label.place], label))
        for index, reached in list(function.reaches.items()):
            if index < len(arguments):
                for hit, inner in list(reached.values()):
                    for label in _passed(arguments[index], inner):
                        self.record(hit, label)
        return join(given)

    # Dangerous places

    def record(self, hit: Hit, label: Label) -> None:
        """A hit by something from outside, or a note that a parameter gets there."""
        if hit.kind in label.cleared:
            return
        key = (hit.kind, hit.line)
        if not label.owner:
            self.hits.setdefault(key, replace(hit, source=label.source, source_line=label.line))
        elif (owner := self.functions.get(label.owner)) is not None:
            owner.reaches.setdefault(label.place, {}).setdefault(key, (hit, label))

    def hand(self, name: str, arguments: list[Taint], node: Node) -> None:
        """Notes what is given to a function of another file, which the probe looks up."""
        line = syntax.line(node)
        text = self.lines[line - 1] if line <= len(self.lines) else ""
        for place, taint in enumerate(arguments):
            for label in taint if len(self.handed) < HANDED_LIMIT else ():
                owner = self.functions.get(label.owner)
                if label.owner and (owner is None or not owner.name):
                    continue  # what a nameless function is given comes from its caller, whoever that is
                self.handed[name, place, line, label.source] = Handed.of(name, place, line, text, label, owner)

    def found(self, kind: str, sink: str, node: Node, label: Label) -> None:
        line = syntax.line(node)
        text = self.lines[line - 1] if line <= len(self.lines) else ""
        hit = Hit(kind=kind, sink=sink[:80], line=line, text=text, source=label.source, source_line=label.line)
        self.record(hit, label)

    def _is_bound(self, name: str) -> bool:
        return name not in self.not_bound and not name.endswith(("_cls", "_class", "klass"))

    def _parameter_hits(self) -> None:
        """Database commands put together from a parameter that nobody in this file fills."""
        for function in self.functions.values():
            if function.called or not function.name:
                continue
            for reached in function.reaches.values():
                for key, (hit, label) in reached.items():
                    if hit.kind in ("sql", "nosql") and "sql" in label.marks and self._is_bound(label.source):
                        self.hits.setdefault(key, replace(hit, parameter=True))


def _passed(argument: Taint, inner: Label) -> Taint:
    return frozenset(
        label._replace(cleared=label.cleared | inner.cleared, marks=label.marks | inner.marks) for label in argument
    )
