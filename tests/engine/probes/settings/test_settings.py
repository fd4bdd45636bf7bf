# ruff: noqa: E501  (one row a case: a table is read by its columns)
"""What may stay on at a desk and must be off for customers, in seven languages, and what only looks like it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from makegood.engine.probes.settings import facts
from makegood.engine.probes.settings.probe import PROBE, extract
from tests.costing import at_most
from tests.engine.building import Delivery
from tests.engine.looking import Seen

Looked = Callable[..., Seen]

LEFT_ON = [
    ("shop/settings.py", "import os\nDEBUG = True\n", 2),
    ("config.py", "class Config:\n    DEBUG = True\n", 2),
    ("app.py", 'if __name__ == "__main__":\n    app.run(host="0.0.0.0", debug=True)\n', 2),
    ("app.py", 'app.config["DEBUG"] = True\n', 1),
    ("pay.py", "import requests\nrequests.post(URL.format(x), json={}, verify=False)\n", 2),
    ("api.py", 'app.add_middleware(M, allow_origins=["*"],\n    allow_credentials=True)\n', 1),
    ("views.py", "def view():\n    breakpoint()\n", 2),
    ("server.js", "process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';\n", 1),
    ("server.js", 'process.env["NODE_TLS_REJECT_UNAUTHORIZED"] = 0;\n', 1),
    ("call.ts", "const agent = new https.Agent({ rejectUnauthorized: false });\n", 1),
    ("server.js", "app.use(cors({ origin: '*', credentials: true }));\n", 1),
    ("server.js", "const errorhandler = require('errorhandler');\napp.use(errorhandler());\n", 2),
    ("cors.py", "h['Access-Control-Allow-Origin'] = '*'\nh['Access-Control-Allow-Credentials'] = 'true'\n", 1),
    ("public/index.php", "<?php\nini_set('display_errors', 1);\n", 2),
    ("pay.php", "<?php\ncurl_setopt($c, CURLOPT_SSL_VERIFYPEER, false);\n", 2),
    ("config/app.php", "<?php\n\nreturn [\n    'debug' => true,\n];\n", 4),
    ("php.ini", "memory_limit = 1G\ndisplay_errors = On\n", 2),
    (".env", "APP_NAME=Shop\nAPP_DEBUG=true\n", 2),
    (".env.production", "APP_DEBUG=true\n", 1),
    ("Dockerfile", "FROM python:3.12\nENV FLASK_DEBUG=1\n", 2),
    ("package.json", '{"scripts": {\n"start": "NODE_TLS_REJECT_UNAUTHORIZED=0 node ."}}\n', 2),
    ("config/environments/production.rb", "Rails.application.configure do\n  config.consider_all_requests_local = true\nend\n", 2),
    ("config/environments/production.rb", "# typed: false\nRails.application.config.consider_all_requests_local = true\n", 2),
    ("app/pay.rb", "http.verify_mode = OpenSSL::SSL::VERIFY_NONE\n", 1),
    ("src/Trust.java", "class T implements X509TrustManager {\n  public void checkServerTrusted(X509Certificate[] c, String a) {}\n}\n", 2),
    ("src/main/resources/application.properties", "server.error.include-stacktrace=always\n", 1),
    ("Startup.cs", "class S {\n void C(IApplicationBuilder app) {\n  app.UseDeveloperExceptionPage();\n }\n}\n", 3),
    ("Web.config", '<a>\n<compilation debug="true" />\n</a>\n', 2),
    ("main.go", 'package main\n\nimport (\n\t_ "net/http/pprof"\n)\n', 4),
    ("client.go", "package main\n\nvar c = &tls.Config{InsecureSkipVerify: true}\n", 3),
    ("latest.py", "import requests\ndef latest_device(product):\n    if product.localised:\n        return requests.get(URL, verify=False)\n", 4),
    ("app.py", "if device.verified:\n    app.run(debug=True)\n", 2),
    ("views.py", "class ContestView:\n    def get(self):\n        breakpoint()\n", 3),
]  # fmt: skip

RIGHT = [
    ("fetch.go", "package m\nfunc f() {\n\tif r.ignoreTLSErrors {\n\t\tt.C = &tls.Config{InsecureSkipVerify: true}\n\t}\n}\n"),
    ("cors.py", "if allow_all_origins:\n    headers['Access-Control-Allow-Origin'] = '*'\nif credentials:\n    headers['Access-Control-Allow-Credentials'] = 'true'\n"),
    ("shop/settings.py", 'import os\nDEBUG = os.environ.get("DEBUG") == "1"\n'),
    ("shop/settings.py", "DEBUG = True\nDEBUG = False\n"),
    ("shop/settings/local.py", "DEBUG = True\n"),
    ("shop/settings_dev.py", "DEBUG = True\n"),
    ("config.py", "class DevelopmentConfig(Config):\n    DEBUG = True\n"),
    ("settings.py", 'if os.environ.get("ENV") == "dev":\n    DEBUG = True\n'),
    ("tests/test_app.py", "app.run(debug=True)\nrequests.get(url, verify=False)\n"),
    ("app.py", '"""Start it with\n\napp.run(debug=True)\n"""\n# app.run(debug=True)\n'),
    ("app.py", "if config.isDevelopment or is_prod is False:\n    app.run(debug=True)\n"),
    ("call.py", "import requests\nif options.skip_tls:\n    requests.get(url, verify=False)\n"),
    ("http.py", "def get(url, verify=False):\n    pass\n"),
    ("server.js", "if (process.env.NODE_ENV === 'development') {\n  app.use(require('errorhandler')());\n}\n"),
    ("server.js", "const errorhandler = require('errorhandler');\nif (app.get('env') === 'development') { app.use(errorhandler()); }\n"),
    ("server.js", "// process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'\napp.use(cors({ origin: 'https://shop.test', credentials: true }));\n"),
    ("server.js", "const { errorHandler } = require('./middlewares/error');\napp.use(errorHandler());\n"),
    ("config/app.php", "<?php\nreturn [\n    'debug' => env('APP_DEBUG', false),\n];\n"),
    (".env.example", "APP_DEBUG=true\n"),
    ("config/environments/development.rb", "config.consider_all_requests_local = true\n"),
    ("config/environments/production.rb", "config.consider_all_requests_local = false\n"),
    ("Startup.cs", "class S {\n void C() {\n  if (env.IsDevelopment())\n  {\n   app.UseDeveloperExceptionPage();\n  }\n }\n}\n"),
    ("client_test.go", "package main\n\nvar c = &tls.Config{InsecureSkipVerify: true}\n"),
    ("docs/deploy.py", "DEBUG = True\n"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "content", "line"), LEFT_ON, ids=lambda value: str(value)[:30])
def test_what_was_left_on_is_found_with_its_line(
    repository: Delivery, looked: Looked, path: str, content: str, line: int
) -> None:
    repository.commit({path: content})
    assert looked(PROBE).places(facts.LEFT_ON) == [(path, line)]


def test_what_is_right_at_a_desk_or_off_is_no_finding(repository: Delivery, looked: Looked) -> None:
    for number, (path, content) in enumerate(RIGHT):
        folder = f"part{number}"
        repository.commit({path if path.startswith((".", "docs")) else f"{folder}/{path}": content})
    seen = looked(PROBE)
    assert [(one.path, one.excerpt) for one in seen.findings(facts.LEFT_ON)] == []


def test_production_settings_take_back_what_the_base_says(repository: Delivery, looked: Looked) -> None:
    repository.commit({"s/settings/base.py": "DEBUG = True\n", "s/settings/production.py": "DEBUG = False\n"})
    assert looked(PROBE).places(facts.LEFT_ON) == []


@pytest.mark.parametrize("reading", ["python", "javascript", "php", "java", "csharp", "env"])
@pytest.mark.parametrize("piece", [b"get(", b"ENV DEBUG ", b"run(debug ", b"void checkServerTrusted(", b"CORS(a, "])
def test_a_line_of_a_megabyte_costs_no_more_than_its_length(reading: str, piece: bytes) -> None:
    with at_most(2):
        extract(piece * (200_000 // len(piece)), reading)
