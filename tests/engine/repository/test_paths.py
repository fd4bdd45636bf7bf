"""What a path tells. Each line is a path of the kind that real deliveries hold."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from makegood.engine.repository import paths
from makegood.engine.repository.generated import is_minified, says_generated
from tests.costing import at_most

CLASSES: dict[Callable[[str], bool], tuple[list[str], list[str]]] = {
    paths.is_vendored: (
        [
            "node_modules/left-pad/index.js",
            "vendor/autoload.php",
            "vendor/github.com/pkg/errors/errors.go",
            "src/vendor/jquery.js",
            "web/js/lodash-4.17.21.js",
            "static/js/jquery-3.6.0.min.js",
            "public/bootstrap.min.css",
            "types/global.d.ts",
            "dist/app.js",
            "Third-Party/zlib/inflate.c",
            "gradlew",
            "deps/v8/src/api.cc",
        ],
        [
            "vendor/models.py",
            "src/vendor/vendor.controller.ts",
            "src/vendors/VendorService.java",
            "src/deps/inject.py",
            "app/distribution/plan.py",
            "src/virtualenv/run.py",
            "lib/backbone.js",
            "app/minutes.js",
        ],
    ),
    paths.is_test: (
        [
            "tests/test_cart.py",
            "shop/tests.py",
            "src/cart.test.tsx",
            "src/app/app.component.spec.ts",
            "cypress/e2e/login.cy.js",
            "spec/models/user_spec.rb",
            "src/test/java/shop/Cart.java",
            "src/main/java/shop/CartTest.java",
            "tests/Feature/CartTest.php",
            "Shop.UnitTests/Cart.cs",
            "ShopTests/Helper.cs",
            "cart_test.go",
            "internal/testdata/order.json",
            "conftest.py",
            "features/support/env.rb",
            "test_files/sftp/id_rsa",
            "src/AdapterTestUtilities/Case.php",
        ],
        [
            "shop/latest.py",
            "src/contest/Contest.java",
            "src/Testimonial.java",
            "spec/openapi.yaml",
            "features/cart/cart.ts",
            "app/attestation.go",
            "src/contest_files/entry.py",
            "app/test_drive/booking.py",
            "src/protest.cs",
        ],
    ),
    paths.is_generated: (
        [
            "package-lock.json",
            "web/yarn.lock",
            "poetry.lock",
            "go.sum",
            "api/shop_pb2.py",
            "api/shop.pb.go",
            "Forms/Main.Designer.cs",
            "static/main.3f2a9c1b.js",
            "static/app.js.map",
            "src/__generated__/types.ts",
            "src/__snapshots__/cart.test.js.snap",
        ],
        ["src/lock.py", "package.json", "src/generator.ts", "map.js", "shop/pb2.py", "src/feature-toggles.js"],
    ),
    paths.is_documentation: (
        ["README.md", "docs/conf.py", "LICENSE", "LICENSE-MIT", "changelog.txt", "web/docs.rst", "Documentation/x.c"],
        ["src/docs/view.py", "security.xml", "install.sh", "history.py", "src/readme.ts", "config/security.yml"],
    ),
    paths.is_migration: (
        [
            "shop/migrations/0001_initial.py",
            "alembic/versions/ab12_orders.py",
            "db/migrate/20240101000000_create_users.rb",
            "database/migrations/2024_01_01_000000_create_users_table.php",
            "prisma/migrations/20240101_init/migration.sql",
            "src/main/resources/db/migration/V1__init.sql",
            "src/main/resources/db/changelog/0001.xml",
            "Data/Migrations/20240101_Init.cs",
            "migrations/000001_create.up.sql",
        ],
        [
            "shop/migrations/__init__.py",
            "Data/Migrations/ShopModelSnapshot.cs",
            "src/migration/MigrationService.java",
            "django/db/migrations/executor.py",
            "alembic/env.py",
        ],
    ),
}


@pytest.mark.parametrize(
    ("holds", "path"),
    [(holds, path) for holds, (true, _) in CLASSES.items() for path in true],
    ids=lambda given: getattr(given, "__name__", given),
)
def test_a_path_of_the_class_is_known(holds: Callable[[str], bool], path: str) -> None:
    assert holds(path)


@pytest.mark.parametrize(
    ("holds", "path"),
    [(holds, path) for holds, (_, false) in CLASSES.items() for path in false],
    ids=lambda given: getattr(given, "__name__", given),
)
def test_a_path_that_only_looks_like_the_class_is_not_taken(holds: Callable[[str], bool], path: str) -> None:
    assert not holds(path)


def test_only_what_was_written_for_the_product_is_product() -> None:
    assert paths.is_product("shop/cart.py")
    for path in ("tests/test_cart.py", "vendor/a/b.php", "yarn.lock", "README.md", "examples/cart.py"):
        assert not paths.is_product(path)


def test_a_language_that_is_not_read_has_a_name() -> None:
    assert paths.other_language_of("src/main.rs") == "Rust"
    assert paths.other_language_of("App.kt") == "Kotlin"
    assert paths.other_language_of("deploy.sh") == "Shell"
    assert paths.other_language_of("shop/cart.py") is None
    assert paths.other_language_of("README.md") is None
    assert paths.other_language_of("rs") is None
    assert paths.language_of("Rakefile") == "ruby"


def test_no_language_is_both_read_and_not_read() -> None:
    assert not set(paths.LANGUAGES) & set(paths.OTHER_BY_ENDING)


@pytest.mark.parametrize(
    "holds", [*CLASSES, paths.is_example, paths.is_product, paths.is_markup], ids=lambda holds: holds.__name__
)
def test_a_hostile_path_is_answered_at_once(holds: Callable[[str], bool]) -> None:
    with at_most(0.5):
        for path in ("-min." * 800, "test_" * 800, "a/" * 2000, "." * 4000, "migrations/" * 350, "_test" * 800, ""):
            holds(path)


def test_a_generator_that_says_so_is_believed_and_a_mention_is_not() -> None:
    assert says_generated(b"// Code generated by protoc-gen-go. DO NOT EDIT.\npackage shop\n")
    assert says_generated(b"// <auto-generated>\n//  by a tool\n")
    assert says_generated(b"/* eslint-disable */\n// @generated by graphql-codegen\n")
    assert not says_generated(b"# Reports are generated by the nightly job\n")
    assert not says_generated(b"import os\n" * 1000 + b"# @generated\n")


def test_a_pressed_script_is_minified_and_a_short_one_is_not() -> None:
    assert is_minified(b"var a=1;" * 500)
    assert not is_minified(b"const a = 1;\n" * 500)
    assert not is_minified(b"x" * 200)


def test_a_java_package_called_samples_is_no_folder_of_examples() -> None:
    assert paths.is_product("src/main/java/org/springframework/samples/petclinic/Owner.java")
    assert not paths.is_product("samples/src/main/java/org/Owner.java")
