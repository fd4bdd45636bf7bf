# ruff: noqa: E501  (one row a case: a table is read by its columns)
"""Imports compared with manifests (H13): what is used and listed nowhere, and what only looks so."""

import json
from collections.abc import Callable

import pytest

from makegood.engine.probes.dependencies import facts
from makegood.engine.probes.dependencies.probe import PROBE
from tests.engine.building import Delivery
from tests.engine.looking import Seen

Looked = Callable[..., Seen]

REQUIREMENTS = {"requirements.txt": "Django==4.2.11\npsycopg2-binary==2.9.9\n"}
PACKAGE = {"package.json": json.dumps({"name": "shop", "dependencies": {"express": "^4.0.0"}})}
GO = {"go.mod": "module shop.test/app\n\ngo 1.22\n\nrequire github.com/go-chi/chi/v5 v5.0.12\n"}
COMPOSER = {
    "composer.json": json.dumps({"require": {"laravel/framework": "^11"}, "autoload": {"psr-4": {"App\\": "app"}}})
}
GEMS = {"Gemfile": "gem 'rails'\n", "Gemfile.lock": "GEM\n  specs:\n    rails (7.1.3)\n    nokogiri (1.16.0)\n"}
POM = {"pom.xml": "<project><artifactId>a</artifactId><dependencies><dependency><groupId>org.x</groupId>"
       "<artifactId>y</artifactId><version>1</version></dependency></dependencies></project>"}  # fmt: skip
PROJECT = {
    "Shop.csproj": '<Project><ItemGroup><PackageReference Include="Dapper" Version="2.1.35" /></ItemGroup></Project>'
}

BREACHES = [
    (REQUIREMENTS, "shop/views.py", "import os\nimport requests\n", 2),
    (REQUIREMENTS, "shop/tasks.py", "from celery import shared_task\n", 1),
    (REQUIREMENTS, "shop/pay.py", "def pay():\n    import stripe\n    stripe.pay()\n", 2),
    (REQUIREMENTS, "shop/images.py", '"""Images."""\n\nfrom PIL import Image, ImageOps\n', 3),
    (REQUIREMENTS, "shop/export.py", "import csv, io, openpyxl as xl\n", 1),
    ({"pyproject.toml": '[project]\nname = "shop"\ndependencies = ["flask>=3"]\n'}, "src/shop/a.py", "import yaml\n", 1),
    ({"services/a/requirements.txt": "flask==3.0\n", "services/b/requirements.txt": "requests==2.31\n"},
     "services/a/app/main.py", "import requests\n", 1),
    ({}, "app.py", "import flask\n", 1),
    (PACKAGE, "server.js", "const express = require('express')\nconst axios = require('axios')\n", 2),
    (PACKAGE, "src/app.ts", 'import express from "express";\nimport { z } from "zod";\n', 2),
    (PACKAGE, "src/page.tsx", "import dayjs from 'dayjs'\nexport const A = () => <p>{dayjs()}</p>\n", 1),
    (PACKAGE, "src/lazy.js", "export const f = () => import('lodash/debounce')\n", 1),
    (PACKAGE, "src/Card.vue", "<script setup>\nimport { ref } from 'vue'\n</script>\n", 2),
    (PACKAGE, "src/e.mjs", "export { v4 } from 'uuid'\n", 1),
    ({}, "index.js", "const app = require('koa')\n", 1),
    (GO, "main.go", 'package main\n\nimport (\n\t"fmt"\n\n\t"github.com/gin-gonic/gin"\n)\n', 6),
    (GO, "db.go", 'package main\n\nimport _ "github.com/lib/pq"\n', 3),
    (COMPOSER, "app/Pay.php", "<?php\n\nnamespace App;\n\nuse Stripe\\StripeClient;\n", 5),
    (GEMS, "app/models/pay.rb", "require 'stripe'\n", 1),
    (POM, "src/main/java/A.java", "package a;\n\nimport com.google.gson.Gson;\n", 3),
    (PROJECT, "Pay.cs", "using System;\nusing Newtonsoft.Json;\n", 2),
]  # fmt: skip

DECOYS = [
    (REQUIREMENTS, "shop/models.py", "from django.db import models\nimport psycopg2\nfrom . import forms\n"),
    (REQUIREMENTS, "shop/speed.py", "try:\n    import orjson as json\nexcept ImportError:\n    import json\n"),
    (REQUIREMENTS, "shop/t.py", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from mypy_boto3_s3 import S3\n"),
    (REQUIREMENTS, "shop/doc.py", '"""Use it so:\n\nimport requests\n"""\n'),
    (REQUIREMENTS, "tests/test_a.py", "import pytest\n"),
    (REQUIREMENTS, "shop/zone.py", "import pytz\nfrom asgiref.sync import sync_to_async\n"),
    ({**REQUIREMENTS, "pricing/__init__.py": ""}, "shop/use.py", "from pricing import rates\n"),
    ({"requirements/base.txt": "requests==2.31\n"}, "app/a.py", "import requests\n"),
    ({"environment.yml": "dependencies:\n  - python=3.11\n  - requests\n"}, "a.py", "import requests\n"),
    ({"pyproject.toml": '[project]\nname="x"\n[project.optional-dependencies]\nredis = ["redis>=5"]\n'}, "x/a.py",
     "import redis\n"),
    ({"setup.py": "from setuptools import setup\nsetup(name='x', install_requires=['PyYAML'])\n"}, "x.py", "import yaml\n"),
    (PACKAGE, "server.js", "// const axios = require('axios')\nconst fs = require('node:fs/promises')\n"),
    (PACKAGE, "a.js", "let s\ntry { s = require('sharp') } catch (e) { s = null }\n"),
    ({**PACKAGE, "tsconfig.json": '{"compilerOptions": {"paths": {"@core/*": ["src/core/*"], "moment": ["x"]}}}'},
     "src/a.ts", "import a from '@core/a'\nimport m from 'moment'\nimport b from './b'\n"),
    ({**PACKAGE, "vite.config.ts": "export default { resolve: { alias: { '#shared': './shared', lodash: './mini' } } }"},
     "src/a.ts", "import l from 'lodash'\nimport s from '#shared/x'\n"),
    ({"package.json": '{"name":"r","workspaces":["p/*"],"dependencies":{"axios":"1"}}', "p/a/package.json": '{"name":"@r/a"}'},
     "p/b/index.js", "const a = require('@r/a'), x = require('axios')\n"),
    (PACKAGE, "types.ts", "import type { Request } from 'express'\nimport http from 'http'\n"),
    (GO, "main.go", 'package main\n\nimport (\n\t"net/http"\n\t"shop.test/app/internal/db"\n\t"github.com/go-chi/chi/v5/middleware"\n)\n'),
    (COMPOSER, "app/A.php", "<?php\nnamespace App;\nuse Illuminate\\Http\\Request;\nuse App\\Models\\User;\nuse Carbon\\Carbon;\n"),
    (GEMS, "lib/a.rb", "require 'json'\nrequire 'nokogiri'\nrequire 'active_support/all'\nrequire_relative 'b'\n"),
    (POM, "src/main/java/A.java", "package a;\nimport java.util.List;\nimport org.springframework.boot.SpringApplication;\n"),
    (PROJECT, "A.cs", "using System.Linq;\nusing Dapper;\nusing Shop.Models;\n"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "path", "code", "line"), BREACHES, ids=[row[1] for row in BREACHES])
def test_what_is_imported_and_listed_nowhere_is_found_with_its_line(
    repository: Delivery, looked: Looked, given: dict[str | bytes, str], path: str, code: str, line: int
) -> None:
    repository.commit({**given, path: code})
    seen = looked(PROBE)
    assert seen.places(facts.UNDECLARED) == [(path, line)]
    assert [finding.severity for finding in seen.findings(facts.UNDECLARED)] == ["high"]


@pytest.mark.parametrize(("given", "path", "code"), DECOYS, ids=[row[1] for row in DECOYS])
def test_what_is_listed_built_in_optional_or_ones_own_stays_silent(
    repository: Delivery, looked: Looked, given: dict[str | bytes, str], path: str, code: str
) -> None:
    repository.commit({**given, path: code})
    assert looked(PROBE).findings(facts.UNDECLARED) == []


def test_a_package_that_only_another_package_brings_is_no_finding_with_a_lock(
    repository: Delivery, looked: Looked
) -> None:
    project = '[project]\nname = "shop"\ndependencies = ["httpx"]\n'
    lock = '[[package]]\nname = "httpx"\nversion = "0.27"\ndependencies = [{ name = "pandas" }]\n'
    repository.commit({"pyproject.toml": project, "uv.lock": lock, "shop/a.py": "import pandas\n"})
    assert looked(PROBE).findings(facts.UNDECLARED) == []


def test_a_package_taken_out_of_the_manifest_and_left_in_the_lock_is_found(
    repository: Delivery, looked: Looked
) -> None:
    project = '[tool.poetry.dependencies]\npython = "^3.11"\nhttpx = "^0.27"\n'
    lock = '[[package]]\nname = "httpx"\nversion = "0.27.0"\n\n[[package]]\nname = "pandas"\nversion = "2.2.0"\n'
    repository.commit({"pyproject.toml": project, "poetry.lock": lock, "shop/a.py": "import pandas\n"})
    assert looked(PROBE).places(facts.UNDECLARED) == [("shop/a.py", 1)]
