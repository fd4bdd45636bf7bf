"""Settings of the runners that keep tests from being run, and look-alikes that leave nothing out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from makegood.engine.probes.tests.probe import PROBE
from tests.engine.building import Delivery
from tests.engine.looking import Seen

Looked = Callable[..., Seen]

PYTHON = "def test_refund():\n    assert pay() == 1\n\ndef test_pay():\n    assert pay() == 2\n"
SCRIPT = "it('pays', () => { expect(pay()).toBe(1); });\nit('refunds', () => { expect(pay()).toBe(2); });\n"
TESTS = {
    "tests/test_pay.py": PYTHON,
    "test/pay.test.js": SCRIPT,
    "e2e/pay.spec.ts": SCRIPT,
    "src/test/java/PayTest.java": "class PayTest { @Test void pays() { assertEquals(1, pay()); } }\n",
    "tests/Unit/PayTest.php": "<?php class PayTest { public function testA() { $this->assertSame(1, pay()); } }\n",
    "spec/models/pay_spec.rb": "it 'pays' do\n  expect(pay).to eq 1\nend\n",
    "Shop.Tests/PayTests.cs": "class PayTests { [Fact] public void Pays() { Assert.Equal(1, Pay()); } }\n",
}
JEST = "module.exports = {\n  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/pay.test.js'],\n};\n"
VITEST = "export default defineConfig({\n  test: {\n    coverage: {\n      exclude: ['test/**'],\n    },\n  },\n});\n"

LEFT_OUT = [
    ("conftest.py", "collect_ignore = ['tests/test_pay.py']\n", 1, 2),
    ("tests/conftest.py", "collect_ignore_glob = [\n    'test_pay*',\n]\n", 2, 2),
    ("conftest.py", "def pytest_collection_modifyitems(items):\n    items[:] = []\n", 2, 2),
    ("pytest.ini", "[pytest]\naddopts = -q --ignore=tests/test_pay.py\n", 2, 2),
    ("setup.cfg", "[tool:pytest]\naddopts = -k 'not refund'\n", 2, 1),
    ("pyproject.toml", '[tool.pytest.ini_options]\naddopts = "--deselect tests/test_pay.py::test_pay"\n', 2, 2),
    ("jest.config.js", JEST, 2, 2),
    ("package.json", '{"scripts": {\n"test": "jest --testPathIgnorePatterns=test/"}}\n', 2, 2),
    ("package.json", '{"scripts": {\n"test": "exit 0"}}\n', 2, 2),
    ("pom.xml", "<properties>\n<skipTests>true</skipTests>\n</properties>\n", 2, 1),
    ("pom.xml", "<excludes>\n<exclude>**/PayTest.java</exclude>\n</excludes>\n", 2, 1),
    ("build.gradle", "test {\n    enabled = false\n}\n", 2, 1),
    ("build.gradle", "test {\n    exclude '**/Pay*'\n}\n", 2, 1),
    ("phpunit.xml", "<testsuite>\n<exclude>tests/Unit/PayTest.php</exclude>\n</testsuite>\n", 2, 1),
    (".rspec", "--color\n--exclude-pattern spec/models/**/*_spec.rb\n", 2, 1),
    ("Shop.Tests/Shop.Tests.csproj", '<ItemGroup>\n<Compile Remove="PayTests.cs" />\n</ItemGroup>\n', 2, 1),
]
"""Path, content, the line of the setting, how many tests it keeps from being run."""

NOTHING = [
    ("conftest.py", "collect_ignore = ['setup.py']\n"),
    ("pyproject.toml", "[tool.ruff]\nexclude = ['tests']\n"),
    ("package.json", '{"scripts": {"cover": "nyc --exclude test npm test"}, "nyc": {"exclude": ["test/**"]}}\n'),
    ("jest.config.js", "module.exports = { testPathIgnorePatterns: ['/node_modules/', '/e2e/'] };\n"),
    ("vitest.config.ts", VITEST),
    ("pom.xml", "<profile>\n<id>quick</id>\n<skipTests>true</skipTests>\n</profile>\n"),
    ("pytest.ini", "[pytest]\n# addopts = --ignore=tests\n"),
]


@pytest.mark.parametrize(("path", "content", "line", "count"), LEFT_OUT)
def test_a_setting_is_found_with_what_it_leaves_out(
    path: str, content: str, line: int, count: int, repository: Delivery, looked: Looked
) -> None:
    repository.commit({**TESTS, path: content})
    (finding,) = looked(PROBE).findings("tests.skipped")
    assert (finding.rule, finding.path, finding.line) == ("tests-left-out", path, line)
    assert finding.detail["count"] == count


@pytest.mark.parametrize(("path", "content"), NOTHING)
def test_a_look_alike_leaves_nothing_out(path: str, content: str, repository: Delivery, looked: Looked) -> None:
    repository.commit({**TESTS, path: content})
    assert looked(PROBE).findings("tests.skipped") == []
