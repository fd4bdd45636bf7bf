import pytest
from conftest import Browser


def names(answer: dict[str, list[dict[str, str]]]) -> list[str]:
    return [product["name"] for product in answer["products"]]


def test_products_come_by_name(browser: Browser) -> None:
    status, answer = browser.ask("GET", "/api/products")
    assert status == 200
    assert names(answer) == [
        "Hand trowel",
        "Potting soil 100% peat free",
        "Rose bush 'Prairie Joy'",
    ]


def test_a_category_narrows_the_list(browser: Browser) -> None:
    assert names(browser.ask("GET", "/api/products?category=Tools")[1]) == ["Hand trowel"]


def test_one_product_has_its_details(browser: Browser) -> None:
    status, product = browser.ask("GET", "/api/products/2")
    assert (status, product["price_cents"], product["stock"]) == (200, 3_450, 3)


@pytest.mark.parametrize("number", ["99", "tulip", "9" * 40])
def test_a_product_we_do_not_have_is_not_found(browser: Browser, number: str) -> None:
    assert browser.ask("GET", f"/api/products/{number}")[0] == 404


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("rose", ["Rose bush 'Prairie Joy'"]),
        ("soil+potting", ["Potting soil 100% peat free"]),
        ("100%25", ["Potting soil 100% peat free"]),
        ("%25", ["Potting soil 100% peat free"]),
        ("rose+trowel", []),
        ("", []),
        ("'+OR+1=1+--", []),
    ],
)
def test_search_finds_what_has_every_word(browser: Browser, words: str, found: list[str]) -> None:
    status, answer = browser.ask("GET", f"/api/search?q={words}")
    assert (status, names(answer)) == (200, found)
