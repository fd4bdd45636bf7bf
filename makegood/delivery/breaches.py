"""What is wrong with the first delivery, and where: for tests, and for anybody who checks a checker."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Breach:
    """`check` is an id of the catalogue; `text` stands in a line of `path`. An empty path means the whole delivery,
    an empty text a file as such (missing, or wrong as a whole)."""

    check: str
    path: str
    text: str
    what: str


BREACHES = (
    Breach("security.no_secrets", "shop/config.py", "AWS_ACCESS_KEY_ID = ", "a cloud access key in the code"),
    Breach("security.no_secrets", "shop/config.py", "AWS_SECRET_ACCESS_KEY = ", "its secret half"),
    Breach("security.no_secrets", "shop/config.py", "DATABASE_URL = ", "the password of the live database"),
    Breach("security.no_secrets", "shop/app.py", "app.secret_key = ", "the key that signs every session"),
    Breach("data.no_personal_data", "data/customers.csv", "full_name,email,phone,ssn", "40 customers' personal data"),
    Breach("security.no_debug_left_on", "shop/config.py", "DEBUG = True", "debug mode for everybody"),
    Breach("security.code_has_no_leads", "shop/app.py", "ILIKE '%{words}%'", "SQL built from a visitor's words"),
    Breach("security.code_has_no_leads", "web/src/search.ts", "list.innerHTML", "a page built from a visitor's words"),
    Breach("security.access_is_controlled", "shop/admin.py", '"/customers/export"', "an open route among guarded ones"),
    Breach("security.data_is_encrypted", "migrations/001_start.sql", "card_number TEXT", "card numbers in plain text"),
    Breach("security.data_is_encrypted", "migrations/001_start.sql", "ssn TEXT", "social security numbers, the same"),
    Breach("security.dependencies_are_safe", "requirements.txt", "PyYAML==5.3", "runs code from a file"),
    Breach("security.dependencies_are_safe", "web/package.json", '"lodash": "4.17.15"', "known holes"),
    Breach("security.pipeline_is_safe", ".github/workflows/build.yml", "pull_request_target", "strangers get rights"),
    Breach("security.pipeline_is_safe", ".github/workflows/build.yml", "permissions: write-all", "too many rights"),
    Breach("security.pipeline_is_safe", ".github/workflows/build.yml", "pull_request.title", "a title is run"),
    Breach("security.pipeline_is_safe", ".github/workflows/build.yml", "setup-shop@main", "changes unseen"),
    Breach("security.images_are_safe", "Dockerfile", "FROM python:latest", "changes unseen, runs as root"),
    Breach("ownership.licences_are_compatible", "web/package-lock.json", '"license": "GPL-3.0"', "flickity"),
    Breach("ownership.code_is_yours", "LICENSE", "remains the property of Northgate", "the partner keeps the code"),
    Breach("ownership.code_is_yours", "shop/app.py", "Copyright (c) 2026 Northgate", "the partner's name in each file"),
    Breach("ownership.no_lockout", "shop/licence.py", "datetime.date(2027, 3, 31)", "the shop stops on a date"),
    Breach("ownership.no_lockout", "shop/licence.py", '["status"] != "paid"', "the shop stops at their word"),
    Breach("ownership.no_lockout", "shop/accounts.py", "if password == ", "a password that opens every account"),
    Breach("ownership.no_foreign_hosts", "shop/config.py", "collect.northgate-software.test", "sends to the partner"),
    Breach("ownership.no_foreign_hosts", "shop/config.py", "licence.northgate-software.test", "asks the partner"),
    Breach("build.dependencies_are_locked", "requirements.txt", "Flask", "any version at all"),
    Breach("build.dependencies_are_locked", "requirements.txt", "psycopg2-binary>=2.9", "any version from 2.9 on"),
    Breach("build.dependencies_are_locked", "requirements.txt", "git+https://", "from the partner's own server"),
    Breach("build.one_command", "", "", "no command that builds it"),
    Breach("tests.are_not_skipped", "tests/test_orders.py", "pytest.mark.skip", "the order test is skipped"),
    Breach("tests.are_not_skipped", "tests/test_accounts.py", "pytest.mark.skip", "the log-in test is skipped"),
    Breach("tests.assert_something", "tests/test_orders.py", "def test_discount", "calls, and looks at nothing"),
    Breach("tests.assert_something", "tests/test_orders.py", "def test_cents", "prints, and looks at nothing"),
    Breach("tests.assert_something", "tests/test_accounts.py", "assert True", "cannot fail"),
    Breach("tests.cover_every_kind", "tests", "", "unit tests only"),
    Breach("process.ci_is_honest", ".github/workflows/build.yml", "pytest || true", "red tests stay green"),
    Breach("process.ci_is_honest", ".github/workflows/build.yml", "continue-on-error: true", "a step that cannot fail"),
    Breach("process.deploys_by_pipeline", "deploy.sh", "scp -r", "goes live from one person's laptop"),
    Breach("process.changes_are_reviewed", "", "", "nobody looked at anything"),
    Breach("process.branches_are_used", "", "", "straight onto main"),
    Breach("process.work_is_steady", "", "", "the last third in two days"),
    Breach("knowledge.is_shared", "", "", "one person knows nearly everything"),
    Breach("structure.is_not_copied", "shop/orders_wholesale.py", "def subtotal", "orders.py once more"),
    Breach("structure.is_not_tangled", "shop/checkout.py", "def checkout(", "one function, ten levels deep"),
    Breach("data.migrations_are_safe", "migrations/003_loyalty.sql", "DROP COLUMN phone", "phone numbers are lost"),
    Breach("data.migrations_are_safe", "migrations/003_loyalty.sql", "TEXT NOT NULL", "fails once there are customers"),
    Breach("data.schema_is_sound", "migrations/002_orders.sql", "CREATE TABLE order_lines", "no key, no references"),
    Breach("api.is_described", "", "", "no description of the API"),
    Breach("documents.start_here", "README.md", "Ask Marcus", "three lines"),
    Breach("documents.operate", "", "", "nothing on running it"),
    Breach("documents.architecture", "", "", "nothing on how it is built"),
    Breach("documents.database_plan", "", "", "nothing on the database"),
)
