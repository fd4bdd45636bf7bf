"""Files that need each other when they are loaded; what is only needed later, or only by the type checker, is none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from makegood.engine.probes.structure.probe import PROBE
from tests.engine.building import Delivery
from tests.engine.looking import Seen

Looked = Callable[..., Seen]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"shop/__init__.py": "", "shop/a.py": "from shop.b import x\n"}, {"shop/b.py": "import shop.a\nx = 1\n"}),
        ({"src/shop/__init__.py": "", "src/shop/a.py": "from . import b\n"}, {"src/shop/b.py": "from .a import y\n"}),
        ({"a.py": "import b\n"}, {"b.py": "try:\n    import a\nexcept ImportError:\n    a = None\n"}),
        ({"src/a.js": "const b = require('./b');\n"}, {"src/b.js": "const { x } = require('./a');\n"}),
        ({"src/a.ts": "import { b } from '@/b';\nb();\n"}, {"src/b.ts": "import a from './a';\nnew a();\n"}),
        ({"a.tsx": "import B from './b';\nx = <B/>;\n"}, {"b.tsx": "export * from './a.js';\n"}),
        ({"lib/a.rb": "require 'b'\n"}, {"lib/b.rb": "require_relative 'a'\n"}),
    ],
)
def test_two_files_that_need_each_other_are_told_with_both_lines(
    one: dict[str, str], other: dict[str, str], repository: Delivery, looked: Looked
) -> None:
    repository.commit({**one, **other})
    [circle] = looked(PROBE).findings("structure.circles")
    assert circle.detail["direct"] is True
    assert circle.detail["files"] is True
    assert {place for place, _ in circle.detail["places"]} == {[*one][-1], [*other][-1]}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "back",
    [
        "def late():\n    from shop.a import x\n    return x\n",
        "from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    from shop.a import x\n",
        "import json\nfrom other.a import x\n",
    ],
)
def test_what_is_needed_later_or_for_types_is_no_circle(back: str, repository: Delivery, looked: Looked) -> None:
    repository.commit({"shop/__init__.py": "", "shop/a.py": "from shop.b import y\n", "shop/b.py": back + "y = 1\n"})
    assert looked(PROBE).findings("structure.circles") == []


@pytest.mark.parametrize(
    "back",
    [
        "import type { A } from './a';\nexport const b = (a: A) => a;\n",
        "import { A } from './a';\nexport class B { a?: A; }\n",
        "export const b = () => import('./a');\n",
    ],
)
def test_types_and_late_imports_of_typescript_are_no_circle(back: str, repository: Delivery, looked: Looked) -> None:
    repository.commit({"a.ts": "import { b } from './b';\nexport class A { x = b; }\n", "b.ts": back})
    assert looked(PROBE).findings("structure.circles") == []


def test_a_package_and_what_lies_behind_its_front_are_no_circle(repository: Delivery, looked: Looked) -> None:
    repository.commit(
        {
            "shop/__init__.py": "from shop.a import run\nname = 'shop'\n",
            "shop/a.py": "from shop import name\n\n\ndef run():\n    return name\n",
            "shop/json.py": "import json\nimport shop.a\n",
            "web/index.ts": "export { a } from './a';\n",
            "web/a.ts": "import { b } from './index';\nexport const a = b;\n",
        }
    )
    assert looked(PROBE).findings("structure.circles") == []


def test_a_longer_way_around_is_told_step_by_step(repository: Delivery, looked: Looked) -> None:
    repository.commit({"a.py": "import b\n", "b.py": "\nimport c\n", "c.py": "\n\nimport a\n"})
    [circle] = looked(PROBE).findings("structure.circles")
    assert circle.detail["places"] == [["a.py", 1], ["b.py", 2], ["c.py", 3]]
    assert circle.detail["direct"] is False


@pytest.mark.parametrize(
    "files",
    [
        {
            "A.java": "package shop.orders;\nimport shop.mail.Letter;\nclass A {}\n",
            "B.java": "package shop.mail;\nimport shop.orders.A;\nclass Letter {}\n",
        },
        {
            "A.cs": "using Shop.Mail;\nnamespace Shop.Orders;\nclass A {}\n",
            "B.cs": "using Shop.Orders;\nnamespace Shop.Mail { class Letter {} }\n",
        },
        {
            "A.php": "<?php\nnamespace Shop\\Orders;\nuse Shop\\Mail\\Letter;\nclass A {}\n",
            "B.php": "<?php\nnamespace Shop\\Mail;\nuse Shop\\Orders\\A;\nclass Letter {}\n",
        },
    ],
)
def test_name_spaces_that_need_each_other_are_told_as_such(
    files: dict[str, str], repository: Delivery, looked: Looked
) -> None:
    repository.commit(files)
    [circle] = looked(PROBE).findings("structure.circles")
    assert circle.detail["files"] is False


def test_ruby_that_loads_by_name_alone_is_a_gap(repository: Delivery, looked: Looked) -> None:
    repository.commit({f"app/models/part_{n}.rb": f"class Part{n}\n  def x = Part{n + 1}.x\nend\n" for n in range(6)})
    assert "Ruby" in looked(PROBE).gaps("structure.circles")[0].reason
