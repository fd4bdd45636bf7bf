"""JavaScript and TypeScript: how values move from one expression to the next."""

from __future__ import annotations

import re
from functools import partial

from tree_sitter import Node

from makegood.engine import syntax
from makegood.engine.probes.injection import script_rules
from makegood.engine.probes.injection.calls import Argument, Call, Calls
from makegood.engine.probes.injection.flow import Step
from makegood.engine.probes.injection.guards import checked
from makegood.engine.probes.injection.labels import CLEAN, Label, Taint, dangerous, join, marked
from makegood.engine.probes.injection.script_functions import (
    always_leaves,
    imported,
    is_asked,
    is_before_the_answer,
    name_of,
    required,
    required_at_once,
)

_LITERAL_PATH = re.compile(r"^[A-Za-z_$][\w$]*(?:\??\.[\w$]+|\[(?:'[^'\]]{1,60}'|\"[^\"\]]{1,60}\"|\d{1,4})\]){1,6}$")
_PAGE_SINKS = ("innerHTML", "outerHTML")
_WHERE = re.compile(r"^[\"']?\$where[\"']?$")
_VALUES_JOINED = ("+", "||", "??", "&&")


class ScriptFlow(Calls):
    """One JavaScript, TypeScript or TSX file."""

    rules = script_rules.RULES
    not_bound = script_rules.NOT_BOUND

    def __init__(self, root: Node, lines: list[str]) -> None:
        super().__init__(root, lines)
        weak = ("while_statement", "do_statement", "for_statement", "catch_clause", "switch_case", "switch_default")
        functions = ("function_declaration", "function_expression", "arrow_function", "method_definition")
        more = ("generator_function", "generator_function_declaration")
        self.enters = {
            **dict.fromkeys((*functions, *more), self.enter_any_function),
            **dict.fromkeys(weak, lambda node: self.weakly(self.plain(node))),
            **dict.fromkeys(("comment", "type_annotation", "type_arguments", "interface_declaration"), self.skipped),
            **dict.fromkeys(("type_alias_declaration", "decorator", "type_parameters"), self.skipped),
            "import_statement": self.enter_import,
            "if_statement": self.enter_if,
            "ternary_expression": self.enter_ternary,
            "for_in_statement": self.enter_for,
        }
        self.leaves = {
            "identifier": self.leave_name,
            "shorthand_property_identifier": self.leave_name,
            "member_expression": self.leave_member,
            "subscript_expression": self.leave_member,
            "call_expression": self.leave_call,
            "new_expression": self.leave_call,
            "variable_declarator": self.leave_declarator,
            "assignment_expression": self.leave_assignment,
            "augmented_assignment_expression": self.leave_augmented,
            "template_string": self.leave_template,
            "binary_expression": self.leave_binary,
            "unary_expression": self.nothing,
            "object": self.boxed,
            "array": self.boxed,
            "pair": self.leave_pair,
            "return_statement": self.leave_return,
            "jsx_attribute": self.leave_attribute,
            "statement_block": self.nothing,
            "class_declaration": self.nothing,
            "class_body": self.nothing,
            "program": self.nothing,
        }

    # Names

    def resolved(self, node: Node | None) -> str:
        written = syntax.text(node, 200) if node is not None else ""
        return (written.startswith("require(") and required_at_once(written)) or super().resolved(node)

    def leave_name(self, node: Node) -> Taint:
        return self.lookup(syntax.text(node, 80)) or CLEAN

    def leave_member(self, node: Node) -> Taint:
        written = syntax.text(node, 200).replace("?.", ".")
        if _LITERAL_PATH.match(written):
            known = self.lookup(written)
            if known is not None:
                return known
        base, _, last = written.rpartition(".")
        if base in script_rules.REQUESTS and last in script_rules.ASKED:
            away = frozenset(("redirect",)) if last in script_rules.OF_THE_BROWSER else frozenset[str]()
            return frozenset({Label(written, syntax.line(node), cleared=away)})
        if written in script_rules.OF_THE_PAGE and self.lookup(written.partition(".")[0]) is None:
            away = frozenset(("redirect", "ssrf", "path"))
            return frozenset({Label(written, syntax.line(node), cleared=away)})
        if last in self.rules.quiet:
            return CLEAN
        value = marked(self.value(node.child_by_field_name("object")), without="boxed")
        return frozenset(label._replace(marks=label.marks | {"asked"}) if is_asked(label) else label for label in value)

    def bind(self, left: Node, value: Taint, right: Node | None, declared: bool) -> None:
        """Every name of a pattern gets the value; `const {body} = req` asks the request."""
        whole = syntax.text(right, 80) if right is not None else ""
        todo = [(left, value)]
        while todo:
            target, given = todo.pop()
            if target.type in ("identifier", "shorthand_property_identifier_pattern"):
                name = syntax.text(target, 80)
                own = self._asked_by_name(name, whole, target) if target is not left else None
                put = self.assign if declared else self.outer_assign
                put(name, own if own is not None else given)
                self.written[name] = syntax.text(right, 2_000) if right is not None else ""
            elif target.type in ("member_expression", "subscript_expression"):
                self._bind_member(target, given)
            else:
                key = target.child_by_field_name("key")
                own = self._asked_by_name(syntax.text(key, 80), whole, target) if key is not None else None
                inner = [child for child in target.named_children if key is None or child.id != key.id]
                todo.extend((child, own if own is not None else marked(given, without="boxed")) for child in inner)

    def _asked_by_name(self, name: str, whole: str, node: Node) -> Taint | None:
        if whole in script_rules.REQUESTS and name in script_rules.ASKED:
            return frozenset({Label(f"{whole}.{name}", syntax.line(node))})
        return None

    def _bind_member(self, target: Node, value: Taint) -> None:
        written = syntax.text(target, 200)
        if _LITERAL_PATH.match(written):
            self.assign(written, value)
        owner = target.child_by_field_name("object")
        if target.type == "subscript_expression" and owner is not None and owner.type == "identifier":
            self.add(syntax.text(owner, 80), value)
        if written.rpartition(".")[2] in _PAGE_SINKS:
            label = dangerous(value, "xss", frozenset(), script_rules.BOXED)
            if label is not None:
                self.found("xss", written, target, label)

    def leave_declarator(self, node: Node) -> Taint:
        name, value = node.child_by_field_name("name"), node.child_by_field_name("value")
        if name is None:
            return CLEAN
        if value is not None:
            self.aliases.update(required(name, value, self.aliases))
        self.bind(name, self.value(value), value, declared=True)
        return CLEAN

    def leave_assignment(self, node: Node) -> Taint:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        if left is not None and right is not None:
            self.bind(left, self.value(right), right, declared=False)
        return self.value(right)

    def leave_augmented(self, node: Node) -> Taint:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        if left is None or right is None:
            return CLEAN
        name = syntax.text(left, 80)
        self.written[name] = (self.written.get(name, "") + syntax.text(right, 2_000))[:4_000]
        value = self.composed([left, right], self.written[name])
        if left.type == "identifier":
            self.add(name, value)
        return value

    # Strings and boxes

    def is_literal(self, node: Node) -> bool:
        if node.type == "template_substitution":
            return False
        return super().is_literal(node) and node.type != "template_string"

    def leave_template(self, node: Node) -> Taint:
        return self.composed(node.named_children, syntax.text(node, 4_000))

    def leave_binary(self, node: Node) -> Taint:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        operator = node.child_by_field_name("operator")
        if left is None or right is None or operator is None or operator.type not in _VALUES_JOINED:
            return CLEAN
        if operator.type == "+":
            return self.composed([left, right], syntax.text(node, 4_000))
        return self.value(right) if operator.type == "&&" else join((self.value(left), self.value(right)))

    def leave_pair(self, node: Node) -> Taint:
        key, value = node.child_by_field_name("key"), self.value(node.child_by_field_name("value"))
        name = syntax.text(key, 40) if key is not None else ""
        if _WHERE.match(name):
            label = dangerous(value, "nosql", frozenset(("text",)), frozenset())
            if label is not None:
                self.found("nosql", "$where", node, label._replace(marks=label.marks | {"sql"}))
        return value

    def leave_attribute(self, node: Node) -> Taint:
        if syntax.text(node, 30).startswith("dangerouslySetInnerHTML"):
            label = dangerous(self.joined(node), "xss", frozenset(), frozenset())
            if label is not None and not label.owner:
                self.found("xss", "dangerouslySetInnerHTML", node, label)
        return CLEAN

    # Calls

    def leave_call(self, node: Node) -> Taint:
        function = node.child_by_field_name("function") or node.child_by_field_name("constructor")
        arguments = node.child_by_field_name("arguments")
        receiver = function.child_by_field_name("object") if function is not None else None
        inner = arguments.named_children if arguments is not None else []
        given = tuple(Argument("", child, self.value(child)) for child in inner if child.type != "comment")
        name = self.resolved(function)
        if function is not None and syntax.text(function, 60) in script_rules.ASKING:
            away = frozenset(("redirect",)) if name.endswith((".get", ".header")) else frozenset[str]()
            return frozenset({Label(syntax.text(node, 60), syntax.line(node), cleared=away)})
        return self.called(Call(name, node, receiver, given))

    def leave_return(self, node: Node) -> Taint:
        self.returned(self.joined(node))
        return CLEAN

    # Order

    def enter_import(self, node: Node) -> list[Step]:
        self.aliases.update(imported(node))
        return []

    def enter_if(self, node: Node) -> list[Step]:
        condition = node.child_by_field_name("condition")
        yes, no = node.child_by_field_name("consequence"), node.child_by_field_name("alternative")
        if condition is None or yes is None:
            return self.plain(node)
        safe = checked(condition, "script", self.written)
        return self.branches([condition], [yes], [no] if no is not None else [], always_leaves(yes), safe)

    def enter_ternary(self, node: Node) -> list[Step]:
        condition = node.child_by_field_name("condition")
        yes, no = node.child_by_field_name("consequence"), node.child_by_field_name("alternative")
        if condition is None or yes is None or no is None:
            return self.plain(node)
        steps = self.branches([condition], [yes], [no], False, checked(condition, "script", self.written))
        return [*steps, partial(self._choose, node, yes, no)]

    def _choose(self, node: Node, yes: Node, no: Node) -> None:
        self.values[node.id] = join((self.value(yes), self.value(no)))

    def enter_for(self, node: Node) -> list[Step]:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        body = node.child_by_field_name("body")
        steps: list[Step] = [right] if right is not None else []
        if left is not None:
            steps.append(lambda: self.bind(left, marked(self.value(right), without="boxed"), None, declared=True))
        return [*steps, *self.repeated([body] if body is not None else [])]

    def enter_any_function(self, node: Node) -> list[Step]:
        body = node.child_by_field_name("body")
        parameters: dict[str, Taint | None] = {}
        one = node.child_by_field_name("parameter")
        given = node.child_by_field_name("parameters")
        for child in [one] if one is not None else given.named_children if given is not None else []:
            self._parameter(child, parameters)
        steps: list[Step] = [body] if body is not None else []
        if body is not None and body.type != "statement_block":
            steps.append(lambda: self.returned(self.value(body)))
        return self.enter_function(node, name_of(node), parameters, steps)

    def _parameter(self, child: Node, parameters: dict[str, Taint | None]) -> None:
        """One parameter; a pattern `{ body, query }` stands for the request of a handler."""
        kind = child.child_by_field_name("type")
        pattern = child.child_by_field_name("pattern") or child.child_by_field_name("left") or child
        plain = kind is not None and syntax.text(kind, 60).lstrip(": ") in script_rules.PLAIN_TYPES
        if pattern.type == "identifier":
            name = syntax.text(pattern, 80)
            parameters[name] = CLEAN if plain or name in script_rules.NOT_FOLLOWED else None
            return
        first = not parameters
        before = child.prev_named_sibling
        behind = before is not None and syntax.text(before, 30).lstrip("_").startswith("req")
        for inner, _ in syntax.walk(pattern):
            if inner.type == "shorthand_property_identifier_pattern":
                name = syntax.text(inner, 80)
                asked = first and name in ("query", "body", "params", "cookies")
                handler = (asked and is_before_the_answer(child)) or (behind and name == "params")
                handler = handler or (first and name == "searchParams")
                parameters[name] = frozenset({Label(f"req.{name}", syntax.line(inner))}) if handler else CLEAN
