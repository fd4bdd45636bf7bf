"""Suites of the seven languages, as they stand in real repositories: cases, skips, and tests that check nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from makegood.engine.probes.tests.probe import PROBE
from tests.engine.building import Delivery
from tests.engine.looking import Seen

Looked = Callable[..., Seen]

PYTHON = """
import pytest, unittest
from unittest import TestCase

def check_total(total):
    assert total == 3

def test_checks():
    assert 1 + 1 == 2

def test_lets_a_helper_check():
    check_total(3)

def test_expects_an_error():
    with pytest.raises(ValueError):
        int("x")

@pytest.mark.skip(reason="no time")
def test_skipped():
    assert 1

@pytest.mark.skipif(True, reason="always")
def test_skipped_by_a_condition_that_always_holds():
    assert 1

@pytest.mark.skipif("sys.platform == 'win32'")
def test_not_on_windows():
    assert 2 == 1 + 1

def test_checks_nothing():
    print(1)

def test_always_true():
    assert True

def test_returns_early():
    return
    assert 1 + 1 == 2

class Prices(TestCase):
    def test_method(self):
        self.assertEqual(1, 0 + 1)

    def test_equal_to_itself(self):
        self.assertEqual(1, 1)

    @unittest.skip("later")
    def test_later(self):
        self.fail()

# def test_in_a_comment():
#     assert 1
"""

SCRIPT = """
const { check } = require('./other');
function looks(x) { expect(x).toBe(1); }
describe('prices', () => {
  it('checks', () => { expect(add(1)).toBe(2); });
  it('lets a helper check', () => { looks(1); });
  it('waits for done', (done) => { run(done); });
  it.skip('skipped', () => { expect(1).toBe(2); });
  xit('skipped too', () => { expect(1).toBe(2); });
  it('checks nothing', () => { add(1); });
  it('is always true', () => { expect(true).toBe(true); });
});
test('node', { skip: 'broken' }, (t) => { t.ok(add(1)); });
// it('is commented out', () => {});
"""

PHP = """<?php
class PriceTest extends TestCase {
    public function testChecks() { $this->assertSame(2, add(1)); }
    public function testSkipped() { $this->markTestSkipped('later'); $this->assertTrue(add(1)); }
    public function testSkippedWithoutRedis() { if (!extension_loaded('redis')) { $this->markTestSkipped('no'); }
        $this->assertTrue(add(1)); }
    public function testNothing() { add(1); }
    public function testTrue() { $this->assertTrue(true); }
}
"""

RUBY = """
describe "prices" do
  it "checks" do
    expect(add(1)).to eq(2)
  end
  xit "is skipped" do
    expect(add(1)).to eq(3)
  end
  it "is skipped by a call" do
    skip "later"
  end
  it "checks nothing" do
    add(1)
  end
end
"""

SHOULDA = """
class TestPrices < ShopTest
  def test_dir(*parts)
    File.join("test", *parts)
  end
  context "a price" do
    should "be the sum" do
      assert_equal 2, add(1)
    end
    should "say nothing" do
      add(1)
    end
  end
end
"""

JAVA = """
class PriceTest {
  @Test void checks() { assertEquals(2, add(1)); }
  @Test @Disabled("later") void skipped() { assertEquals(3, add(1)); }
  @Test @DisabledOnOs(OS.WINDOWS) void notOnWindows() { helper(); }
  @Test void nothing() { add(1); }
  @Test void alwaysTrue() { assertTrue(true); }
  @Test(expected = Broken.class) public void expectsAnError() { add(null); }
  private void helper() { assertEquals(2, add(1)); }
}
"""

CSHARP = """
public class PriceTests {
  [Fact] public void Checks() { Assert.Equal(2, Add(1)); }
  [Fact] public void Fluent() { Add(1).Should().Be(2); }
  [Fact(Skip = "later")] public void Skipped() { Assert.Equal(3, Add(1)); }
  [Test, Ignore("later")] public void Ignored() { Assert.That(1, Is.EqualTo(2)); }
  [Theory] public void Nothing() { Add(1); }
  [Fact] public void AlwaysTrue() { Assert.True(true); }
}
"""

GO = """package shop
import "testing"
func TestChecks(t *testing.T) { if add(1) != 2 { t.Fatal("no") } }
func TestHelper(t *testing.T) { checkTotal(t, 2) }
func checkTotal(t *testing.T, n int) { if n != 2 { t.Error("no") } }
func TestSkipped(t *testing.T) { t.Skip("later"); t.Fail() }
func TestShort(t *testing.T) { if testing.Short() { t.Skip("slow") }; if add(1) != 2 { t.Fatal("no") } }
func TestNothing(t *testing.T) { add(1) }
"""

FILES = {
    "tests/test_prices.py": (PYTHON, 12, 5, 3),
    "test/prices.test.js": (SCRIPT, 8, 4, 2),
    "tests/PriceTest.php": (PHP, 5, 1, 2),
    "spec/prices_spec.rb": (RUBY, 4, 2, 1),
    "test/test_prices.rb": (SHOULDA, 2, 0, 1),
    "src/test/java/PriceTest.java": (JAVA, 6, 1, 2),
    "Shop.Tests/PriceTests.cs": (CSHARP, 6, 2, 2),
    "shop/price_test.go": (GO, 5, 1, 1),
}
"""Path -> source, tests in it, of these never run (with those in comments), of these checking nothing."""


@pytest.mark.parametrize("path", FILES)
def test_cases_skips_and_hollow_tests_are_told_apart(path: str, repository: Delivery, looked: Looked) -> None:
    source, cases, skipped, hollow = FILES[path]
    repository.commit({path: source})
    seen = looked(PROBE)
    assert seen["tests.cases"] == cases
    assert len(seen.findings("tests.skipped")) == skipped
    assert len(seen.findings("tests.hollow")) == hollow


def test_a_skip_names_its_reason_and_its_place(repository: Delivery, looked: Looked) -> None:
    repository.commit({"tests/test_prices.py": PYTHON})
    found = {finding.line: finding.summary for finding in looked(PROBE).findings("tests.skipped")}
    assert "no time" in found[1 + PYTHON[: PYTHON.index("def test_skipped")].count("\n")]


def test_a_condition_of_the_machine_is_no_skip(repository: Delivery, looked: Looked) -> None:
    repository.commit({"tests/test_prices.py": PYTHON})
    assert looked(PROBE)["tests.conditional"] == 1


def test_a_helper_of_another_file_checks_too(repository: Delivery, looked: Looked) -> None:
    repository.commit(
        {
            "tests/helpers.py": "def same_total(a):\n    assert a == 3\n",
            "tests/test_a.py": "from helpers import same_total\n\ndef test_total():\n    same_total(3)\n",
        }
    )
    assert looked(PROBE).findings("tests.hollow") == []


def test_a_fixture_that_prepares_with_assert_does_not_check_the_test(repository: Delivery, looked: Looked) -> None:
    conftest = "import pytest\n\n@pytest.fixture\ndef shop():\n    assert 1 + 1 == 2\n    return 1\n"
    repository.commit({"tests/conftest.py": conftest, "tests/test_a.py": "def test_a(shop):\n    shop.buy()\n"})
    assert len(looked(PROBE).findings("tests.hollow")) == 1


def test_a_fixture_that_looks_after_the_test_checks_it(repository: Delivery, looked: Looked) -> None:
    conftest = "import pytest\n\n@pytest.fixture\ndef shop():\n    yield 1\n    assert closed()\n"
    repository.commit({"tests/conftest.py": conftest, "tests/test_a.py": "def test_a(shop):\n    shop.buy()\n"})
    assert looked(PROBE).findings("tests.hollow") == []


def test_only_hides_the_other_tests_of_its_file(repository: Delivery, looked: Looked) -> None:
    source = "it.only('a', () => { expect(a()).toBe(1); });\nit('b', () => { expect(b()).toBe(1); });\n"
    repository.commit({"test/a.test.js": source})
    assert looked(PROBE).places("tests.skipped") == [("test/a.test.js", 2)]


def test_kinds_come_from_folders_and_from_what_a_test_uses(repository: Delivery, looked: Looked) -> None:
    plain = "def test_a():\n    assert a() == 1\n"
    repository.commit(
        {
            "tests/unit/test_a.py": plain,
            "tests/test_pages.py": "def test_a(app):\n    assert app.test_client().get('/').status == 200\n",
            "e2e/buy.spec.ts": "import { test, expect } from '@playwright/test';\n"
            "test('buy', async ({ page }) => { await expect(page).toHaveTitle('x'); });\n",
        }
    )
    assert looked(PROBE)["tests.kinds"] == ["end_to_end", "integration", "unit"]


def test_a_language_that_is_not_read_is_a_gap(repository: Delivery, looked: Looked) -> None:
    repository.commit({"src/main.rs": "fn main() {}\n" * 50})
    assert "Rust" in looked(PROBE).gaps("tests.cases")[0].reason


def test_a_deeply_nested_file_ends(repository: Delivery, looked: Looked) -> None:
    repository.commit({"test/deep.test.js": "it('a', () => {" * 1000, "tests/test_deep.py": "x = " + "(" * 10_000})
    assert looked(PROBE)["tests.cases"] is not None
