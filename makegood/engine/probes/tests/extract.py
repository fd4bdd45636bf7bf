"""What one test file holds, by its bytes alone: run once per blob and kept."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from tree_sitter import Node

from makegood.engine.probes.tests import csharp, golang, java, php, python, ruby, script
from makegood.engine.probes.tests.dead import mark
from makegood.engine.probes.tests.outline import Outline
from makegood.engine.repository.content import Extractor
from makegood.engine.repository.paths import is_generated, is_test, is_vendored
from makegood.engine.repository.tree import Entry
from makegood.engine.syntax import parse

READERS: dict[str, Callable[[Node, str], Outline]] = {
    "python": python.outline,
    "javascript": script.outline,
    "typescript": script.outline,
    "tsx": script.outline,
    "php": php.outline,
    "ruby": ruby.outline,
    "java": java.outline,
    "csharp": csharp.outline,
    "go": golang.outline,
}

SIGNS = {
    "end_to_end": re.compile(
        rb"@playwright/test|playwright\.sync_api|playwright\.async_api|\bcy\.visit\(|from selenium|selenium-webdriver"
        rb"|\bselenium\.|require\(['\"]puppeteer|from ['\"](?:puppeteer|playwright|testcafe|webdriverio|nightwatch)"
        rb"|LiveServerTestCase|Laravel\\Dusk|Microsoft\.Playwright|org\.openqa\.selenium|ApplicationSystemTestCase"
        rb"|github\.com/chromedp|type: :(?:feature|system)|js: true"
    ),
    "integration": re.compile(
        rb"\bself\.client\b|test_client\(|TestClient\(|\bclient\.(?:get|post|put|patch|delete)\(|supertest"
        rb"|MockMvc|SpringBootTest|DataJpaTest|WebTestClient|TestRestTemplate|httptest\.|WebApplicationFactory"
        rb"|IntegrationTest\b|[Tt]estcontainers|type: :request|Rack::Test|\$this->(?:get|post|put|json)\("
        rb"|WebTestCase|KernelTestCase|RefreshDatabase|TransactionTestCase|pytest\.mark\.django_db|sqlite3\.connect\("
        rb"|chai-http|MongoMemoryServer|UseInMemoryDatabase|createApplication\(|urlopen\(|http\.request\("
    ),
}
"""What only a test of several parts together, or of the whole through a browser, needs."""


def wants(entry: Entry) -> str | None:
    path = entry.path
    if entry.language in READERS and is_test(path) and not is_generated(path) and not is_vendored(path):
        return entry.language
    return None


def extract(content: bytes, reading: str) -> object:
    """Cases, functions, imports, commented cases and signs of the kind; None where there is nothing of it."""
    root = parse(content, reading).root_node
    made = READERS[reading](root, reading)
    made.source = content
    mark(made, root, reading)
    found = made.result()
    if found is None:
        return None
    return found | {"signs": [kind for kind, sign in SIGNS.items() if sign.search(content)]}


SUITES = Extractor(name="tests.suites", wants=wants, extract=extract, folder=Path(__file__).parent)
