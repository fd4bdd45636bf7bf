"""Lists of people who look real, in the forms in which firms leave them; beside them made up and public ones."""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import Callable

from bench.breaches.copies import Copy, Place
from bench.breaches.plants import Breach, Decoy, Plant

FAMILY, CHECK = "personal data", "data.no_personal_data"
FIRST = "maria thomas lena ricardo sofia akira fatima jonas priya oleg greta samuel chloe nadia victor ines".split()
LAST = "hartmann okafor lindqvist moreau delgado tanaka petrov novak oconnor silva rossi keller dubois".split()
MAIL = "gmail.com yahoo.com outlook.com web.de orange.fr icloud.com proton.me".split()
STREETS = ("Maple Street", "Oak Avenue", "Hill Road", "River Lane", "Station Road")
CITIES = "Austin Boston Denver Lyon Leeds".split()

_chance = random.Random(7)
Person = dict[str, str]


def _person() -> Person:
    first, last = _chance.choice(FIRST), _chance.choice(LAST)
    tail = f"{_chance.choice('abcdefghk')}{_chance.randrange(61, 99)}"
    return {
        "first_name": first.title(),
        "last_name": last.title(),
        "email": f"{first}.{last}{_chance.choice(['', '.', '_'])}{tail}@{_chance.choice(MAIL)}",
        "phone": f"+1 {_chance.randrange(212, 989)} {_chance.randrange(220, 989)} {_chance.randrange(1000, 9999)}",
        "street": f"{_chance.randrange(1, 480)} {_chance.choice(STREETS)}",
        "city": _chance.choice(CITIES),
        "birth_date": f"19{_chance.randrange(50, 99)}-0{_chance.randrange(1, 9)}-1{_chance.randrange(0, 9)}",
    }


PEOPLE = [_person() for _ in range(60)]
KEYS = list(PEOPLE[0])


def of(path: str, text: str, mark: str = PEOPLE[0]["email"]) -> Plant:
    return lambda copy: copy.write(path, text, mark)


def rows(line: Callable[[Person], str]) -> str:
    return "".join(line(person) for person in PEOPLE)


def table() -> str:
    return ",".join(KEYS) + "\n" + rows(lambda one: ",".join(one.values()) + "\n")


def dump() -> str:
    values = ",\n".join("(" + ", ".join(f"'{value}'" for value in one.values()) + ")" for one in PEOPLE)
    columns = ", ".join(f"{key} text" for key in KEYS)
    return f"CREATE TABLE customers ({columns});\nINSERT INTO customers ({', '.join(KEYS)}) VALUES\n{values};\n"


def workbook(copy: Copy) -> Place:
    texts = [*KEYS, *(value for one in PEOPLE for value in one.values())]
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as book:
        book.writestr("xl/sharedStrings.xml", f"<sst>{''.join(f'<si><t>{text}</t></si>' for text in texts)}</sst>")
        book.writestr("xl/worksheets/sheet1.xml", "<worksheet/>")
    return copy.write("docs-internal/Kunden.xlsx", made.getvalue())


def payroll() -> str:
    def number(below: int, above: int) -> int:
        return _chance.randrange(below, above)

    staff = (
        f"{one['first_name']} {one['last_name']},{number(101, 660)}-{number(11, 98)}-{number(1001, 9987)},61000\n"
        for one in PEOPLE[:25]
    )
    return "employee,ssn,salary\n" + "".join(staff)


def _full(one: Person) -> str:
    return f"{one['first_name']} {one['last_name']}"


PYTHON = (
    "# name, email, phone, street\nCUSTOMERS = [\n"
    + rows(lambda one: f'    ("{_full(one)}", "{one["email"]}", "{one["phone"]}", "{one["street"]}"),\n')
    + "]\n"
)
SCRIPT = (
    "const customers = [\n"
    + rows(lambda one: f"  {{ name: '{_full(one)}', email: '{one['email']}', phone: '{one['phone']}' }},\n")
    + "]\n\nexport default customers\n"
)
YAML = rows(
    lambda one: f'- name: {_full(one)}\n  email: {one["email"]}\n  phone: "{one["phone"]}"\n  city: {one["city"]}\n'
)
LOG = rows(
    lambda one: f"2026-01-07 INFO order placed name={_full(one)} email={one['email']} phone={one['phone']} city=Leeds\n"
)

BREACHES = [
    Breach(FAMILY, name, host, CHECK, plant)
    for name, host, plant in (
        ("customers as CSV", "healthchecks", of("data/customers.csv", table())),
        ("dump with INSERT", "petclinic", of("backup/prod_2026-02-11.sql", dump())),
        ("users as JSON", "node", of("src/data/users.json", json.dumps(PEOPLE, indent=2))),
        (
            "nested JSON export",
            "fastapi",
            of("backend/export/full.json", json.dumps({"data": {"users": PEOPLE}}, indent=2)),
        ),
        ("workbook", "eshop", workbook),
        ("payroll with social security numbers", "laravel", of("storage/payroll.csv", payroll(), "employee")),
        ("list in Python code", "healthchecks", of("hc/lib/customers.py", PYTHON)),
        ("people as YAML", "lobsters", of("db/users.yml", YAML)),
        ("log with customers", "memos", of("logs/app.log", LOG)),
        ("list in JavaScript", "proshop", of("backend/data/customers.js", SCRIPT)),
    )
]

MADE_UP = "first_name,last_name,email,phone,city\n" + "".join(
    f"Jane,Doe,jane{number}@example.com,555-0100,Springfield\n" for number in range(60)
)
COUNTRIES = "name,city,phone\n" + "".join(f"Land{number},Town{number},+{number}\n" for number in range(1, 90))
PRODUCTS = json.dumps([{"name": f"Mug {number}", "price": number, "street": "Aisle 3"} for number in range(60)])
TEAM = json.dumps([{"name": one["first_name"], "email": f"{one['first_name']}@acme-shop.com"} for one in PEOPLE[:4]])
AUTHORS = "".join(f"{_full(one)} <{one['email']}>\n" for one in PEOPLE[:40])
WORDS = "<?php\n\nreturn ['email' => 'E-Mail', 'phone' => 'Telefon', 'street' => 'Strasse'];\n"

DECOYS = [
    Decoy(FAMILY, name, host, plant)
    for name, host, plant in (
        ("made up addresses", "healthchecks", of("data/demo.csv", MADE_UP, "jane0")),
        ("fixtures of tests", "healthchecks", of("hc/api/tests/fixtures/people.csv", table())),
        ("authors", "guzzle", of("AUTHORS", AUTHORS)),
        ("countries", "petclinic", of("src/main/resources/db/countries.csv", COUNTRIES, "Land1")),
        ("product catalogue", "eshop", of("src/Infrastructure/Data/products.json", PRODUCTS, "Mug 0")),
        ("small team page", "node", of("src/data/team.json", TEAM, "acme-shop")),
        ("words of a form", "laravel", of("lang/de/mail.php", WORDS, "email")),
    )
]
