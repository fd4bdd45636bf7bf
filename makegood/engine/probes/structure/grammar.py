"""What counts in each language: functions, the ways through them, nesting, and what is no code (comments, imports)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Words:
    """Node kinds of one grammar, separated by blanks.

    `ways` each open one more way through a function (McCabe's decisions); `nests` are those that others stand in;
    `choices` are the branches of a switch, flat however many; `logic` is the node that joins conditions.
    """

    functions: str
    ways: str
    nests: str
    choices: str
    logic: str
    operators: str
    noise: str
    imports: str = ""


C_LIKE = "if_statement for_statement while_statement do_statement catch_clause"
SCRIPT = Words(
    functions="function_declaration function_expression arrow_function method_definition generator_function"
    " generator_function_declaration",
    ways=f"{C_LIKE} for_in_statement ternary_expression",
    nests=f"{C_LIKE} for_in_statement switch_statement",
    choices="switch_case",
    logic="binary_expression",
    operators="&& || ??",
    noise="comment hash_bang_line",
    imports="(import_statement) @noise (export_statement source: (_)) @noise",
)
WORDS = {
    "python": Words(
        functions="function_definition",
        ways="if_statement elif_clause for_statement while_statement except_clause conditional_expression if_clause",
        nests="if_statement for_statement while_statement try_statement match_statement",
        choices="case_clause",
        logic="boolean_operator",
        operators="",
        noise="comment import_statement import_from_statement future_import_statement",
        imports="(expression_statement . (string) .) @noise",
    ),
    "javascript": SCRIPT,
    "typescript": SCRIPT,
    "tsx": SCRIPT,
    "php": Words(
        functions="function_definition method_declaration anonymous_function arrow_function",
        ways=f"{C_LIKE} else_if_clause foreach_statement conditional_expression",
        nests=f"{C_LIKE} foreach_statement switch_statement",
        choices="case_statement match_conditional_expression",
        logic="binary_expression",
        operators="&& || and or ??",
        noise="comment text namespace_use_declaration",
    ),
    "ruby": Words(
        functions="method singleton_method",
        ways="if elsif unless if_modifier unless_modifier while until while_modifier until_modifier for rescue"
        " rescue_modifier conditional",
        nests="if unless while until for case begin",
        choices="when in_clause",
        logic="binary",
        operators="&& || and or",
        noise="comment",
    ),
    "java": Words(
        functions="method_declaration constructor_declaration compact_constructor_declaration",
        ways=f"{C_LIKE} enhanced_for_statement ternary_expression",
        nests=f"{C_LIKE} enhanced_for_statement switch_expression",
        choices="switch_label",
        logic="binary_expression",
        operators="&& ||",
        noise="line_comment block_comment import_declaration package_declaration",
    ),
    "csharp": Words(
        functions="method_declaration constructor_declaration local_function_statement accessor_declaration",
        ways=f"{C_LIKE} foreach_statement conditional_expression",
        nests=f"{C_LIKE} foreach_statement switch_statement",
        choices="switch_section switch_expression_arm",
        logic="binary_expression",
        operators="&& || ??",
        noise="comment using_directive",
    ),
    "go": Words(
        functions="function_declaration method_declaration func_literal",
        ways="if_statement for_statement",
        nests="if_statement for_statement expression_switch_statement type_switch_statement select_statement",
        choices="expression_case type_case communication_case",
        logic="binary_expression",
        operators="&& ||",
        noise="comment import_declaration package_clause",
    ),
}


@cache
def query_of(reading: str) -> str:
    """One query for everything, so that a file is walked once."""
    words = WORDS[reading]
    parts = [_any(words.functions, "function"), _any(words.choices, "choice"), _any(words.noise, "noise")]
    parts += [_any(" ".join(kinds), name) for name, kinds in _split(words).items()]
    if words.operators:
        joined = " ".join(f'"{operator}"' for operator in words.operators.split())
        parts.append(f"({words.logic} operator: [{joined}]) @logic")
    else:
        parts.append(f"({words.logic}) @logic")
    return "\n".join([*parts, words.imports])


def _split(words: Words) -> dict[str, list[str]]:
    ways, nests = words.ways.split(), words.nests.split()
    return {
        "branch": [kind for kind in ways if kind in nests],
        "way": [kind for kind in ways if kind not in nests],
        "nest": [kind for kind in nests if kind not in ways],
    }


def _any(kinds: str, name: str) -> str:
    return f"[{' '.join(f'({kind})' for kind in kinds.split())}] @{name}" if kinds else ""
