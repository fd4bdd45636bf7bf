"""The outline of one test file: its cases, its functions, and what each of them asserts, skips and calls."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from tree_sitter import Node

from makegood.engine.probes.tests.words import LOST
from makegood.engine.syntax import line, text

NOTHING, EMPTY, REAL = 0, 1, 2
"""What a body proves: nothing, something that is always true (`assert True`), or something that can fail."""

USES_KEPT, CASES_KEPT, COMMENTS_KEPT, IMPORTS_KEPT = 60, 5_000, 500, 300
HEADER_LIMIT = 200
STRETCHES_KEPT = 300


class Is(StrEnum):
    """A case is run by a framework, a function is called by others, a group holds cases."""

    CASE = "case"
    FUNCTION = "function"
    GROUP = "group"


@dataclass(slots=True)
class Scope:
    """A stretch of the file. `skip` is the reason given for never running it, None where it runs.

    `assertions_from` is the place from which its own assertions count: a fixture's before `yield` only prepare.
    `prepares`: it runs before each case around it (`setUp`). `lost`: it looks like a test and is none for the runner.
    `handed`: somebody else than the body around it calls it. `focused`: the runner takes this, and not its neighbours.
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
    prepares: bool = False
    lost: bool = False
    handed: bool = False
    focused: bool = False
    holds_cases: bool = False
    proof: int = NOTHING
    assertions: int = 0
    uses: set[str] = field(default_factory=set)
    parent: Scope | None = None

    def to_json(self) -> dict[str, object]:
        document: dict[str, object] = {"name": self.name, "proof": self.proof, "uses": sorted(self.uses)[:USES_KEPT]}
        if self.kind is Is.CASE:
            document |= {"line": self.line, "text": self.header, "assertions": self.assertions, "group": self.group}
            document |= {"skip": self.skip, "conditional": self.conditional}
        elif self.lost and self.proof == REAL and (self.parent is None or self.parent.holds_cases):
            document |= {"line": self.line, "text": self.header, "group": self.group, "lost": True}
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
    """Collects what a reader of one language sees, in any order; `result` puts it together.

    `dead` are stretches that never run, `swallowed` those whose assertions cannot fail the test.
    """

    source: bytes = b""
    scopes: list[Scope] = field(default_factory=list)
    by_node: dict[int, Scope] = field(default_factory=dict)
    asserted: list[tuple[int, int]] = field(default_factory=list)
    used: list[tuple[int, str]] = field(default_factory=list)
    marks: dict[str, Node] = field(default_factory=dict)
    imports: set[str] = field(default_factory=set)
    commented: list[tuple[int, str]] = field(default_factory=list)
    skip: str | None = None
    skipped_at: int = 0
    dead: list[tuple[int, int]] = field(default_factory=list)
    swallowed: list[tuple[int, int]] = field(default_factory=list)

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
        self._bury()
        self._focus()
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
            **({"skipped_at": self.skipped_at} if self.skipped_at else {}),
        }

    def _nest(self) -> None:
        self.scopes.sort(key=lambda scope: (scope.start, -scope.end))
        open_scopes: list[Scope] = []
        for scope in self.scopes:
            while open_scopes and open_scopes[-1].end <= scope.start:
                open_scopes.pop()
            scope.parent = open_scopes[-1] if open_scopes else None
            if scope.parent is not None and (scope.kind is Is.CASE or scope.lost):
                scope.parent.holds_cases |= scope.kind is Is.CASE or bool(LOST.fullmatch(scope.name))
            open_scopes.append(scope)

    def _bury(self) -> None:
        """What stands in code that never runs is never run; what a `setUp` skips, is skipped with all around it."""
        for scope in self.scopes:
            if scope.kind is not Is.FUNCTION and scope.skip is None and _within(scope.start, self.dead):
                scope.skip = "it stands in code that never runs"
            elif scope.prepares and scope.skip is not None:
                if scope.parent is None:
                    self.skip = self.skip or scope.skip
                elif scope.parent.skip is None:
                    scope.parent.skip = scope.skip

    def _focus(self) -> None:
        """One `.only` in a file, and its other cases are never run."""
        chosen = [scope for scope in self.scopes if scope.focused][:50]
        for scope in self.scopes if chosen else ():
            inside = any(one.start <= scope.start and scope.end <= one.end for one in chosen)
            if scope.kind is Is.CASE and not inside and scope.skip is None:
                scope.skip = "another test of the file is marked to run alone"

    def _place(self) -> None:
        """Gives every assertion and every call to the innermost case or function around it."""
        weighed = [(at, self._weighed(at, proof), "") for at, proof in self.asserted]
        rows: list[tuple[int, int, str]] = [row for row in weighed if row[1] != NOTHING]
        rows += [(at, NOTHING, name) for at, name in self.used if self._weighed(at, REAL) == REAL]
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

    def _weighed(self, at: int, proof: int) -> int:
        if _within(at, self.dead):
            return NOTHING
        return min(proof, EMPTY) if _within(at, self.swallowed) else proof

    def _pass_up(self) -> None:
        """What a nested function proves, the body around it proves too, if it is called there."""
        for scope in reversed(self.scopes):
            above = scope.parent
            if above is not None and above.kind is not Is.GROUP and scope.kind is not Is.GROUP:
                if not (scope.handed or scope.kind is Is.CASE or self._is_named_twice(scope, above)):
                    continue
                above.proof = max(above.proof, scope.proof)
                above.assertions += scope.assertions
                above.uses |= scope.uses

    def _is_named_twice(self, scope: Scope, above: Scope) -> bool:
        body, name = self.source[above.start : above.end], scope.name.encode()
        return not body or len(re.findall(rb"(?<!\w)" + re.escape(name) + rb"(?!\w)", body)) > 1

    def _skip_of(self, case: Scope) -> tuple[str | None, bool]:
        reason, conditional = self.skip, False
        step: Scope | None = case
        while step is not None:
            reason = step.skip if step.skip is not None else reason
            conditional = conditional or step.conditional
            step = step.parent
        return reason, conditional


def _within(at: int, stretches: list[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in stretches[:STRETCHES_KEPT])
