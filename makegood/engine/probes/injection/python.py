"""Python: how values move from one expression to the next."""

from __future__ import annotations

import re
from functools import partial

from tree_sitter import Node

from makegood.engine import syntax
from makegood.engine.probes.injection import python_rules
from makegood.engine.probes.injection.calls import Argument, Call, Calls
from makegood.engine.probes.injection.flow import Step
from makegood.engine.probes.injection.guards import checked
from makegood.engine.probes.injection.labels import CLEAN, Label, Taint, dangerous, join, marked
from makegood.engine.probes.injection.python_parameters import always_leaves, held, imported, parameters_of

_LITERAL_PATH = re.compile(r"^[A-Za-z_]\w*(?:\.\w+|\[(?:'[^'\]]{1,60}'|\"[^\"\]]{1,60}\"|\d{1,4})\]){1,6}$")
_ROUTE = re.compile(r"^@[\w.]{1,60}\.(?:route|get|post|put|patch|delete|api_route|websocket)\(")
_COMPREHENSIONS = ("list_comprehension", "set_comprehension", "dictionary_comprehension", "generator_expression")
_ASKING = ("request.get_json", "request.get_data", "request.json", "request.form", "request.body")
ELSEWHERE = frozenset(("redirect",))


class PythonFlow(Calls):
    """One Python file."""

    rules = python_rules.RULES
    not_bound = python_rules.NOT_BOUND

    def __init__(self, root: Node, lines: list[str]) -> None:
        super().__init__(root, lines)
        self.pages: set[int] = set()
        self.is_flask = any("flask" in line for line in lines if "import" in line)
        self.enters = {
            "function_definition": self.enter_definition,
            "lambda": self.enter_lambda,
            "decorated_definition": self.enter_decorated,
            "decorator": self.skipped,
            "type": self.skipped,
            "comment": self.skipped,
            "import_statement": self.enter_import,
            "import_from_statement": self.enter_import,
            "if_statement": self.enter_if,
            "elif_clause": self.skipped,
            "conditional_expression": self.enter_conditional,
            "for_statement": self.enter_for,
            **dict.fromkeys(_COMPREHENSIONS, self.enter_comprehension),
            "while_statement": lambda node: self.repeated(self.plain(node)),
            "except_clause": lambda node: self.weakly(self.plain(node)),
            "case_clause": lambda node: self.weakly(self.plain(node)),
        }
        self.leaves = {
            "identifier": self.leave_name,
            "attribute": self.leave_attribute,
            "subscript": self.leave_subscript,
            "call": self.leave_call,
            "assignment": self.leave_assignment,
            "named_expression": self.leave_assignment,
            "augmented_assignment": self.leave_augmented,
            "for_in_clause": self.leave_for,
            "as_pattern": self.leave_as,
            "string": self.leave_string,
            "binary_operator": self.leave_binary,
            "comparison_operator": self.nothing,
            "not_operator": self.nothing,
            "dictionary": self.boxed,
            "list": self.boxed,
            "tuple": self.boxed,
            "set": self.boxed,
            "list_comprehension": self.boxed,
            "keyword_argument": lambda node: self.value(node.child_by_field_name("value")),
            "pair": self.leave_pair,
            "return_statement": self.leave_return,
            "block": self.nothing,
            "class_definition": self.nothing,
            "module": self.nothing,
        }

    # Names

    def leave_name(self, node: Node) -> Taint:
        return self.lookup(syntax.text(node, 80)) or CLEAN

    def leave_attribute(self, node: Node) -> Taint:
        written = syntax.text(node, 200)
        base, _, last = written.rpartition(".")
        if base in python_rules.REQUESTS and last in python_rules.ASKED:
            known = self.lookup(written)
            return self._asked(node, written, last) if known is None else known
        return self._member(node, written, "object")

    def _asked(self, node: Node, written: str, last: str) -> Taint:
        away = ELSEWHERE if last in python_rules.OF_THE_BROWSER else frozenset[str]()
        return frozenset({Label(written, syntax.line(node), cleared=away)})

    def leave_subscript(self, node: Node) -> Taint:
        return self._member(node, syntax.text(node, 200), "value")

    def _member(self, node: Node, written: str, of: str) -> Taint:
        if _LITERAL_PATH.match(written):
            known = self.lookup(written)
            if known is not None:
                return known
        return marked(self.value(node.child_by_field_name(of)), without="boxed")

    def leave_assignment(self, node: Node) -> Taint:
        left = node.child_by_field_name("left") or node.child_by_field_name("name")
        right = node.child_by_field_name("right") or node.child_by_field_name("value")
        value = self.value(right)
        if left is not None and right is not None:
            self.bind(left, value, right)
        return value

    def bind(self, left: Node, value: Taint, right: Node | None = None) -> None:
        """Every name on the left side gets the value."""
        todo = [left]
        while todo:
            target = todo.pop()
            written = syntax.text(target, 200)
            if target.type == "identifier":
                self.assign(written, value)
                self.written[written] = syntax.text(right, 2_000) if right is not None else ""
            elif target.type in ("attribute", "subscript"):
                self._bind_member(target, written, value)
            else:
                todo.extend(target.named_children)

    def _bind_member(self, target: Node, written: str, value: Taint) -> None:
        if _LITERAL_PATH.match(written):
            self.assign(written, value)
        owner = target.child_by_field_name("value")
        if target.type == "subscript" and owner is not None and owner.type == "identifier":
            self.add(syntax.text(owner, 80), value)

    def leave_augmented(self, node: Node) -> Taint:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        if left is None or right is None:
            return CLEAN
        name = syntax.text(left, 80)
        self.written[name] = (self.written.get(name, "") + syntax.text(right, 2_000))[:4_000]
        value = self.composed([left, right], self.written[name])
        if left.type == "identifier":
            self.names[name] = value
        return value

    def leave_for(self, node: Node) -> Taint:
        left = node.child_by_field_name("left")
        if left is not None:
            self.bind(left, marked(self.value(node.child_by_field_name("right")), without="boxed"))
        return CLEAN

    def _bind_round(self, node: Node) -> None:
        self.leave_for(node)

    def leave_as(self, node: Node) -> Taint:
        children = node.named_children
        value = self.value(children[0]) if children else CLEAN
        for target in children[1:]:
            self.bind(target, value, children[0])
        return value

    # Strings and boxes

    def leave_string(self, node: Node) -> Taint:
        parts = [child for child in node.named_children if child.type in ("string_content", "interpolation")]
        return self.composed(parts, syntax.text(node, 4_000)) if len(parts) > 0 else CLEAN

    def leave_binary(self, node: Node) -> Taint:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        if left is None or right is None:
            return CLEAN
        operator = node.child_by_field_name("operator")
        if operator is not None and operator.type == "%":
            return self.formatted(left, self.value(right))
        if operator is not None and operator.type == "/":
            return marked(self.joined(node), "path")
        return self.composed([left, right], syntax.text(node, 4_000))

    def leave_pair(self, node: Node) -> Taint:
        key, value = node.child_by_field_name("key"), self.value(node.child_by_field_name("value"))
        if key is not None and syntax.text(key, 10).strip("'\"") == "$where":
            label = dangerous(value, "nosql", frozenset(("text",)), frozenset())
            if label is not None:
                self.found("nosql", "$where", node, label._replace(marks=label.marks | {"sql"}))
        return value

    # Calls

    def leave_call(self, node: Node) -> Taint:
        function = node.child_by_field_name("function")
        arguments = node.child_by_field_name("arguments")
        receiver = function.child_by_field_name("object") if function is not None else None
        given = []
        for child in arguments.named_children if arguments is not None else []:
            keyword = child.child_by_field_name("name") if child.type == "keyword_argument" else None
            inner = child.child_by_field_name("value") if keyword is not None else child
            given.append(
                Argument(syntax.text(keyword, 80) if keyword is not None else "", inner or child, self.value(child))
            )
        call = Call(self.resolved(function), node, receiver, tuple(given))
        if call.name.endswith(".append") and receiver is not None:
            name = syntax.text(receiver, 80)
            self.written[name] = (self.written.get(name, "") + _inside(arguments) + ",")[:2_000]
        if call.name.endswith(".format") and receiver is not None:
            return self.formatted(receiver, join(argument.taint for argument in given))
        if call.name.removeprefix("flask.") in _ASKING:
            self.called(call)
            return frozenset({Label(call.name, syntax.line(node))})
        return self.called(call)

    def leave_return(self, node: Node) -> Taint:
        value = self.joined(node)
        self.returned(value)
        function = self.function
        if function is not None and function.id in self.pages:
            label = dangerous(value, "xss", frozenset(("text", "html")), python_rules.BOXED)
            if label is not None and not label.owner:
                self.found("xss", "return", node, label)
        return CLEAN

    # Order

    def enter_import(self, node: Node) -> list[Step]:
        self.aliases.update(imported(node))
        return []

    def enter_if(self, node: Node) -> list[Step]:
        """An if with its elifs, from the last to the first: each is the other way of the one before."""
        clauses = [node, *node.children_by_field_name("alternative")]
        steps: list[Step] = []
        for clause in reversed(clauses):
            if clause.type == "else_clause":
                body = clause.child_by_field_name("body")
                steps = [body] if body is not None else []
                continue
            condition = clause.child_by_field_name("condition")
            body = clause.child_by_field_name("consequence")
            if condition is None or body is None:
                continue
            steps = self.branches(
                [condition], [body], steps, always_leaves(body), checked(condition, "python", self.written)
            )
        return steps

    def enter_conditional(self, node: Node) -> list[Step]:
        parts = node.named_children
        if len(parts) != 3:
            return self.plain(node)
        yes, condition, no = parts
        steps = self.branches([condition], [yes], [no], False, checked(condition, "python", self.written))
        return [*steps, partial(self._choose, node, yes, no)]

    def _choose(self, node: Node, yes: Node, no: Node) -> None:
        self.values[node.id] = join((self.value(yes), self.value(no)))

    def enter_comprehension(self, node: Node) -> list[Step]:
        """The loop stands behind what it fills."""
        first, *clauses = node.named_children
        return [*clauses, first, partial(self.leave, node)]

    def enter_for(self, node: Node) -> list[Step]:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        body = node.child_by_field_name("body")
        steps: list[Step] = [right] if right is not None else []
        if left is not None:
            steps.append(partial(self._bind_round, node))
        return [*steps, *self.repeated([body] if body is not None else [])]

    def enter_decorated(self, node: Node) -> list[Step]:
        definition = node.child_by_field_name("definition")
        if definition is None or definition.type != "function_definition":
            return self.plain(node)
        routes = [syntax.text(child, 300) for child in node.named_children if child.type == "decorator"]
        routes = [route for route in routes if _ROUTE.match(route)]
        if (routes and self.is_flask) or any("HTMLResponse" in route for route in routes):
            self.pages.add(definition.id)
        return self._define(definition, routes)

    def enter_definition(self, node: Node) -> list[Step]:
        return self._define(node, [])

    def _define(self, node: Node, routes: list[str]) -> list[Step]:
        name, body = node.child_by_field_name("name"), node.child_by_field_name("body")
        parameters: dict[str, Taint | None] = {}
        for parameter in parameters_of(node):
            parameters[parameter[0]] = held(parameter, routes, node, parameters)
        steps: list[Step] = [body] if body is not None else []
        made = self.enter_function(node, syntax.text(name, 80) if name is not None else "", parameters, steps)
        self.functions[node.id].handler |= bool(routes) or any(name in parameters for name in ("request", "req"))
        return made

    def enter_lambda(self, node: Node) -> list[Step]:
        body = node.child_by_field_name("body")
        return self.enter_function(node, "", {}, [body] if body is not None else [])


def _inside(arguments: Node | None) -> str:
    return syntax.text(arguments, 80)[1:-1] if arguments is not None else ""
