"""Code that cannot matter: what stands after a `return` or under `if False`, and assertions that are swallowed."""

from __future__ import annotations

import re

from tree_sitter import Node

from makegood.engine.probes.tests.outline import Is, Outline, Scope
from makegood.engine.probes.tests.truths import settled
from makegood.engine.syntax import matches, text

SCRIPT = """
(return_statement) @leave
(if_statement) @if
(try_statement handler: (catch_clause) @catch) @try
(call_expression function: (member_expression property: (property_identifier) @word) arguments: (arguments) @given
  (#eq? @word "catch"))
"""
QUERIES = {
    "python": """
(return_statement) @leave
(if_statement) @if
(try_statement (except_clause) @catch) @try
(with_statement) @with
""",
    "javascript": SCRIPT,
    "typescript": SCRIPT,
    "tsx": SCRIPT,
    "php": "(return_statement) @leave (if_statement) @if (try_statement (catch_clause) @catch) @try",
    "ruby": "(return) @leave (next) @leave (if) @if (_ (rescue) @catch) @try",
    "java": "(return_statement) @leave (if_statement) @if (try_statement (catch_clause) @catch) @try",
    "csharp": """
(return_statement) @leave
[(if_statement) (preproc_if)] @if
(try_statement (catch_clause) @catch) @try
""",
    "go": "(return_statement) @leave (if_statement) @if",
}

CATCHES = {
    "python": re.compile(r"except\s*(?:\(?[^:]{0,200}\b(?:Exception|BaseException|AssertionError)\b[^:]{0,200})?:"),
    "php": re.compile(
        r"catch\s*\([^)]{0,200}(?:Throwable|\bException|AssertionFailedError|ExpectationFailedException)\b"
    ),
    "ruby": re.compile(r"rescue\s[^\n]{0,200}(?:\bException\b|ExpectationNotMet|Minitest::Assertion|AssertionFailed)"),
    "java": re.compile(r"catch\s*\([^)]{0,200}\b(?:Throwable|AssertionError|AssertionFailedError|Error)\b"),
    "csharp": re.compile(
        r"catch\s*(?:\{|\([^)]{0,100}\b(?:Exception|XunitException|AssertionException)\b[^){]{0,60}\)\s*\{)"
    ),
}
"""Which handlers take the error of a failed assertion; in JavaScript every one does."""

SAYING = re.compile(
    r"(?:await\s+)?(?:print|console\.\w+|log\w{0,12}[.>:(-]|\w{0,20}[lL]og(?:ger)?\.|System\.(?:out|err)|Console\.|Debug\."
    r"|Trace\.|puts\b|p\b|pp\b|warn\b|echo\b|error_log|var_dump|\w{1,20}\.printStackTrace|traceback\.|fmt\.Print"
    r"|\w{1,20}\.WriteLine|sys\.std\w+\.write)"
)
QUIET = re.compile(r"(?:pass|\.\.\.|nil|null|None|true|return;?|;|next)?")
NO_STATEMENTS = frozenset(("comment", "line_comment", "block_comment", "exception_variable", "exceptions"))
BODIES = frozenset(("block", "statement_block", "compound_statement", "then"))
PASSING = frozenset(
    ("expression_statement", "block", "statement_block", "body_statement", "block_body", "compound_statement", "then",
     "statement_list", "arrow_function", "function_expression", "arguments", "argument", "do_block", "await_expression",
     "anonymous_function", "with_statement", "declaration_list")
)  # fmt: skip
IFS = frozenset(("if_statement", "if"))
NOTES = frozenset(("comment", "line_comment", "block_comment"))


def mark(made: Outline, root: Node, reading: str) -> None:
    """Tells the outline what never runs and what cannot fail."""
    for _, captured in matches(root, reading, QUERIES[reading]):
        node = {name: nodes[0] for name, nodes in captured.items()}
        if "leave" in node:
            _leaves(made, node["leave"])
        elif "if" in node:
            _branch(made, node["if"])
        elif "with" in node:
            _suppresses(made, node["with"])
        elif "given" in node:
            _caught(made, node["word"], node["given"])
        else:
            _swallows(made, node["try"], node["catch"], CATCHES.get(reading))


def owner_of(made: Outline, node: Node) -> Scope | None:
    """The scope in whose body the node always runs: between the two are only blocks and conditions that always hold."""
    step, above = node, node.parent
    for _ in range(40):
        if above is None:
            return None
        known = made.by_node.get(above.id)
        if known is not None:
            return known
        if above.type in IFS:
            if settled(above.child_by_field_name("condition")) is not True or not _is_then(above, step):
                return None
        elif above.type not in PASSING:
            return None
        step, above = above, above.parent
    return None


def _is_then(branch: Node, step: Node) -> bool:
    then = branch.child_by_field_name("consequence") or branch.child_by_field_name("body")
    return then is not None and then.id == step.id


def _leaves(made: Outline, leaving: Node) -> None:
    scope = owner_of(made, leaving)
    if scope is None or scope.kind is Is.GROUP:
        return
    statement = _statement_of(leaving)
    rest = statement.parent.named_children if statement.parent is not None else []
    before = [each for each in rest if each.end_byte <= statement.start_byte and not _is_note(each)]
    after = [each for each in rest if each.start_byte >= statement.end_byte and each.type not in NOTES]
    if scope.kind is Is.CASE and not before and after:
        scope.skip = "it returns before it looks at anything"
    if after or statement.id != leaving.id:
        made.dead.append((leaving.end_byte, scope.end))


def _statement_of(node: Node) -> Node:
    """The statement itself, or the outermost condition that holds it."""
    step = node
    for _ in range(10):
        above = step.parent
        if above is not None and above.type in BODIES and above.parent is not None:
            above = above.parent
        if above is None or above.type not in IFS:
            break
        step = above
    return step


def _is_note(node: Node) -> bool:
    """A comment or a docstring."""
    return node.type in NOTES or (node.type == "expression_statement" and text(node, 3)[:1] in "\"'")


def _branch(made: Outline, branch: Node) -> None:
    if settled(branch.child_by_field_name("condition")) is not False:
        return
    then = branch.child_by_field_name("consequence") or branch.child_by_field_name("body")
    if then is not None:
        made.dead.append((then.start_byte, then.end_byte))
    elif branch.type == "preproc_if":
        other = branch.child_by_field_name("alternative")
        made.dead.append((branch.start_byte, other.start_byte if other is not None else branch.end_byte))


def _swallows(made: Outline, tried: Node, handler: Node, catches: re.Pattern[str] | None) -> None:
    if (catches is None or catches.match(text(handler, 400))) and _is_silent(handler):
        body = tried.child_by_field_name("body")
        made.swallowed.append((tried.start_byte, body.end_byte if body is not None else handler.start_byte))


def _is_silent(handler: Node) -> bool:
    """True for a handler that does nothing, or only prints."""
    body = handler.child_by_field_name("body")
    bodies = [body] if body is not None else [node for node in handler.named_children if node.type in BODIES]
    statements = [each for node in bodies for each in node.named_children[:20] if each.type not in NO_STATEMENTS]
    return all(QUIET.fullmatch(text(each, 60).strip()) or SAYING.match(text(each, 200)) for each in statements)


def _suppresses(made: Outline, block: Node) -> None:
    head = text(block, 200).partition(":")[0]
    if re.search(r"\bsuppress\([^)]{0,100}\b(?:Exception|BaseException|AssertionError)\b", head):
        made.swallowed.append((block.start_byte, block.end_byte))


def _caught(made: Outline, word: Node, given: Node) -> None:
    """`promise.then(...).catch(() => {})`."""
    handler = next(iter(given.named_children), None)
    body = handler.child_by_field_name("body") if handler is not None else None
    chain = word.parent
    if (
        handler is None
        or body is None
        or chain is None
        or body.type != "statement_block"
        or given.named_child_count > 1
    ):
        return
    if all(SAYING.match(text(each, 200)) for each in body.named_children[:20] if each.type != "comment"):
        made.swallowed.append((chain.start_byte, chain.end_byte))
