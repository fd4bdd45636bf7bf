"""What a path tells: the language, and whether the file is a test, vendored, generated, a document or a migration.

The classes follow GitHub's linguist where it has them (https://github.com/github-linguist/linguist). They are hints for
what to count, never reasons not to look: whoever wants to hide a file from us would only have to name it so.
"""

from __future__ import annotations

import re
from functools import lru_cache

from makegood.engine.repository.languages import LANGUAGES, MARKUP, OTHER_BY_ENDING, RUBY_NAMES

KNOWN = 500_000
"""Paths whose answers are kept; the largest listing that is read has 400,000."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _ending(name: str) -> str:
    return "." + name.rpartition(".")[2] if "." in name[1:] else ""


@lru_cache(maxsize=KNOWN)
def language_of(path: str) -> str | None:
    """The programming language of a path, None where it is none of the seven that are read."""
    name = path.rpartition("/")[2].lower()
    if name in RUBY_NAMES:
        return "ruby"
    return LANGUAGES.get("." + name.rpartition(".")[2]) if "." in name else None


@lru_cache(maxsize=KNOWN)
def other_language_of(path: str) -> str | None:
    """The name of a programming language that is not read here (`Rust`, `Kotlin`, `SQL`, ...), else None."""
    return OTHER_BY_ENDING.get(_ending(path.rpartition("/")[2].lower()))


@lru_cache(maxsize=KNOWN)
def is_markup(path: str) -> bool:
    """True for templates and style sheets."""
    return _ending(path.rpartition("/")[2].lower()) in MARKUP


VENDORED_FOLDERS = _words(
    "node_modules bower_components jspm_packages third_party third-party thirdparty 3rdparty 3rd-party 3rd_party"
    " extern external externals godeps site-packages carthage pods admin_media ace-builds mathjax codemirror extjs"
    " bootstrap-datepicker font-awesome fontawesome tinymce tiny_mce ckeditor select2 puphpet xvba_modules flow-typed"
    " .venv venv .bundle crashlytics.framework"
)
VENDORED_AT_ROOT = frozenset(("deps", "dependencies", "debian", "env"))
VENDOR_FOLDERS = frozenset(("vendor", "vendors"))
# A shop that buys from vendors has a folder `vendor/` of its own. What lies directly in it under such a name is code
# of the product; what a package manager puts there has folders of its own.
OWN_IN_VENDOR = re.compile(
    r".*vendor.*\.(?:py|[jt]sx?|php|rb|java|cs|go)"
    r"|(?:models|views|urls|admin|apps|forms|serializers|tests|routes|signals|__init__)\.(?:py|[jt]s)"
)
VENDORED_NAMES = re.compile(
    r".*[.-]min\.(?:js|css|mjs)"
    r"|.*\.d\.ts|.*-vsdoc\.js|.*\.intellisense\.js"
    r"|jquery[^/]*\.js|jquery-ui[^/]*\.css|bootstrap(?:[.-][^/]*)?\.(?:js|css|less|scss)"
    r"|(?:angular|prototype|mootools|yui|knockout|cordova|modernizr|html5shiv|react|vue|d3)(?:[.-]v?\d[^/]*)?\.js"
    r"|(?:underscore|backbone|lodash|handlebars|require|ember|raphael|moment)[.-]v?\d[^/]*\.js"
    r"|(?:dojo|mochikit|ckeditor|shcore|shlegacy|shbrush[^/]*)\.js"
    r"|(?:normalize|font-?awesome|animate|bulma|materialize|foundation|skeleton)\.(?:css|less|scss)"
    r"|(?:gradlew|mvnw|activator)(?:\.bat|\.cmd)?|waf|configure|config\.(?:guess|sub)|(?:aclocal|libtool|lt[a-z~]+)\.m4"
    r"|cpplint\.py|fabfile\.py|erlang\.mk|vagrantfile|jenkinsfile|proguard(?:-rules)?\.pro"
)
VENDORED_PLACES = re.compile(
    r"(?:^|/)(?:dist|\.cache|testdata|\.github|\.vscode|\.teamcity|gradle/wrapper|\.mvn/wrapper|wwwroot/lib)/"
    r"|(?:^|/)\.yarn/(?:releases|plugins|sdks|versions|unplugged)/"
    r"|(?:^|/)docs?/_?(?:build|themes?|templates?|static)/"
    r"|(?:^|/)(?:tests?|specs?)/fixtures/"
    r"|(?:^|/)packages/[^/]+\.\d+/"
)


@lru_cache(maxsize=KNOWN)
def is_vendored(path: str) -> bool:
    """True for code of others that was copied in, and for what only tools put there."""
    lower = path.lower()
    *folders, name = lower.split("/")
    if not VENDORED_FOLDERS.isdisjoint(folders) or (folders and folders[0] in VENDORED_AT_ROOT):
        return True
    if not VENDOR_FOLDERS.isdisjoint(folders):
        return folders[-1] not in VENDOR_FOLDERS or not OWN_IN_VENDOR.fullmatch(name)
    return bool(VENDORED_NAMES.fullmatch(name) or VENDORED_PLACES.search(lower))


GENERATED_FOLDERS = _words(
    "__generated__ generated-sources .next .nuxt .svelte-kit .output __pycache__ htmlcov coverage .nyc_output .angular"
    " storybook-static"
)
GENERATED_NAMES = re.compile(
    r"(?:package-lock|npm-shrinkwrap|composer|packages)\.lock(?:\.json)?|package-lock\.json|npm-shrinkwrap\.json"
    r"|(?:yarn|poetry|pdm|uv|pixi|cargo|gemfile|pipfile|composer|deno|flake|bun|mix|podfile|pubspec)\.lock|bun\.lockb"
    r"|pnpm-lock\.yaml|go\.sum|gopkg\.lock|glide\.lock|package\.resolved|\.terraform\.lock\.hcl|\.pnp\.c?js"
    r"|.*[.-]min\.(?:js|css|mjs)|.*\.(?:js|css|mjs)\.map|.*\.(?:bundle|chunk)\.js|.*[.-][0-9a-f]{8,20}\.(?:js|css)"
    r"|.*_pb2(?:_grpc)?\.pyi?|.*[._]pb\.(?:go|cc|h|js|ts|rb)|.*_pb\.(?:js|ts|rb|d\.ts)|.*\.pb\.gw\.go"
    r"|.*\.designer\.(?:cs|vb)|.*\.g(?:\.i)?\.cs|.*\.feature\.cs|.*\.(?:g|freezed)\.dart|zz_generated[._].*"
    r"|.*[._-]generated\.(?:go|[jt]sx?|py|cs|java|kt|swift|graphql|d\.ts)|.*\.snap|.*\.nib|.*\.xcworkspacedata"
    r"|.*\.pbxproj|.*modelsnapshot\.cs|\.secrets\.baseline"
)


@lru_cache(maxsize=KNOWN)
def is_generated(path: str) -> bool:
    """True for what a tool writes (lock files, bundles, protocol stubs), as far as the name tells.

    What only the content tells is in `generated.py`.
    """
    lower = path.lower()
    *folders, name = lower.split("/")
    if not GENERATED_FOLDERS.isdisjoint(folders):
        return True
    return bool(GENERATED_NAMES.fullmatch(name)) or "/obj/debug/" in lower or "/obj/release/" in lower


TEST_FOLDERS = _words(
    "test tests __tests__ __mocks__ __snapshots__ __fixtures__ testing testdata test-data test_data unittest unittests"
    " e2e cypress androidtest integrationtest integration-tests functional-tests acceptance-tests testutils testutil"
    " step_definitions"
)
SPEC_FOLDERS = frozenset(("spec", "specs"))
DESCRIPTIONS = _words(".md .rst .txt .yaml .yml .json .pdf .adoc .raml")
TEST_PROJECT = re.compile(
    r"(?i:.*[._-](?:unit|integration|functional|acceptance|e2e)?[._-]?tests?)|[A-Z]\w*Tests?"
    r"|(?i:tests?[._-]?(?:files?|fixtures?|resources?|assets?|support|utils?|utilities|helpers?|keys?|certs?|apps?"
    r"|images?|suites?))|[A-Z]\w*Test(?:Utils|Utilities|Support|Helpers|Common)"
)
TEST_NAMES = re.compile(
    r"test_[^/]*\.(?:py|rb|php)|[^/]*_tests?\.(?:py|rb|go|js|ts|exs|php)|tests?\.(?:py|rb|js|ts)|conftest\.py"
    r"|[^/]*[._-](?:test|tests|spec|cy|e2e|e2e-spec|stories-test)\.(?:[cm]?[jt]sx?|vue|coffee)"
    r"|[^/]*_spec\.(?:rb|js|ts|coffee)|spec_helper\.rb|rails_helper\.rb|test_helper\.(?:rb|exs)|[^/]*\.feature"
    r"|(?:[^/]*[a-z0-9_])?(?:Tests?|TestCase|IT|ITCase)\.(?:java|kt|scala|groovy|php|cs|swift)"
    r"|Test[A-Z][^/]*\.(?:java|kt|scala)|[^/]*(?:Spec|Steps)\.(?:scala|groovy|cs|php)"
)


@lru_cache(maxsize=KNOWN)
def is_test(path: str) -> bool:
    """True for tests and what belongs to them (fixtures, helpers), by the conventions of the seven languages."""
    *folders, name = path.split("/")
    lower = [folder.lower() for folder in folders]
    if not TEST_FOLDERS.isdisjoint(lower) or any(TEST_PROJECT.fullmatch(folder) for folder in folders):
        return True
    if not SPEC_FOLDERS.isdisjoint(lower) and _ending(name.lower()) not in DESCRIPTIONS:
        return True  # a folder `spec` of documents alone is a specification
    return bool(TEST_NAMES.fullmatch(name)) or "features/support" in "/".join(lower)


DOCUMENT_FOLDERS = frozenset(("documentation", "javadoc", "groovydoc", "wiki"))
DOCUMENT_AT_ROOT = frozenset(("doc", "docs", "man", "manual"))
DOCUMENT_ENDINGS = _words(".md .markdown .mdx .rst .adoc .asciidoc .rdoc .textile .org .pdf .docx .odt .tex")
DOCUMENT_NAMES = re.compile(
    r"(?:readme|changelog|changes|history|news|contributing|contributors|copying|install|authors|notice|security|todo"
    r"|upgrading|citation)(?:[_-][a-z]+)?(?:\.(?:txt|html?|[a-z]{2}))?|(?:un)?licen[cs]e(?:[._-][^/]*)?"
)


@lru_cache(maxsize=KNOWN)
def is_documentation(path: str) -> bool:
    """True for documents for people, and for everything in the folders that hold them."""
    lower = path.lower()
    *folders, name = lower.split("/")
    if not DOCUMENT_FOLDERS.isdisjoint(folders) or (folders and folders[0] in DOCUMENT_AT_ROOT):
        return True
    if _ending(name) in DOCUMENT_ENDINGS:
        return True
    programmed = language_of(path) or other_language_of(path)
    return programmed is None and DOCUMENT_NAMES.fullmatch(name) is not None


EXAMPLE_FOLDERS = frozenset(("example", "examples", "sample", "samples", "demo", "demos", "myapp", "my-app", "my_app"))


@lru_cache(maxsize=KNOWN)
def is_example(path: str) -> bool:
    """True for what lies in a folder of examples, at the root or anywhere below."""
    # Below src/main/java folders are package names: Spring's petclinic is org.springframework.samples.petclinic.
    folders = path.lower().partition("src/main/java/")[0] if "src/main/java/" in path else path.lower()
    return not EXAMPLE_FOLDERS.isdisjoint(folders.split("/")[:-1])


MIGRATION_PLACES = re.compile(
    r"(?:^|/)migrations/(?:[^/]+/){0,3}[^/]+\.(?:sql|[cm]?[jt]s|php|cs|go)"
    r"|(?:^|/)migrations/\d{4}_[^/]+\.py"
    r"|(?:^|/)(?:alembic|migrations)/versions/[^/]+\.py"
    r"|(?:^|/)migration/[^/]+\.(?:sql|[jt]s)"
    r"|(?:^|/)migrate/[^/]+\.(?:rb|sql|go|[jt]s)"
    r"|(?:^|/)changelogs?/(?:[^/]+/){0,3}[^/]+\.(?:sql|xml|ya?ml)"
    r"|(?:^|/)[vru]\d[\d._]*__[^/]+\.(?:sql|java)"
)
NOT_MIGRATIONS = re.compile(
    r"__init__\.py|env\.py|.*modelsnapshot\.cs|.*\.designer\.cs|migration_lock\.toml|index\.[jt]s"
)


@lru_cache(maxsize=KNOWN)
def is_migration(path: str) -> bool:
    """True for one step that changes the shape of a database, by the folders and names of the usual tools."""
    lower = path.lower()
    return bool(MIGRATION_PLACES.search(lower)) and not NOT_MIGRATIONS.fullmatch(lower.rpartition("/")[2])


def is_product(path: str) -> bool:
    """True for a file that somebody wrote for the product itself: no test, vendored, generated, document or example."""
    return not (is_vendored(path) or is_generated(path) or is_test(path) or is_documentation(path) or is_example(path))
