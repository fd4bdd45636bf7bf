"""Words by which tests say that something must be so, in any language, and what always holds."""

from __future__ import annotations

import re

ASSERTING = re.compile(
    r"_{0,2}(?:[Aa]ssert|[Ee]xpect|[Ss]hould|[Rr]efute|must_|wont_|fail$|fail_|failUnless|failIf|flunk|verify$"
    r"|[Vv]erify[A-Z_]|wait_?for|waitFor|ensure[A-Z_]|check[A-Z_]|toMatch|toHave|validate_response|deprecated_call$"
    r"|raises$|warns$|raises_|check_call$|check_output$|raise_for_status$|fnmatch_lines)"
)
"""Names of calls that fail when something is not so."""

HELPING = re.compile(
    r"_{0,2}(?:check|verify|validate|ensure|compare|confirm|expect|do_test|run_test|_test|test_)", re.I
)
"""Names of helpers that usually assert, when nothing else is known of them."""

LOST = re.compile(
    r"(?i:_{1,2}|x|no_?|not_?|skip(?:ped|ping)?_?|off_?|old_?|broken_?|disabled?_?|todo_?|ignored?_?|dont_?|do_?not_?"
    r"|deactivated_?|flaky_?|wip_?|failing_?|temp_?|hidden?_?|exclude[d]?_?)[tT]ests?(?:_?[A-Z0-9]|_)\w{0,120}"
)
"""What a test is called when its name was changed so that nobody runs it."""

COMMENTED = {
    "python": re.compile(r"\s*#*\s*(?:async\s+)?def\s+test\w*\s*\("),
    "javascript": re.compile(r"\s*(?://+|/?\*(?!\*))?\s*(?:it|test)(?:\.\w{1,20})?\(\s*['\"`]"),
    "php": re.compile(r"\s*(?://+|#)?\s*(?:public\s+)?function\s+test\w+\s*\("),
    "ruby": re.compile(r"\s*#*\s*(?:(?:it|specify|scenario|test)\s*\(?\s*['\"]|def\s+test_)"),
    "java": re.compile(r"\s*(?://+|/?\*+)?\s*@(?:Parameterized)?Test\b"),
    "csharp": re.compile(r"\s*(?://+|/?\*+)?\s*\[(?:Fact|Theory|Test|TestCase|TestMethod)\b"),
    "go": re.compile(r"\s*(?://+)?\s*func\s+Test\w*\(\s*\w+\s+\*testing\.T\s*\)"),
}
"""A line of a comment that is the head of a test."""

LINES_READ = 4_000


def commented_cases(comment: str, first_line: int, reading: str) -> list[tuple[int, str]]:
    """(line, text) of each head of a test inside a comment; documentation comments hold examples, not tests."""
    if comment.lstrip().startswith(("/**", "///", "#:")):
        return []
    pattern = COMMENTED[{"typescript": "javascript", "tsx": "javascript"}.get(reading, reading)]
    return [
        (first_line + number, each.strip()[:200])
        for number, each in enumerate(comment.split("\n")[:LINES_READ])
        if pattern.match(each)
    ]
