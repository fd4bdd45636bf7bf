"""The outline of one test file: its cases, its functions, and what each of them asserts, skips and calls."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from tree_sitter import Node

from makegood.engine.syntax import line, text

NOTHING, EMPTY, REAL = 0, 1, 2
"""What a body proves: nothing, something that is always true (`assert True`), or something that can fail."""

USES_KEPT, CASES_KEPT, COMMENTS_KEPT, IMPORTS_KEPT = 60, 5_000, 500, 300
HEADER_LIMIT = 200


class Is(StrEnum):
    """A case is run by a framework, a function is called by others, a group holds cases."""

    CASE = "case"
    FUNCTION = "function"
    GROUP = "group"


@dataclass(slots=True)
class Scope:
    """A stretch of the file. `skip` is the reason given for never running it, None where it runs.

    `assertions_from` is the place from which its own assertions count: a fixture's before `yield` only prepare.
    """

    kind: Is
    name: str
    start: int
    end: int
    line: int
    header: str
    assertions_from: int
    skip: str | None = None
    conditional: bool = False
    proof: int = NOTHING
    assertions: int = 0
    uses: set[str] = field(default_factory=set)
    parent: Scope | None = None

    def to_json(self) -> dict[str, object]:
        document: dict[str, object] = {"name": self.name, "proof": self.proof, "uses": sorted(self.uses)[:USES_KEPT]}
        if self.kind is Is.CASE:
            document |= {"line": self.line, "text": self.header, "assertions": self.assertions, "group": self.group}
            document |= {"skip": self.skip, "conditional": self.conditional}
        return document

    @property
    def group(self) -> str:
        """The names of the groups around it, outermost first, joined by " > "."""
        names: list[str] = []
        above = self.parent
        while above is not None and len(names) < 20:
            names.append(above.name)
            above = above.parent
        return " > ".join(reversed(names))[:300]


@dataclass(slots=True)
class Outline:
    """Collects what a reader of one language sees, in any order; `result` puts it together."""

    scopes: list[Scope] = field(default_factory=list)
    by_node: dict[int, Scope] = field(default_factory=dict)
    asserted: list[tuple[int, int]] = field(default_factory=list)
    used: list[tuple[int, str]] = field(default_factory=list)
    imports: set[str] = field(default_factory=set)
    commented: list[tuple[int, str]] = field(default_factory=list)
    skip: str | None = None

    def scope(self, node: Node, kind: Is, name: str) -> Scope:
        known = self.by_node.get(node.id)
        if known is None:
            header = text(node, HEADER_LIMIT * 4).lstrip().partition("\n")[0][:HEADER_LIMIT]
            start = node.start_byte
            known = Scope(kind, name[:HEADER_LIMIT], start, node.end_byte, line(node), header, start)
            self.by_node[node.id] = known
            self.scopes.append(known)
        return known

    def asserts(self, node: Node, proof: int = REAL) -> None:
        self.asserted.append((node.start_byte, proof))

    def uses(self, node: Node, name: str) -> None:
        self.used.append((node.start_byte, name))

    def result(self) -> dict[str, object] | None:
        """The JSON form, None where the file holds neither case, function nor a case in comments."""
        self._nest()
        self._place()
        self._pass_up()
        cases = [scope for scope in self.scopes if scope.kind is Is.CASE]
        functions = [scope for scope in self.scopes if scope.kind is Is.FUNCTION and (scope.proof or scope.uses)]
        if not (cases or functions or self.commented):
            return None
        for case in cases:
            case.skip, case.conditional = self._skip_of(case)
        return {
            "cases": [case.to_json() for case in cases[:CASES_KEPT]],
            "functions": [function.to_json() for function in functions[:CASES_KEPT]],
            "imports": sorted(self.imports)[:IMPORTS_KEPT],
            "commented": self.commented[:COMMENTS_KEPT],
        }

    def _nest(self) -> None:
        self.scopes.sort(key=lambda scope: (scope.start, -scope.end))
        open_scopes: list[Scope] = []
        for scope in self.scopes:
            while open_scopes and open_scopes[-1].end <= scope.start:
                open_scopes.pop()
            scope.parent = open_scopes[-1] if open_scopes else None
            open_scopes.append(scope)

    def _place(self) -> None:
        """Gives every assertion and every call to the innermost case or function around it."""
        rows: list[tuple[int, int, str]] = [(at, proof, "") for at, proof in self.asserted]
        rows += [(at, NOTHING, name) for at, name in self.used]
        waiting = list(reversed([scope for scope in self.scopes if scope.kind is not Is.GROUP]))
        around: list[Scope] = []
        for at, proof, name in sorted(rows):
            while waiting and waiting[-1].start <= at:
                around.append(waiting.pop())
            while around and around[-1].end <= at:
                around.pop()
            if around and name:
                around[-1].uses.add(name)
            elif around and at >= around[-1].assertions_from:
                around[-1].proof = max(around[-1].proof, proof)
                around[-1].assertions += 1

    def _pass_up(self) -> None:
        """What a nested function proves, the body around it proves too."""
        for scope in reversed(self.scopes):
            above = scope.parent
            if above is not None and above.kind is not Is.GROUP and scope.kind is not Is.GROUP:
                above.proof = max(above.proof, scope.proof)
                above.assertions += scope.assertions
                above.uses |= scope.uses

    def _skip_of(self, case: Scope) -> tuple[str | None, bool]:
        reason, conditional = self.skip, False
        step: Scope | None = case
        while step is not None:
            reason = step.skip if step.skip is not None else reason
            conditional = conditional or step.conditional
            step = step.parent
        return reason, conditional
