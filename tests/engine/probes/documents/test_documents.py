"""What the documents probe reads out of pages and code."""

from __future__ import annotations

from collections.abc import Callable

from makegood.engine.probes.documents.names import names
from makegood.engine.probes.documents.outline import outline
from makegood.engine.probes.documents.probe import PROBE
from tests.engine.building import Delivery
from tests.engine.looking import Seen

README = """# Larkspur

A shop for gardeners.

## Installation

```sh
$ pip install -r requirements.txt
```

## Running

Start it with `flask run --port 8000` and open the page.

Deployment
----------

Copy `.env.example` and set SMTP_HOST.
"""


def headings(text: str) -> list[str]:
    sections = outline(text)["sections"]
    assert isinstance(sections, list)
    return [section[0] for section in sections]


def test_headings_of_every_form_are_found() -> None:
    text = "# One\n\nTwo\n===\n\n== Three\n\n<h2 align='center'>Four</h2>\n\n```\n# not a heading\n```\n"
    assert headings(text) == ["", "One", "Two", "Three", "Four"]


def test_a_long_hostile_line_is_read_in_no_time() -> None:
    assert headings("#" * 3_000_000) == [""]
    assert headings("<h1" + " x" * 1_000_000) == [""]


def test_topics_come_from_headings_and_commands(repository: Delivery, looked: Callable[..., Seen]) -> None:
    repository.commit({"README.md": README, "node_modules/x/README.md": "# Backup\nwords"})
    topics = looked(PROBE)["documents.topics"]
    assert {(row["topic"], row["path"]) for row in topics} >= {
        ("install", "README.md"),
        ("run", "README.md"),
        ("deploy", "README.md"),
    }
    assert not any(row["topic"] == "backup" for row in topics)


def test_a_setting_is_explained_by_a_page_or_a_sample_file(repository: Delivery, looked: Callable[..., Seen]) -> None:
    code = "import os\na = os.environ['SMTP_HOST']\nb = os.getenv('SHOP_KEY')\nc = os.environ.get('HIDDEN_ONE')\n"
    repository.commit({"README.md": README, ".env.example": "SHOP_KEY=\n", "shop/app.py": code})
    settings = looked(PROBE)["documents.settings"]
    assert {row["name"]: row["named"] for row in settings} == {"SMTP_HOST": True, "SHOP_KEY": True, "HIDDEN_ONE": False}


def test_tables_are_found_in_each_language() -> None:
    samples = {
        "python": b"class Order(models.Model):\n",
        "javascript": b"mongoose.model('Order', schema)",
        "typescript": b"@Entity()\nexport class Order {",
        "php": b"Schema::create('Order', function",
        "ruby": b'create_table "Order", force: :cascade',
        "java": b'@Entity\n@Table(name = "orders")\npublic class Order {',
        "csharp": b"public DbSet<Order> Orders",
        "sql": b'create table if not exists "Order" (',
        "prisma": b"model Order {",
    }
    for reading, content in samples.items():
        assert [row[0] for row in names(content, reading)["tables"]] == ["Order"], reading


def test_a_page_that_a_generator_wrote_is_a_template(repository: Delivery, looked: Callable[..., Seen]) -> None:
    repository.commit({"README.md": "# Getting Started\nThis project was bootstrapped with [Create React App](x).\n"})
    assert [page["template"] for page in looked(PROBE)["documents.pages"]] == [True]


def test_the_headings_of_a_page_that_a_generator_wrote_answer_nothing(
    repository: Delivery, looked: Callable[..., Seen]
) -> None:
    forge = (
        "# Shop\n\n## Getting started\n\nTo make it easy for you to get started with GitLab, here are next steps.\n\n"
        "    git remote add origin shop.git\n\n## Installation\n\nThere may be a common way of installing things.\n\n"
        "## Usage\n\nUse examples liberally.\n"
    )
    repository.commit({"README.md": forge})
    seen = looked(PROBE)
    assert [page["commands"] for page in seen["documents.pages"]] == [0]
    assert seen["documents.topics"] == []


def test_a_page_among_the_tests_says_nothing_of_running_the_product(
    repository: Delivery, looked: Callable[..., Seen]
) -> None:
    pages = {"spec/slow/README.md": README, "docs/tests/slow.md": README, "README.md": "# Larkspur\n"}
    repository.commit(pages)
    assert [row["path"] for row in looked(PROBE)["documents.pages"]] == ["README.md", "docs/tests/slow.md"]
