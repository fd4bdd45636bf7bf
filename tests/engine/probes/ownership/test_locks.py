# ruff: noqa: E501  (one row a case: a table is read by its columns)
"""Switches and back doors in several languages, and dates and passwords that are none."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from makegood.engine.probes.ownership import facts
from makegood.engine.probes.ownership.locks import locks
from makegood.engine.probes.ownership.probe import PROBE
from tests.engine.building import Delivery
from tests.engine.looking import Seen

Looked = Callable[..., Seen]

LOCKED = [
    ("a.py", "if date.today() > date(2027, 3, 31):\n    sys.exit('call us')\n", "stops-on-a-date", 1),
    ("a.py", "LAST = date(2027, 3, 31)\n\nif date.today() > LAST:\n    raise SystemExit\n", "stops-on-a-date", 3),
    ("a.js", "if (Date.now() > new Date('2027-03-31')) {\n  process.exit(1);\n}\n", "stops-on-a-date", 1),
    ("a.php", "<?php\nif (time() > 1806451200) {\n  die('expired');\n}\n", "stops-on-a-date", 2),
    ("a.go", "package a\nfunc f() {\n\tif time.Now().After(time.Date(2027, time.March, 31, 0, 0, 0, 0, time.UTC)) {\n\t\tpanic(1)\n\t}\n}\n", "stops-on-a-date", 3),
    ("A.cs", "class A { void F() {\n  if (DateTime.Now > new DateTime(2027, 3, 31))\n    Environment.Exit(1);\n} }\n", "stops-on-a-date", 2),
    ("a.py", "r = requests.get(URL)\nif r.json()['status'] != 'paid':\n    sys.exit('Licence not valid')\n", "asks-for-a-licence", 2),
    ("a.py", "def f(password):\n    if password == 'dw2ercu6c3n8jh':\n        return ADMIN\n", "fixed-password", 2),
    ("a.js", "if (req.body.password === 'dw2ercu6c3n8jh') return admin;\n", "fixed-password", 1),
    ("a.py", "if hmac.compare_digest(password, 'dw2ercu6c3n8jh'):\n    return ADMIN\n", "fixed-password", 1),
    ("A.java", "class A { boolean f(String password) {\n  return password.equals(\"dw2ercu6c3n8jh\");\n} }\n", "fixed-password", 2),
    ("a.php", "<?php\neval(base64_decode($code));\n", "hidden-code", 2),
    ("a.py", "exec(base64.b64decode(CODE))\n", "hidden-code", 1),
]  # fmt: skip

FREE = [
    "if date.today() > date(2027, 3, 31):\n    price = full\n",
    "if now() > date(2027, 3, 31):\n    raise PromotionOver\n",
    "if token.expires < now():\n    raise Expired\n",
    "if date.today() > date(2027, 3, 31):\n    warnings.warn('old', DeprecationWarning)\n",
    "if password == confirm_password:\n    save()\n",
    "if field == 'password':\n    hide()\n",
    "if password == 'change-me-now':\n    raise Weak\n",
    "if settings.password == 'hunter2000':\n    raise ImproperlyConfigured\n",
    "# if password == 'dw2ercu6c3n8jh':\n",
    "requests.get(URL)\nif not license_file.exists():\n    print('no licence')\n",
]


@pytest.mark.parametrize(("path", "content", "rule", "line"), LOCKED)
def test_a_lock_is_found_with_its_line(
    repository: Delivery, looked: Looked, path: str, content: str, rule: str, line: int
) -> None:
    repository.commit({path: content})
    assert [(one.rule, one.line) for one in looked(PROBE).findings(facts.LOCKS)] == [(rule, line)]


def test_ends_of_offers_and_checks_of_weak_passwords_are_no_locks(repository: Delivery, looked: Looked) -> None:
    repository.commit({f"part{number}.py": content for number, content in enumerate(FREE)})
    repository.commit({"tests/test_a.py": LOCKED[0][1], "docs/a.py": LOCKED[0][1]})
    assert [(one.path, one.rule) for one in looked(PROBE).findings(facts.LOCKS)] == []


def test_the_password_itself_is_not_repeated(repository: Delivery, looked: Looked) -> None:
    repository.commit({"a.py": "if password == 'dw2ercu6c3n8jh':\n    pass\n"})
    assert "dw2ercu6c3n8jh" not in repr(looked(PROBE)[facts.LOCKS])


@pytest.mark.parametrize(
    "piece", [b"if now() > ", b"password == ", b"a = 2027, ", b"eval( ", b"\nif x", b"compare_digest("]
)
def test_a_megabyte_costs_no_more_than_its_length(piece: bytes) -> None:
    began = time.process_time()
    locks(piece * (400_000 // len(piece)), "python")
    assert time.process_time() - began < 3
