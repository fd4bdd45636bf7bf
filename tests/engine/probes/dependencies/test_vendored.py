"""Libraries copied in as files are packages, too: told by their head or their name, and compared with the records."""

from collections.abc import Callable
from pathlib import Path

import pytest

from makegood.engine.advisories.update import update_from
from makegood.engine.probe import Settings
from makegood.engine.probes.dependencies import facts
from makegood.engine.probes.dependencies.probe import PROBE
from tests.engine.advisories.test_index import folder, osv
from tests.engine.building import Delivery
from tests.engine.looking import Seen

Looked = Callable[..., Seen]

COPIES = [
    (
        "static/js/jquery-1.10.2.min.js",
        "/*! jQuery v1.10.2 | (c) 2005, 2013 jQuery Foundation */\n",
        "jquery",
        "1.10.2",
    ),
    ("static/jquery.min.js", "/*! jQuery v3.4.1 | (c) JS Foundation */\n", "jquery", "3.4.1"),
    ("static/jquery-2.1.0.js", "(function(){})()\n", "jquery", "2.1.0"),
    ("wwwroot/lib/jquery.js", "/*!\n * jQuery JavaScript Library v3.3.1\n */\n", "jquery", "3.3.1"),
    ("public/js/bootstrap.min.js", "/*!\n * Bootstrap v3.3.7 (http://getbootstrap.com)\n */\n", "bootstrap", "3.3.7"),
    ("assets/angular.js", "/**\n * @license AngularJS v1.5.8\n */\n", "angular", "1.5.8"),
    (
        "static/lodash.min.js",
        "/**\n * @license\n * Lodash lodash.com/license | Underscore.js 1.8.3\n */\n",
        "lodash",
        None,
    ),
    ("js/vendor/moment.js", "//! moment.js\n//! version : 2.10.6\n", "moment", "2.10.6"),
    ("lib/vue/2.6.10/vue.min.js", "var a\n", "vue", "2.6.10"),
    ("src/cart.js", "// jQuery v1.10.2 is what this needs\n", None, None),
    ("src/jquery.cart.js", "/* for jQuery v1.10.2 */\n", None, None),
    ("node_modules/jquery/jquery.js", "/*! jQuery v1.10.2 */\n", None, None),
]


@pytest.mark.parametrize(("path", "head", "name", "version"), COPIES, ids=[row[0] for row in COPIES])
def test_a_copied_library(
    repository: Delivery, looked: Looked, path: str, head: str, name: str | None, version: str | None
) -> None:
    repository.commit({path: head + "var a = 1;\n"})
    rows = looked(PROBE)[facts.PACKAGES]
    assert isinstance(rows, list)
    assert [(row["name"], row["version"], row["source"]) for row in rows] == (
        [(name, version, "vendored")] if version else []
    )


def test_a_published_hole_of_a_copied_library_is_found_at_its_file(
    repository: Delivery, looked: Looked, tmp_path: Path
) -> None:
    record = osv(summary="XSS")
    affected = record["affected"][0]  # type: ignore[index]
    affected["package"] = {"ecosystem": "npm", "name": "jquery"}
    affected["ranges"] = [{"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "3.5.0"}]}]
    update_from(folder(tmp_path / "in", record), tmp_path / "index", b"k" * 32)
    repository.commit(
        {"static/jquery-1.10.2.min.js": "/*! jQuery v1.10.2 */\n", "static/b/jquery.js": "/*! jQuery v3.7.1 */\n"}
    )
    seen = looked(PROBE, settings=Settings(advisories=tmp_path / "index"))
    assert seen.places(facts.VULNERABLE) == [("static/jquery-1.10.2.min.js", 1)]


def test_without_records_of_npm_a_copied_library_is_a_gap(repository: Delivery, looked: Looked) -> None:
    repository.commit({"static/jquery-1.10.2.min.js": "/*! jQuery v1.10.2 */\n"})
    assert ["npm" in gap.reason for gap in looked(PROBE).gaps(facts.VULNERABLE)] == [True]
