"""Django: its migrations (https://docs.djangoproject.com/en/5.2/ref/migration-operations/) and its models."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tree_sitter import Node

from makegood.engine import syntax
from makegood.engine.tables import Change, Column, Step, one_line
from makegood.engine.tables.kinds import kind_of
from makegood.engine.tables.python_calls import (
    Call,
    assigned,
    call_of,
    calls,
    classes,
    functions,
    is_trivial,
    number,
    string,
    strings,
)
from makegood.engine.tables.sql import embedded

OPERATIONS = 2_000
DEPTH = 6
NO_COLUMN = re.compile(r"(?i)ManyToMany|GenericForeignKey|GenericRelation|Taggable|Manager$|Prefetch")
_OTHERS = re.compile(r"(?:\w+\.)*(?:graphene|forms|serializers|filters|django_filters|fields|strawberry|wtforms)\.")
_SHOWN = re.compile(r"(?:Type|Form|Serializer|FilterSet|Mutation|Input|InputObjectType|Schema|TestCase|Admin)$")
_FIELD = re.compile(r"(?:\w+\.)*\w*(?:Field|ForeignKey|OneToOne)$")
_INDEXES = {"AddIndex": False, "AddIndexConcurrently": True}


def read_django(root: Node) -> Step | None:
    """A migration's operations, None where the module holds none."""
    body = next((body for _, bases, body, _ in classes(root) if any("Migration" in base for base in bases)), None)
    if body is None:
        return None
    step = Step(label="django")
    reader = _Reader(step, functions(root))
    for scope in (root, body):
        reader.lists |= {name: value for name, value, _, _ in assigned(scope) if value is not None}
    for name, value, _, _ in assigned(body):
        if value is None:
            continue
        if name == "dependencies":
            step.needs = [pair for pair in (strings(child) for child in value.named_children) if len(pair) == 2]
        elif name == "replaces":
            step.replaces = [pair for pair in (strings(child) for child in value.named_children) if len(pair) == 2]
        elif name == "operations":
            reader.read(value, "")
    return step


@dataclass(slots=True)
class _Reader:
    """Reads lists of operations into a step; `lists` are values by the names that may stand for them."""

    step: Step
    known: dict[str, Node]
    lists: dict[str, Node] = field(default_factory=dict)

    def read(self, listed: Node, only: str, depth: int = 0) -> None:
        if listed.type == "identifier":
            given = self.lists.get(syntax.text(listed, 100))
            self._go_on([given] if given is not None else [], only, depth)
        elif listed.type == "binary_operator":
            parts = [listed.child_by_field_name("left"), listed.child_by_field_name("right")]
            self._go_on([part for part in parts if part is not None], only, depth)
        elif listed.type in ("list", "tuple"):
            for node in listed.named_children[:OPERATIONS]:
                self._operation(node, only, depth)
        else:
            self.step.cut = True

    def _go_on(self, nodes: list[Node], only: str, depth: int) -> None:
        self.step.cut = self.step.cut or not nodes or depth > DEPTH
        for node in nodes if depth <= DEPTH else ():
            self.read(node, only, depth + 1)

    def _operation(self, node: Node, only: str, depth: int) -> None:
        call = call_of(node)
        if call is None:
            self.step.cut = self.step.cut or node.type != "comment"
        elif call.last == "SeparateDatabaseAndState":
            for place, (name, side) in enumerate((("database_operations", "database"), ("state_operations", "state"))):
                inner = call.argument(place, name)
                if inner is not None and depth <= DEPTH:
                    self.read(inner, side, depth + 1)
        elif call.last in ("RunPython", "RunSQL"):
            _run(self.step, call, only, self.known)
        else:
            for change in _operation(call):
                change.only = only
                self.step.forth.append(change)


def _operation(call: Call) -> Iterator[Change]:
    last, line, text = call.last, call.line, call.text
    table = call.word(0, "model_name") or call.word(0, "name")
    if last == "CreateModel":
        fields = call.argument(1, "fields")
        yield Change("create", table, line, list(_fields(fields)), sure=True, text=text)
    elif last == "DeleteModel":
        yield Change("drop", table, line, text=text)
    elif last in ("AddField", "AlterField"):
        column = field_of(call.word(1, "name"), call.argument(2, "field"))
        if column is not None:
            column.line, column.text = line, text
            yield Change("add" if last == "AddField" else "alter", table, line, [column], text=text)
    elif last == "RemoveField":
        yield Change("remove", table, line, [Column(call.word(1, "name"), line=line)], text=text)
    elif last == "RenameField":
        column = Column(call.word(1, "old_name"), line=line)
        yield Change("rename", table, line, [column], to=call.word(2, "new_name"), text=text)
    elif last == "RenameModel":
        yield Change("rename_table", call.word(0, "old_name"), line, to=call.word(1, "new_name"), text=text)
    elif last in _INDEXES:
        yield Change("index", table, line, sure=_INDEXES[last], text=text)
    elif last == "AddConstraint" and "UniqueConstraint" in syntax.text(call.node, 400):
        yield Change("unique", table, line, text=text)


def _fields(listed: Node | None) -> Iterator[Column]:
    for pair in listed.named_children if listed is not None else ():
        if pair.type == "tuple" and len(pair.named_children) == 2:
            column = field_of(string(pair.named_children[0]), pair.named_children[1])
            if column is not None:
                yield column


def field_of(name: str, node: Node | None) -> Column | None:
    """A column from a field's call; `default` is also said of what fills itself."""
    call = call_of(node)
    if call is None or not name or NO_COLUMN.search(call.name):
        return None
    column = Column(name, kind_of(call.last), call.last, number(call.named.get("max_length")), line=call.line)
    if re.search(r"(?i)encrypt|fernet|cipher", call.name):
        column.kind = "encrypted"
    if call.last in ("ForeignKey", "OneToOneField") or "ForeignKey" in call.last:
        column.kind, target = "int", call.argument(0, "to")
        column.refs = (string(target) or (syntax.text(target, 100) if target is not None else "")).rpartition(".")[2]
        column.cascade = "CASCADE" in syntax.text(call.argument(1, "on_delete") or call.node, 60)
        column.index = not call.says("db_index", "False")
        column.unique = call.last == "OneToOneField"
    if column.kind == "decimal":
        column.size = number(call.named.get("max_digits"))
    column.null = call.says("null", "True")
    column.primary = call.says("primary_key", "True")
    column.unique = column.unique or call.says("unique", "True") or column.primary
    column.index = column.index or column.unique or call.says("db_index", "True")
    filled = ("default", "db_default", "auto_now", "auto_now_add", "expression", "auto_created")
    column.default = any(word in call.named for word in filled) or "Auto" in call.last or column.primary
    # Django itself fills a text that may be blank with the empty one.
    column.default = column.default or (call.says("blank", "True") and column.kind in ("text", "varchar"))
    column.text = call.text
    return column


def _run(step: Step, call: Call, only: str, known: dict[str, Node]) -> None:
    sql = call.last == "RunSQL"
    back = call.argument(1, "reverse_sql" if sql else "reverse_code")
    undone = back is not None and syntax.text(back, 10) != "None"
    step.forth.append(Change("code", "", call.line, sure=undone, only=only, text=call.text))
    first = call.argument(0, "sql" if sql else "code")
    if sql and first is not None:
        for node in first.named_children if first.type in ("list", "tuple") else [first]:
            for change in embedded(string(node), syntax.line(node)):
                change.only = "database"
                step.forth.append(change)
        return
    function = known.get(syntax.text(first, 100)) if first is not None else None
    if function is not None and not is_trivial(function):
        step.forth += _done_by(function)


_EMPTIED = re.compile(
    r"\bobjects(?:\.using\([^()]{0,80}\))?(?:\.all\(\))?(?:\.using\([^()]{0,80}\))?\.delete$|_raw_delete$"
)
_WRITTEN = re.compile(r"\.(?:update|bulk_update|bulk_create|create|save|update_or_create|get_or_create|delay)$")


def _done_by(function: Node) -> list[Change]:
    """What a data migration's function does to rows."""
    models = {
        name: string(call.argument(1, "model_name"))
        for node, _ in syntax.walk(function)
        if node.type == "block"
        for name, value, _, _ in assigned(node)
        if (call := call_of(value)) is not None and call.last == "get_model"
    }
    found: list[Change] = []
    for call in calls(function):
        subject = call.name.partition(".")[0]
        if _EMPTIED.search(call.name):
            found.append(Change("delete", models.get(subject, subject), call.line, sure=True, text=call.text))
        elif _WRITTEN.search(call.name):
            found.append(Change("write", models.get(subject, ""), call.line, text=call.text))
        elif call.last == "execute":
            found += embedded(string(call.argument(0, "sql")), call.line)
    return found


def django_models(root: Node) -> list[Change]:
    """Each class with fields as a creation; `to` holds its bases, `only` is `abstract` for what makes no table."""
    found: list[Change] = []
    for name, bases, body, _ in classes(root):
        columns = []
        if any(_SHOWN.search(base) for base in bases):
            continue
        for word, value, _, statement in assigned(body):
            call = call_of(value)
            if call is not None and _FIELD.search(call.name) and not _OTHERS.match(call.name):
                column = field_of(word, value)
                if column is not None:
                    column.line, column.text = syntax.line(statement), one_line(syntax.text(statement, 300))
                    columns.append(column)
        meta = next((syntax.text(node, 2_000) for node in body.named_children if _is_meta(node)), "")
        if not columns and not any(base.endswith("models.Model") for base in bases):
            continue
        hidden = re.search(r"\b(?:abstract|proxy)\s*=\s*True|\bmanaged\s*=\s*False", meta)
        made = Change("create", name, syntax.line(body.parent or body), columns, to=" ".join(bases))
        made.only = "abstract" if hidden else ""
        made.sure = any(base.endswith(("models.Model", "Model")) for base in bases)
        made.text = f"class {name}({', '.join(bases)})"
        label = re.search(r"\bapp_label\s*=\s*[\"'](\w+)", meta)
        made.only = made.only or (f"label:{label.group(1)}" if label else "")
        table = re.search(r"\bdb_table\s*=\s*[\"'](\w+)", meta)
        made.text += f" db_table={table.group(1)}" if table else ""
        found.append(made)
        found += [Change("unique", name, made.line, [Column(one) for one in names]) for names in _uniques(meta)]
    return found


def _is_meta(node: Node) -> bool:
    name = node.child_by_field_name("name")
    return node.type == "class_definition" and name is not None and name.text == b"Meta"


def _uniques(meta: str) -> Iterator[list[str]]:
    for listed in re.findall(
        r"(?:unique_together\s*=|UniqueConstraint\([^)]{0,200}?fields\s*=)\s*[\[(]+([^\])]{0,200})", meta
    ):
        yield re.findall(r"[\"'](\w+)[\"']", listed)
