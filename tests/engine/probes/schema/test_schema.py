"""Flaws of tables and readable fields in every form in which tables are declared, and their look-alikes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from makegood.engine.probes.schema import facts
from makegood.engine.probes.schema.probe import PROBE
from tests.engine.building import Delivery
from tests.engine.looking import Seen

HEAD = "from django.db import models\n\n\nclass {}(models.Model):\n    "
ALCHEMY = (
    "from sqlalchemy import Column\n\n\nclass X(Base):\n    __tablename__ = '{}'\n"
    "    id = Column(Integer, primary_key=True)\n    "
)
SQL = "CREATE TABLE {} (\n  id BIGINT PRIMARY KEY,\n  {}\n);\n"
ENTITY = "@Entity('{}')\nexport class X {{\n  @PrimaryGeneratedColumn() id: number;\n  {}\n}}\n"
MONGO = "const {}Schema = new mongoose.Schema({{\n  name: String,\n  {}\n}});\n"
RAILS = (
    'ActiveRecord::Schema[7.1].define(version: 1) do\n  create_table "{}", force: :cascade do |t|\n    {}\n  end\nend\n'
)
FLAWS = [
    ("shop/models.py", HEAD.format("Order") + "total = models.FloatField()", "money-as-float", 5),
    ("app/models.py", ALCHEMY.format("orders") + "unit_price = Column(Float)", "money-as-float", 7),
    ("db/schema.sql", SQL.format("orders", "total_amount DOUBLE PRECISION"), "money-as-float", 3),
    ("prisma/schema.prisma", "model Order {\n  id Int @id\n  price Float\n}\n", "money-as-float", 3),
    ("src/o.entity.ts", ENTITY.format("orders", "@Column('float')\n  price: number;"), "money-as-float", 5),
    (
        "models/o.js",
        "sequelize.define('Order', {\n  amount: { type: DataTypes.FLOAT },\n});\n",
        "money-as-float",
        2,
    ),
    ("db/schema.rb", RAILS.format("orders", 't.float "balance"'), "money-as-float", 3),
    ("db/schema.sql", "CREATE TABLE orders (\n  code TEXT,\n  total NUMERIC(10,2)\n);\n", "no-primary-key", 1),
    ("db/schema.sql", SQL.format("orders", "due_date VARCHAR(20)"), "date-as-text", 3),
    ("shop/models.py", HEAD.format("Order") + "paid_at = models.CharField(max_length=30)", "date-as-text", 5),
    ("db/schema.sql", SQL.format("orders", "is_paid VARCHAR(5) NOT NULL"), "switch-as-text", 3),
    (
        "db/schema.sql",
        SQL.format("customers", "name TEXT")
        + SQL.format("invoices", "customer_id BIGINT REFERENCES customers(id) ON DELETE CASCADE"),
        "records-deleted-along",
        7,
    ),
    (
        "shop/models.py",
        HEAD.format("Invoice") + "customer = models.ForeignKey('Customer', on_delete=models.CASCADE)",
        "records-deleted-along",
        5,
    ),
    (
        "db/schema.sql",
        SQL.format("customers", "name TEXT")
        + SQL.format("notes", "customer_id BIGINT REFERENCES customers(id)")
        + SQL.format("orders", "customer_id BIGINT NOT NULL"),
        "reference-without-key",
        11,
    ),
    ("db/schema.sql", SQL.format("users", "email TEXT,\n  password_hash TEXT"), "sign-in-not-unique", 3),
]
SOUND = [
    ("shop/models.py", HEAD.format("Order") + "total = models.DecimalField(max_digits=9, decimal_places=2)"),
    ("shop/models.py", HEAD.format("Order") + "tax_rate = models.FloatField()"),
    ("shop/models.py", HEAD.format("Order") + "customer = models.ForeignKey('Customer', on_delete=models.CASCADE)"),
    ("app/models.py", ALCHEMY.format("orders") + "total_weight = Column(Float)"),
    ("db/schema.sql", SQL.format("orders", "price NUMERIC(10, 2) NOT NULL, price_cents INTEGER")),
    ("db/schema.sql", SQL.format("users", "email TEXT UNIQUE,\n  password_hash TEXT")),
    (
        "db/schema.sql",
        SQL.format("users", "email TEXT, password TEXT") + "CREATE UNIQUE INDEX u ON users (lower(email));",
    ),
    ("db/schema.sql", "CREATE TABLE a_b (\n  a_id BIGINT,\n  b_id BIGINT\n);\n"),
    ("db/schema.sql", SQL.format("orders", "date_format VARCHAR(20), created_at TIMESTAMPTZ")),
    ("models/o.js", MONGO.format("order", "price: { type: Number, required: true }")),
    ("tests/schema.sql", SQL.format("orders", "total FLOAT")),
]
PLAIN = [
    ("hr/models.py", HEAD.format("Employee") + "ssn = models.CharField(max_length=11)", 5),
    ("hr/models.py", HEAD.format("Person") + "passport_number = models.CharField(max_length=20)", 5),
    ("app/models.py", ALCHEMY.format("customers") + "credit_card_number = Column(String(19))", 7),
    ("db/schema.sql", SQL.format("payees", "bank_account_number VARCHAR(34)"), 3),
    ("db/schema.sql", SQL.format("patients", "social_security_number CHAR(11)"), 3),
    ("prisma/schema.prisma", "model Employee {\n  id Int @id\n  driversLicenseNumber String\n}\n", 3),
    ("src/e.entity.ts", ENTITY.format("employees", "@Column() ssn: string;"), 4),
    ("models/card.js", MONGO.format("card", "cardNumber: String,\n  holder: String"), 3),
    ("models/card.js", MONGO.format("card", "cvv: { type: String }"), 3),
    ("db/schema.rb", RAILS.format("employees", 't.string "iban"'), 3),
    (
        "db/migrations/001_first.sql",
        SQL.format("customers", "name TEXT") + "ALTER TABLE customers ADD COLUMN ssn VARCHAR(11);\n",
        5,
    ),
]
PROTECTED = [
    ("hr/models.py", HEAD.format("Employee") + "ssn = EncryptedCharField(max_length=11)"),
    ("hr/models.py", HEAD.format("Employee") + "ssn_last4 = models.CharField(max_length=4)"),
    ("hr/models.py", HEAD.format("Employee") + "encrypted_ssn = models.TextField()"),
    ("hr/models.py", HEAD.format("Employee") + "ssn_verified = models.BooleanField()"),
    ("app/models.py", ALCHEMY.format("customers") + "ssn = Column(EncryptedType(String, key))"),
    ("app/models.py", ALCHEMY.format("customers") + "stripe_customer_id = Column(String(40))"),
    ("db/schema.sql", SQL.format("payees", "bank_account_ciphertext TEXT, card_token TEXT, card_last_four CHAR(4)")),
    ("db/schema.sql", SQL.format("gifts", "gift_card_number VARCHAR(20)")),
    ("db/schema.sql", SQL.format("companies", "tax_id VARCHAR(20), account_number VARCHAR(20)")),
    ("db/schema.sql", SQL.format("patients", "ssn BYTEA NOT NULL")),
    ("tests/models.py", HEAD.format("Employee") + "ssn = models.CharField(max_length=11)"),
    ("models/card.js", MONGO.format("card", "card: { type: Schema.Types.ObjectId, ref: 'Card' }, last4: String")),
]


def grave(seen: Seen, name: object) -> list[tuple[str, str, int | None]]:
    return [(f.rule, f.path, f.line) for f in seen.findings(name) if f.severity != "low"]  # type: ignore[arg-type]


@pytest.mark.parametrize(("path", "content", "rule", "line"), FLAWS)
def test_a_flaw_is_found_at_its_line(
    repository: Delivery, looked: Callable[..., Seen], path: str, content: str, rule: str, line: int
) -> None:
    repository.commit({path: content})
    assert (rule, path, line) in grave(looked(PROBE), facts.FLAWS)


@pytest.mark.parametrize(("path", "content"), SOUND)
def test_what_is_sound_raises_nothing(
    repository: Delivery, looked: Callable[..., Seen], path: str, content: str
) -> None:
    repository.commit({path: content})
    assert grave(looked(PROBE), facts.FLAWS) == []


@pytest.mark.parametrize(("path", "content", "line"), PLAIN)
def test_a_readable_field_is_found_at_its_line(
    repository: Delivery, looked: Callable[..., Seen], path: str, content: str, line: int
) -> None:
    repository.commit({path: content})
    assert [(place, at) for _, place, at in grave(looked(PROBE), facts.PLAIN)] == [(path, line)]


@pytest.mark.parametrize(("path", "content"), PROTECTED)
def test_a_protected_field_raises_nothing(
    repository: Delivery, looked: Callable[..., Seen], path: str, content: str
) -> None:
    repository.commit({path: content})
    assert grave(looked(PROBE), facts.PLAIN) == []


def test_a_field_that_the_program_encrypts_itself_is_only_shown(
    repository: Delivery, looked: Callable[..., Seen]
) -> None:
    model = "class Employee < ApplicationRecord\n  encrypts :iban\nend\n"
    repository.commit({"db/schema.rb": RAILS.format("employees", 't.string "iban"'), "app/models/employee.rb": model})
    seen = looked(PROBE)
    assert grave(seen, facts.PLAIN) == []
    assert len(seen.findings(facts.PLAIN)) == 1


def test_a_database_whose_tables_are_declared_nowhere_is_a_gap(
    repository: Delivery, looked: Callable[..., Seen]
) -> None:
    repository.commit({"app.js": "const { MongoClient } = require('mongodb');\n"})
    seen = looked(PROBE)
    assert seen[facts.TABLES] == 0
    assert [gap.cause for gap in seen.gaps(facts.TABLES)] == ["no_evidence"]


def test_without_a_database_there_are_no_tables_and_no_gap(repository: Delivery, looked: Callable[..., Seen]) -> None:
    repository.commit({"tool.py": "import json\nprint(json.dumps({}))\n"})
    seen = looked(PROBE)
    assert seen[facts.TABLES] == 0
    assert seen.gaps(facts.TABLES) == []


def test_sqlite_has_no_type_for_dates(repository: Delivery, looked: Callable[..., Seen]) -> None:
    schema = SQL.format("orders", "paid_at TEXT")
    repository.commit({"db/schema.sql": schema})
    assert grave(looked(PROBE), facts.FLAWS) == [("date-as-text", "db/schema.sql", 3)]
    repository.commit({"app.py": "import sqlite3\n"})
    assert grave(looked(PROBE), facts.FLAWS) == []


def test_a_password_kept_beside_its_hash_is_plain(repository: Delivery, looked: Callable[..., Seen]) -> None:
    repository.commit({"db/schema.sql": SQL.format("members", "password_hash VARCHAR(255),\n  password VARCHAR(255)")})
    assert grave(looked(PROBE), facts.PLAIN) == [("password-twice", "db/schema.sql", 4)]


def test_a_column_named_password_alone_may_hold_the_hash(repository: Delivery, looked: Callable[..., Seen]) -> None:
    repository.commit({"db/schema.sql": SQL.format("members", "password VARCHAR(255)")})
    assert grave(looked(PROBE), facts.PLAIN) == []
