"""What is recognised as a secret, and what only looks like one."""

from __future__ import annotations

import base64
import json

import pytest

from makegood.engine.redaction.spans import spans
from tests.costing import at_most
from tests.engine.invented import SETTINGS, TEN, hexadecimal, private_key, some

SERIOUS = ("critical", "high")


def found(text: str) -> list[tuple[str, str]]:
    content = text.encode()
    return [(span.rule, content[span.start : span.end].decode()) for span in spans(content) if span.severity in SERIOUS]


def signed_token(payload: dict[str, object]) -> str:
    parts = (
        base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in ({"alg": "HS256"}, payload)
    )
    return ".".join([*parts, some(43)])


def identifier() -> str:
    return "-".join(hexadecimal(size) for size in (8, 4, 4, 4, 12))


def test_all_ten_kinds_that_scanners_were_measured_on_are_found() -> None:
    assert found(SETTINGS) == list(TEN.items())


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("github-token", f"github_pat_{some(22)}_{some(59)}"),
        ("gitlab-token", "glpat-" + some(20)),
        ("slack-webhook", f"https://hooks.slack.com/services/T{hexadecimal(8).upper()}/B{hexadecimal(8).upper()}/{some(24)}"),
        ("stripe-webhook-secret", "whsec_" + some(32)),
        ("google-oauth-secret", "GOCSPX-" + some(28)),
        ("twilio-key", "SK" + hexadecimal(32)),
        ("npm-token", "npm_" + some(36)),
        ("pypi-token", "pypi-AgEIcHlwaS5vcmc" + some(60)),
        ("anthropic-key", "sk-ant-api03-" + some(80)),
        ("openai-key", "sk-proj-" + some(48)),
        ("openai-key", "sk-" + some(48)),
        ("azure-storage-key", f"DefaultEndpointsProtocol=https;AccountName=shop;AccountKey={some(86)}=="),
        ("azure-shared-key", f"SharedAccessKey={some(43)}="),
        ("mailgun-key", "key-" + hexadecimal(32)),
        ("mailchimp-key", hexadecimal(32) + "-us12"),
        ("square-token", "sq0atp-" + some(22)),
        ("shopify-token", "shpat_" + hexadecimal(32)),
        ("digitalocean-token", "dop_v1_" + hexadecimal(64)),
        ("telegram-token", f"{some(9, '123456789')}:AA{some(33)}"),
        ("discord-webhook", f"https://discord.com/api/webhooks/{some(18, '123456789')}/{some(68)}"),
        ("private-key", private_key()),
        ("private-key", json.dumps({"private_key": private_key()})),
        ("atlassian-token", "ATTA" + hexadecimal(64)),
        ("atlassian-token", "ATATT3" + some(180)),
        ("circleci-token", f"CCIPAT_{some(22)}_{hexadecimal(40)}"),
        ("docker-token", "dckr_pat_" + some(27)),
        ("facebook-token", "EAAC" + some(120)),
        ("figma-token", "figd_" + some(40)),
        ("grafana-token", f"glsa_{some(32)}_{hexadecimal(8)}"),
        ("hubspot-token", "pat-na1-" + identifier()),
        ("netlify-token", "nfp_" + some(36)),
        ("notion-token", f"ntn_{some(11, '123456789')}{some(35)}"),
        ("plaid-token", "access-production-" + identifier()),
        ("razorpay-key", "rzp_live_" + some(14)),
        ("resend-key", f"re_{some(8)}_{some(24)}"),
        ("rubygems-key", "rubygems_" + hexadecimal(48)),
        ("sendinblue-key", f"xkeysib-{hexadecimal(64)}-{some(16)}"),
        ("sonar-token", "sqp_" + hexadecimal(40)),
        ("terraform-token", f"{some(14)}.atlasv1.{some(67)}"),
        ("xai-key", "xai-" + some(80)),
        ("netrc-password", f"machine git.shop.net login deploy password {some(16)}"),
        ("authorization", f'headers = {{"Authorization": "Bearer {some(40)}"}}'),
        ("registry-token", json.dumps({"auth": base64.b64encode(f"deploy:{some(20)}".encode()).decode()})),
        ("database-address", f"mongodb+srv://root:{some(14)}@cluster0.ab1cd.mongodb.net/shop"),
        ("address-password", f"https://deploy:{some(14)}@git.shop.net/shop.git"),
        ("connection-string", f"Server=tcp:shop.database.windows.net;User ID=sa;Password={some(12)}!;"),
        ("password", f"define('DB_PASSWORD', '{some(12)}');"),
        ("password", f"<password>{some(12)}</password>"),
        ("password", f'<add key="SmtpPassword" value="{some(12)}" />'),
        ("password", f"spring.datasource.password={some(12)}"),
        ("password", f'os.environ["DB_PASSWORD"] = "{some(12)}"'),
        ("password", f'const string DbPassword = "Winter-{some(6)}7!";'),
        ("session-key", f"SECRET_KEY = '{some(50)}'"),
        ("secret-value", f"//registry.npm.test/:_authToken={some(36)}"),
        ("secret-value", f'"client_secret": "{some(40)}"'),
        ("signed-token", signed_token({"role": "service_role", "iss": "shop"})),
    ],
)  # fmt: skip
def test_a_secret_of_every_kind_is_found(rule: str, text: str) -> None:
    assert [kind for kind, _ in found(text)] == [rule]


@pytest.mark.parametrize(
    "text",
    [
        "ATTACHMENT_STORAGE_TYPE_UNSPECIFIED = 0;",
        "secret_ContainerNameOfTheSomewhatLongServiceAccount = 1",
        "re_username_ContainsInvalidCharacte",
        "API-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        'AWS_ACCESS_KEY_ID = "AKIAIOSFODNN7EXAMPLE"',
        '"access_token":"2YotnFZFEjr1zCsicMWpAA"',
        'AWS_SECRET_ACCESS_KEY = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"',
        'password = "changeme"',
        'password = "P@ssw0rd123"',
        'password = "your-password-here"',
        'PASSWORD_LABEL = "Password2"',
        "password: ${DB_PASSWORD:secret123}",
        'password = os.environ["DB_PASSWORD"]',
        "'password' => env('DB_PASSWORD', ''),",
        "'password' => 'required|string|min:8|confirmed',",
        'token_url = "https://accounts.shop.net/o/oauth2/token1"',
        'api_key = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx1"',
        'secret = "abcdefghijklmnopqrstuvwxyz123456"',
        f'password_hash = "{hexadecimal(64)}"',
        'password = "pbkdf2_sha256$260000$9VSzFd5HYpRU$5JLR2XPrJrBrAkJ54O5Byv"',
        'password = "$2b$12$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW"',
        "postgres://postgres:postgres@localhost:5432/app",
        "postgres://user:password@host:5432/app",
        "https://user:pass@example.com/",
        "redis://:@localhost:6379/0",
        "Server=localhost;Database=app;User Id=sa;Password=Pass@word1;",
        'publicKeyToken="b77a5c561934e089"',
        'STRIPE = "pk_live_' + some(24) + '"',
        'STRIPE = "sk_test_' + some(24) + '"',
        "-----BEGIN PUBLIC KEY-----\n" + some(64) + "\n-----END PUBLIC KEY-----",
        "-----BEGIN RSA PRIVATE KEY-----\n...\n-----END RSA PRIVATE KEY-----",
        '"integrity": "sha512-' + some(86) + '=="',
        f'<script src="app.js" integrity="sha384-{some(64)}"></script>',
        'id = "3f2b8c1e-9d4a-4c6e-8b7f-1a2b3c4d5e6f"',
        f"commit {hexadecimal(40)}",
        'secret_id = "12345-abcde"',
        '"aws_secret_access_key": "EJ[1:' + some(43) + '=:' + some(32) + ']"',
        "db_password: ENC[AES256_GCM,data:" + some(24) + "]",
        f'form.append("csrfmiddlewaretoken", "{some(64)}")',
        "'password' => '--password=',",
        'OWNER_SALT_MD5 = "SHOP_OWNER_SALT_MD5"',
        "data:image/png;base64,iVBORw0KGgo" + some(400),
        signed_token({"sub": "1234567890", "name": "John Doe", "iat": 1516239022}),
        "Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==",
        "https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_secret_is_none(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "line",
    [
        "a" * 3_000_000,
        "password=" * 330_000,
        'password = "a' * 250_000,
        "://a:b" * 500_000,
        "eyJaaaaaaaaaaa." * 200_000,
        "-----BEGIN RSA PRIVATE KEY-----" * 100_000,
        "AKIA" * 750_000,
        "machine a login " * 180_000,
        "PuTTY-User-Key-File-2:" * 130_000,
    ],
    ids=lambda line: line[:12],
)  # fmt: skip
def test_a_line_of_three_megabytes_costs_no_more_than_its_length(line: str) -> None:
    with at_most(3):
        spans(line.encode())


def test_a_connection_string_may_end_with_its_password_and_a_call_is_none() -> None:
    typed = "Vol" + "torf#7" + "kar"
    assert found(f'add="Data Source=sql1.shop.net;User Id=sa;Password={typed}"') == [("connection-string", typed)]
    assert found('connect(host="db.shop.net", password=settings.get("password"))') == []
    assert found('dict(host="db.shop.net",  password=os.getenv("DB_PASSWORD"),)') == []


def test_a_bare_header_is_documentation_in_a_program() -> None:
    header = f"Authorization: Token {hexadecimal(40)}"
    assert [span.quoted for span in spans(f"    {header}\n".encode())] == [False]
    assert [span.quoted for span in spans(f"curl -H '{header}'\n".encode())] == [True]


def test_a_name_of_words_is_no_token_and_an_address_for_reports_no_password() -> None:
    assert found("ATTACHMENT_STORAGE_TYPE_UNSPECIFIED = 0") == []
    assert found(f"dsn = 'https://{hexadecimal(32)}:{hexadecimal(32)}@errors.shop.net/12'") == []


def test_a_bare_password_may_hold_a_hyphen() -> None:
    typed = "Vol" + "torf-kar" + "1987"
    assert found(f"production:\n  password: {typed}\n") == [("password", typed)]


@pytest.mark.parametrize(
    "line",
    [
        "var password = process.env.PGPASSWORD || '{}'",
        "PW = os.environ.get('DB_PASSWORD', '{}')",
        "PW = os.getenv('DB_PASSWORD') or '{}'",
        "$p = getenv('DB_PASSWORD') ?: '{}';",
        "pw = ENV.fetch('SMTP_PASSWORD', '{}')",
    ],
)
def test_a_password_that_is_taken_where_none_is_set_is_one(line: str) -> None:
    assert found(line.format("Mirgol!torve1983")) == [("password", "Mirgol!torve1983")]


@pytest.mark.parametrize("value", ["postgres", "changeme", "development", "please-set-me", "secret"])
def test_a_word_that_is_taken_where_no_password_is_set_is_none(value: str) -> None:
    assert found(f"const password = process.env.PGPASSWORD || '{value}'") == []
