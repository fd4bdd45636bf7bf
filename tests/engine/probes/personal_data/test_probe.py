"""Lists of customers among the files, and the many lists of people that are none."""

from __future__ import annotations

import io
import random
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from makegood.engine.probes.personal_data import facts
from makegood.engine.probes.personal_data.numbers import cards, ibans, social_security_numbers
from makegood.engine.probes.personal_data.people import people
from makegood.engine.probes.personal_data.probe import PROBE
from tests.costing import at_most
from tests.engine.building import Delivery
from tests.engine.looking import Seen

Looked = Callable[..., Seen]
FIRST = "anna bernd carla dieter emil frida gustav helga ingo jutta karl lena moritz nina otto paula".split()
LAST = "abel bauer conrad dorn ebert fuchs graf huber imhof jung keller lange moser nagel ott pohl".split()
_CHANCE = random.Random(7)


def rows(count: int, domain: str = "webpost.net") -> list[tuple[str, str, str, str]]:
    """First name, last name, address and telephone of people that nobody is."""
    made = []
    for number in range(count):
        first, last = FIRST[number % 16], LAST[(number * 7 + number // 16) % 16]
        phone = f"+1 {_CHANCE.randint(201, 989)} {_CHANCE.randint(600, 999)} {_CHANCE.randint(1000, 9999)}"
        made.append((first, last, f"{first}.{last}.{'abcdefg'[number // 16]}x@{domain}", phone))
    return made


def table(count: int, domain: str = "webpost.net") -> str:
    return "first_name,last_name,email,phone\n" + "".join(",".join(row) + "\n" for row in rows(count, domain))


def severities(seen: Seen) -> dict[str, str]:
    return {one.path: one.severity for one in seen.findings(facts.RECORDS)}


def test_an_export_of_customers_is_found_and_quotes_nobody(repository: Delivery, looked: Looked) -> None:
    repository.commit({"data/customers.csv": table(60)})
    seen = looked(PROBE)
    assert severities(seen) == {"data/customers.csv": "high"}
    assert "60 people" in seen.findings(facts.RECORDS)[0].summary
    assert "anna" not in repr(seen[facts.RECORDS])


def test_customers_in_a_program_are_found_and_decorators_are_none(repository: Delivery, looked: Looked) -> None:
    listed = "".join(f"    {row!r},\n" for row in rows(30))
    guarded = "".join(f"@guarded\ndef view_{number}(phone, street): pass\n" for number in range(40))
    repository.commit(
        {"shop/people.py": f"# first_name, last_name, email, phone\nALL = [\n{listed}]\n", "a.py": guarded}
    )
    assert severities(looked(PROBE)) == {"shop/people.py": "high"}


def test_a_dump_a_database_and_a_workbook_of_customers_are_found(
    repository: Delivery, looked: Looked, tmp_path: Path
) -> None:
    dump = (
        "INSERT INTO customers (first_name, last_name, email, phone) VALUES\n" + ",\n".join(map(str, rows(40))) + ";\n"
    )
    with sqlite3.connect(tmp_path / "shop.db") as database:
        database.execute("CREATE TABLE customers (first_name, last_name, email, phone)")
        database.executemany("INSERT INTO customers VALUES (?, ?, ?, ?)", rows(40))
    book = io.BytesIO()
    with zipfile.ZipFile(book, "w", zipfile.ZIP_DEFLATED) as archive:
        texts = "".join(f"<si><t>{cell}</t></si>" for row in [("Name", "Phone"), *rows(40)] for cell in row)
        archive.writestr("xl/sharedStrings.xml", f"<sst>{texts}</sst>")
    database.close()
    files = {"backup.sql": dump, "shop.db": (tmp_path / "shop.db").read_bytes(), "list.xlsx": book.getvalue()}
    repository.commit(files)
    assert severities(looked(PROBE)) == dict.fromkeys(files, "high")


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("data/customers.csv", table(60, "example.com")),
        ("data/customers.csv", table(60, "shop.test")),
        ("data/team.csv", table(12)),
        ("AUTHORS.txt", table(60)),
        ("package.json", table(60)),
        ("data/mock.csv", "name,email,phone\n" + "".join(
            f"A,u{chr(97 + n % 7)}m{'0123456789abcdefghijklmnopqrstuvwxyz'[n % 36]}@webpost.net,+1 212 {700 + n} 4455\n"
            for n in range(60)
        )),
        ("data/shipments.csv", "id,amount\n" + "".join(f"{n},{n * 3}\n" for n in range(500))),
        ("icons.json", "".join(f'"icon-{n}@2x.png",\n' for n in range(100))),
    ],
)  # fmt: skip
def test_what_is_no_list_of_customers_is_none(repository: Delivery, looked: Looked, path: str, content: str) -> None:
    repository.commit({path: content})
    assert [path for path, severity in severities(looked(PROBE)).items() if severity != "info"] == []


def test_people_in_tests_and_seeds_are_shown_and_held_against_nobody(repository: Delivery, looked: Looked) -> None:
    repository.commit({"tests/people.csv": table(60), "db/seeds/users.sql": table(60)})
    assert set(severities(looked(PROBE)).values()) == {"info"}


def test_numbers_count_when_their_check_digits_fit() -> None:
    assert social_security_numbers(b"521-44-9182, 000-12-3456, 666-12-3456, 912-34-5678, 123-45-6789") == 1
    assert cards(b"card 4539 1488 0343 6467 and 4242 4242 4242 4242 and 4539 1488 0343 6468") == 1
    assert ibans(b"AT611904300234573201 DE89370400440532013000 AT611904300234573202") == 1


def test_social_security_numbers_alone_are_enough(repository: Delivery, looked: Looked) -> None:
    numbers = "".join(f"{500 + n}-{11 + n}-{4321 + n}\n" for n in range(8))
    repository.commit({"payroll.csv": "ssn\n" + numbers})
    assert severities(looked(PROBE)) == {"payroll.csv": "high"}


@pytest.mark.parametrize("piece", [b"a", b"a@", b"1 ", b"DE00 AAAA ", b"4111 ", b"<", b"a.a@a."])
def test_a_line_of_two_megabytes_costs_no_more_than_its_length(piece: bytes) -> None:
    with at_most(4):
        people(b"card ssn phone " + piece * (2_000_000 // len(piece)), "bytes")


def test_a_broken_workbook_holds_nobody() -> None:
    assert people(b"PK\x03\x04 broken", "workbook") is None


def test_a_short_list_that_tells_much_of_each_is_found(repository: Delivery, looked: Looked) -> None:
    born = "first_name,last_name,email,phone,date_of_birth\n"
    few = "".join(",".join(row) + f",198{number}-04-11\n" for number, row in enumerate(rows(6)))
    repository.commit({"data/patients.csv": born + few, "data/buyers.csv": table(12)})
    assert severities(looked(PROBE)) == {"data/patients.csv": "high", "data/buyers.csv": "high"}


def test_a_few_names_and_numbers_are_nobodys_customers(repository: Delivery, looked: Looked) -> None:
    repository.commit({"data/contacts.csv": table(6), "data/mails.txt": "\n".join(row[2] for row in rows(12))})
    assert severities(looked(PROBE)) == {}
