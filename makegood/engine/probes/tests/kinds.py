"""Which kind of test a file holds, and by which framework: from its path and from what it uses."""

from __future__ import annotations

import re
from collections.abc import Collection

END_TO_END = re.compile(
    r"(?:^|[/._-])(?:e2e|end[_-]?to[_-]?end|cypress|playwright|selenium|puppeteer|nightwatch|acceptance|ui[_-]?tests?"
    r"|system[_-]?tests?|browser[_-]?tests?|functional[_-]?ui|smoke)(?=[/._-]|$)"
    r"|(?:^|/)(?:spec|test)/(?:features?|system)/|(?:^|/)tests/browser/|\.cy\.|\.feature$|\.e2etests?/|\.acceptancetests?/"
)
INTEGRATION = re.compile(
    r"(?:^|[/._-])(?:integration|integrations|functional|api[_-]?tests?)(?=[/._-]|tests?|$)"
    r"|(?:^|/)tests/feature/|(?:^|/)spec/(?:requests|controllers)/|(?:^|/)test/(?:controllers|requests)/"
    r"|(?:it|itcase|integrationtests?)\.java$|\.(?:integration|functional)tests?/"
)
UNIT = re.compile(r"(?:^|[/._-])units?(?:tests?)?(?=[/._-]|$)|\.unittests?/")

FRAMEWORKS = {
    "python": (("pytest", "pytest"), ("django.test", "Django"), ("unittest", "unittest")),
    "javascript": (
        ("@playwright/test", "Playwright"),
        ("vitest", "vitest"),
        ("node:test", "node:test"),
        ("@jest/globals", "jest"),
        ("cypress", "Cypress"),
        ("tape", "tape"),
        ("ava", "ava"),
        ("tap", "tap"),
        ("mocha", "mocha"),
        ("chai", "mocha"),
    ),
    "php": (("Pest", "Pest"),),
    "ruby": (("minitest", "minitest"), ("test_helper", "minitest")),
    "java": (("org.testng", "TestNG"), ("org.junit.jupiter", "JUnit 5"), ("org.junit", "JUnit 4")),
    "csharp": (("Xunit", "xUnit"), ("NUnit", "NUnit"), ("Microsoft.VisualStudio.TestTools", "MSTest")),
}
USUAL = {
    "python": "pytest or unittest",
    "javascript": "jest, mocha or similar",
    "php": "PHPUnit",
    "ruby": "RSpec",
    "java": "JUnit",
    "csharp": "xUnit, NUnit or MSTest",
    "go": "testing",
}
"""What is said when no import tells."""


def kind_of(path: str, signs: Collection[str]) -> str:
    """`end_to_end`, `integration` or `unit`. The folder's own word wins, then what the file uses."""
    lower = path.lower()
    if END_TO_END.search(lower):
        return "end_to_end"
    if INTEGRATION.search(lower):
        return "integration"
    if UNIT.search(lower):
        return "unit"
    return "end_to_end" if "end_to_end" in signs else "integration" if "integration" in signs else "unit"


def framework_of(language: str, path: str, imports: Collection[str]) -> str:
    family = {"typescript": "javascript", "tsx": "javascript"}.get(language, language)
    if "/cypress/" in f"/{path}" or ".cy." in path:
        return "Cypress"
    if family == "ruby" and (path.endswith("_test.rb") or "/test_" in f"/{path}"):
        return "minitest"
    for module, framework in FRAMEWORKS.get(family, ()):
        if any(name == module or name.startswith((module + ".", module + "/", module + "\\")) for name in imports):
            return framework
    return USUAL[family]
