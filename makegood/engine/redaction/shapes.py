# ruff: noqa: E501  (one row a kind: a table is read by its columns)
"""Shapes that providers gave their keys: data, one row a kind. Sources: the providers' pages and gitleaks' rule list."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shape:
    """One provider's key. `name` completes "This is ..."; `severity` is what it means where it is used for real.

    `anchor` begins every match and is cheap (RE2, over whole files); `exact` is tried at an anchor (`re`, every
    repetition bounded) and its group `s` is the secret. `randomness` is the least entropy in bits per character.
    """

    rule: str
    name: str
    anchor: str
    exact: str
    severity: str = "critical"
    randomness: float = 3.0


def shape(
    rule: str, name: str, anchor: str, rest: str = "", *, severity: str = "critical", randomness: float = 3.0
) -> Shape:
    """`rest` follows the anchor; the two together are the secret, unless `rest` marks a part of it as group `s`."""
    whole = f"{anchor}{rest}" if "(?P<s>" in rest else f"(?P<s>{anchor}{rest})"
    return Shape(rule, name, anchor, whole, severity, randomness)


END = r"(?![A-Za-z0-9_-])"

SHAPES: tuple[Shape, ...] = (
    shape("aws-access-key", "an Amazon Web Services key id", r"\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}", r"(?![A-Za-z0-9_/+=-])"),
    shape("stripe-live-key", "a Stripe key for real payments", r"\b(?:sk|rk)_live_", r"[0-9A-Za-z]{16,250}" + END),
    shape("stripe-test-key", "a Stripe key for test payments", r"\b(?:sk|rk)_test_", r"[0-9A-Za-z]{16,250}" + END, severity="info"),
    shape("stripe-webhook-secret", "a Stripe webhook secret", r"\bwhsec_", r"[0-9A-Za-z+/]{32,64}=?"),
    shape("github-token", "a GitHub token", r"\bgh[pousr]_[A-Za-z0-9]{10}", r"[A-Za-z0-9]{26,245}" + END),
    shape("github-token", "a GitHub token", r"\bgithub_pat_", r"[A-Za-z0-9]{22}_[A-Za-z0-9]{59}" + END),
    shape("gitlab-token", "a GitLab token", r"\bgl(?:pat|dt|rt|cbt|ptt|ft|imt|agent|oas|soat|ffct)-", r"[\w-]{20,64}" + END),
    shape("slack-token", "a Slack token", r"\bxox[abeoprs]-[A-Za-z0-9]", r"[A-Za-z0-9-]{12,250}"),
    shape("slack-token", "a Slack token", r"\bxapp-[0-9]-", r"[A-Za-z0-9-]{20,250}"),
    shape("slack-webhook", "a Slack webhook address", r"hooks\.slack\.com/(?:services|workflows|triggers)/", r"(?P<s>[TE][A-Z0-9]{6,14}/[A-Z0-9]{6,24}/[A-Za-z0-9]{18,48})"),
    shape("sendgrid-key", "a SendGrid key", r"\bSG\.[\w-]{16}", r"[\w-]{0,16}\.[\w-]{32,64}" + END),
    shape("google-api-key", "a Google API key", r"\bAIza[0-9A-Za-z_-]{8}", r"[0-9A-Za-z_-]{27}" + END),
    shape("google-oauth-secret", "a Google OAuth secret", r"\bGOCSPX-", r"[\w-]{28}" + END),
    shape("google-oauth-token", "a Google OAuth token", r"\bya29\.", r"[\w-]{30,250}"),
    shape("twilio-key", "a Twilio key", r"\bSK[0-9a-f]{32}", END),
    shape("twilio-account", "a Twilio account id", r"\bAC[0-9a-f]{32}", END, severity="medium"),
    shape("npm-token", "an npm token", r"\bnpm_[A-Za-z0-9]{10}", r"[A-Za-z0-9]{26}" + END),
    shape("pypi-token", "a PyPI token", r"\bpypi-AgEI", r"[\w-]{40,250}"),
    shape("anthropic-key", "an Anthropic key", r"\bsk-ant-[a-z]", r"[a-z0-9]{2,10}-[\w-]{32,120}"),
    shape("openai-key", "an OpenAI key", r"\bsk-(?:proj|svcacct|admin)-", r"[\w-]{32,250}"),
    shape("openai-key", "an OpenAI key", r"\bsk-[A-Za-z0-9]{20}", r"[A-Za-z0-9]{20,44}" + END, randomness=3.5),
    shape("azure-storage-key", "an Azure storage key", r"\bAccountKey=", r"(?P<s>[A-Za-z0-9+/]{86}==)"),
    shape("azure-shared-key", "an Azure access key", r"\bSharedAccessKey=", r"(?P<s>[A-Za-z0-9+/]{43}=)"),
    shape("azure-client-secret", "an Azure application secret", r"\b[\w~.]{3}[78]Q~", r"[\w~.-]{31,34}" + END),
    shape("mailgun-key", "a Mailgun key", r"\bkey-[0-9a-f]{32}", END),
    shape("mailchimp-key", "a Mailchimp key", r"\b[0-9a-f]{32}-us[0-9]", r"[0-9]?" + END),
    shape("square-token", "a Square token", r"\bsq0(?:atp|csp|idp)-", r"[\w-]{22,43}" + END),
    shape("square-token", "a Square token", r"\bEAAA[\w-]{10}", r"[\w-]{50}" + END, randomness=4.5),
    shape("shopify-token", "a Shopify token", r"\bshp(?:at|ca|pa|ss)_", r"[0-9a-fA-F]{32}" + END),
    shape("digitalocean-token", "a DigitalOcean token", r"\bdo[opr]_v1_", r"[0-9a-f]{64}" + END),
    shape("heroku-key", "a Heroku key", r"\bHRKU-", r"[\w-]{36,64}" + END),
    shape("telegram-token", "a Telegram bot token", r"\b[0-9]{8,10}:AA", r"[\w-]{32,34}" + END),
    shape("discord-token", "a Discord bot token", r"\b[MNO][A-Za-z0-9_-]{23,27}\.[\w-]{6}\.", r"[\w-]{27,38}" + END, randomness=4.0),
    shape("discord-webhook", "a Discord webhook address", r"discord(?:app)?\.com/api/webhooks/", r"[0-9]{17,20}/(?P<s>[\w-]{60,80})"),
    shape("databricks-token", "a Databricks token", r"\bdapi[0-9a-f]{32}", r"(?:-[0-9])?" + END),
    shape("hugging-face-token", "a Hugging Face token", r"\bhf_[A-Za-z]{10}", r"[A-Za-z]{24,27}" + END),
    shape("postman-key", "a Postman key", r"\bPMAK-", r"[0-9a-f]{24}-[0-9a-f]{34}" + END),
    shape("vault-token", "a Vault token", r"\bhvs\.", r"[\w-]{80,140}"),
    shape("sentry-token", "a Sentry token", r"\bsntry[su]_", r"[A-Za-z0-9_=+/]{40,250}"),
    shape("new-relic-key", "a New Relic key", r"\bNRAK-", r"[A-Z0-9]{27}" + END),
    shape("linear-key", "a Linear key", r"\blin_api_", r"[A-Za-z0-9]{40}" + END),
    shape("supabase-key", "a Supabase key", r"\bsb(?:p|_secret)_", r"[\w-]{30,64}" + END),
    shape("age-key", "an age private key", r"\bAGE-SECRET-KEY-1", r"[A-Z0-9]{58}" + END),
    shape("signed-token", "a signed token (JWT)", r"\beyJ[A-Za-z0-9_-]{10}", r"[A-Za-z0-9_-]{0,2000}\.eyJ[A-Za-z0-9_-]{8,4000}\.[A-Za-z0-9_-]{20,1000}", severity="medium"),
    shape("private-key", "a private key", r"-----BEGIN (?:[A-Z0-9]{2,10} )?PRIVATE KEY(?: BLOCK)?-----", r"(?P<s>[^-]{60,20000})", randomness=4.0),
    shape("private-key", "a private key", r"\bPuTTY-User-Key-File-[0-9]:", r"[^\0]{0,3000}?Private-Lines: [0-9]{1,4}\r?\n(?P<s>[A-Za-z0-9+/=\r\n]{60,8000})", randomness=4.0),
    shape("netrc-password", "a password for a machine", r"\bmachine[ \t]+[^\s]+[ \t\r\n]+login", r"[ \t]+[^\s]{1,100}[ \t\r\n]{1,9}password[ \t]+(?P<s>[^\s]{6,200})", randomness=2.0),
    shape("authorization", "an access token in a header", r"(?i)\bauthorization[\"']?[ \t]*[:=,][ \t]*[\"']?(?:bearer|basic|token)[ \t]", r"{0,3}(?P<s>[\w.~+/=-]{16,500})", severity="high", randomness=3.3),
    shape("registry-token", "a password of a container registry", r"\"auth\"[ \t]*:[ \t]*\"", r"(?P<s>[A-Za-z0-9+/]{16,400}={0,2})\"", randomness=3.3),
)  # fmt: skip
