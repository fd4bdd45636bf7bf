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
DIGIT = r"(?=[A-Za-z_-]{0,60}[0-9])"
"""Before a key whose beginning is a word of programs, too: `ATTA` once matched ATTACHMENT_STORAGE_TYPE."""

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
    shape("1password-token", "a 1Password service token", r"\bops_eyJ", r"[A-Za-z0-9+/]{200,2000}={0,3}"),
    shape("adobe-secret", "an Adobe client secret", r"\bp8e-", r"[A-Za-z0-9_-]{32}" + END),
    shape("airtable-token", "an Airtable token", r"\bpat[A-Za-z0-9]{14}\.", r"[a-f0-9]{64}" + END),
    shape("alibaba-key", "an Alibaba Cloud key id", r"\bLTAI[A-Za-z0-9]{8}", r"[A-Za-z0-9]{9,13}" + END),
    shape("apify-token", "an Apify token", r"\bapify_api_", r"[A-Za-z0-9]{34,38}" + END),
    shape("artifactory-key", "an Artifactory key", r"\bAKCp[A-Za-z0-9]{10}", r"[A-Za-z0-9]{58,60}" + END),
    shape("asana-token", "an Asana token", r"\b[0-9]/[0-9]{10,20}(?:/[0-9]{10,20})?:", r"[a-f0-9]{32}" + END),
    shape("atlassian-token", "an Atlassian token", r"\bATATT3", r"[\w=-]{100,250}"),
    shape("atlassian-token", "a Bitbucket token", r"\bATCTT3", r"[\w=-]{100,250}"),
    shape("atlassian-token", "a Bitbucket app password", r"\bATBB[A-Za-z0-9]{8}", DIGIT + r"[A-Za-z0-9]{24}" + END, randomness=3.8),
    shape("atlassian-token", "a Trello token", r"\bATTA[a-f0-9]{8}", r"[a-f0-9]{56}[A-Za-z0-9]{0,8}" + END),
    shape("aws-bedrock-key", "an Amazon Bedrock key", r"\bABSK[A-Za-z0-9+/]{20}", r"[A-Za-z0-9+/]{80,260}={0,2}"),
    shape("braintree-token", "a Braintree token", r"\baccess_token\$production\$", r"[0-9a-z]{16}\$[0-9a-f]{32}" + END),
    shape("buildkite-token", "a Buildkite token", r"\bbk(?:ua|aa|ct|pt)_", DIGIT + r"[\w-]{40,340}" + END),
    shape("circleci-token", "a CircleCI token", r"\bCCI(?:PAT|PRJ)_", r"[A-Za-z0-9]{22}_[a-f0-9]{40}" + END),
    shape("clojars-token", "a Clojars token", r"\bCLOJARS_", r"[a-z0-9]{60}" + END),
    shape("contentful-token", "a Contentful token", r"\bCFPAT-", r"[\w-]{43}" + END),
    shape("docker-token", "a Docker Hub token", r"\bdckr_(?:pat|oat)_", r"[\w-]{27,32}" + END),
    shape("doppler-token", "a Doppler token", r"\bdp\.(?:pt|st|ct|sa|scim|audit)\.", r"(?:[a-z0-9_-]{2,35}\.)?[A-Za-z0-9]{40,44}" + END),
    shape("duffel-token", "a Duffel token", r"\bduffel_live_", r"[\w=-]{43}"),
    shape("dynatrace-token", "a Dynatrace token", r"\bdt0[a-z][0-9]{2}\.", r"[A-Z0-9]{24}\.[A-Z0-9]{64}" + END),
    shape("easypost-key", "an EasyPost key", r"\bEZAK[A-Za-z0-9]{10}", r"[A-Za-z0-9]{44}" + END),
    shape("facebook-token", "a Facebook token", r"\bEAA[MC][A-Za-z0-9]{10}", r"[A-Za-z0-9]{90,300}" + END),
    shape("figma-token", "a Figma token", r"\bfigd_", r"[\w-]{38,44}" + END),
    shape("flutterwave-key", "a Flutterwave key", r"\bFLWSECK-", r"[a-z0-9]{32,43}-X" + END),
    shape("fly-token", "a Fly.io token", r"\b(?:fo1_|fm[12][ar]?_|FlyV1 )", r"[\w=+/,-]{40,900}", randomness=4.0),
    shape("gitlab-token", "a GitLab runner token", r"\bGR1348941", r"[\w-]{20}" + END),
    shape("grafana-token", "a Grafana token", r"\bglsa_", r"[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}" + END),
    shape("grafana-token", "a Grafana token", r"\bglc_ey", r"[A-Za-z0-9+/]{38,400}={0,2}"),
    shape("groq-key", "a Groq key", r"\bgsk_", r"[A-Za-z0-9]{52}" + END),
    shape("hubspot-token", "a HubSpot token", r"\bpat-(?:na|eu)[0-9]-", r"[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}" + END),
    shape("langsmith-key", "a LangSmith key", r"\blsv2_(?:pt|sk)_", r"[0-9a-f]{32}_[0-9a-f]{10}" + END),
    shape("mailersend-key", "a MailerSend key", r"\bmlsn\.", r"[a-f0-9]{64}" + END),
    shape("mapbox-secret", "a secret Mapbox token", r"\bsk\.eyJ", r"[\w-]{20,250}\.[\w-]{20,40}" + END),
    shape("mongodb-atlas-key", "a MongoDB Atlas key", r"\bmdb_sa_sk_", r"[\w-]{40}" + END),
    shape("neon-key", "a Neon key", r"\bnapi_", DIGIT + r"[A-Za-z0-9]{64}" + END),
    shape("netlify-token", "a Netlify token", r"\bnf[pcoub]_", DIGIT + r"[A-Za-z0-9]{36}" + END),
    shape("notion-token", "a Notion token", r"\bntn_[0-9]{11}", r"[A-Za-z0-9]{35}" + END),
    shape("notion-token", "a Notion token", r"\bsecret_[A-Za-z0-9]{10}", DIGIT + r"[A-Za-z0-9]{33}" + END, randomness=4.0),
    shape("nvidia-key", "an NVIDIA key", r"\bnvapi-", r"[\w-]{60,70}" + END),
    shape("octopus-key", "an Octopus Deploy key", r"\bAPI-[A-Z0-9]{10}", DIGIT + r"[A-Z0-9]{15,22}" + END, randomness=3.8),
    shape("openrouter-key", "an OpenRouter key", r"\bsk-or-v1-", r"[0-9a-f]{64}" + END),
    shape("packagist-token", "a Packagist token", r"\bpackagist_[ao](?:ck|cs|rt|ut)_", r"[0-9a-f]{28,100}" + END),
    shape("paddle-key", "a Paddle key", r"\bpdl_live_apikey_", r"[a-z0-9]{26}_[A-Za-z0-9]{22}_[A-Za-z0-9]{3}" + END),
    shape("perplexity-key", "a Perplexity key", r"\bpplx-", DIGIT + r"[A-Za-z0-9]{48}" + END),
    shape("pinecone-key", "a Pinecone key", r"\bpcsk_", r"[A-Za-z0-9]{5,6}_[A-Za-z0-9]{63}" + END),
    shape("plaid-token", "a Plaid token for real accounts", r"\baccess-production-", r"[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}" + END),
    shape("planetscale-secret", "a PlanetScale secret", r"\bpscale_(?:tkn|pw|oauth)_", r"[\w=.-]{32,64}"),
    shape("posthog-key", "a personal PostHog key", r"\bphx_", r"[\w-]{41,49}" + END),
    shape("prefect-key", "a Prefect key", r"\bpnu_", DIGIT + r"[A-Za-z0-9]{36}" + END),
    shape("pulumi-token", "a Pulumi token", r"\bpul-", r"[a-f0-9]{40}" + END),
    shape("razorpay-key", "a Razorpay key id for real payments", r"\brzp_live_", r"[A-Za-z0-9]{14}" + END, severity="high"),
    shape("render-key", "a Render key", r"\brnd_", DIGIT + r"[A-Za-z0-9]{28,36}" + END),
    shape("replicate-token", "a Replicate token", r"\br8_", DIGIT + r"[A-Za-z0-9]{37}" + END),
    shape("resend-key", "a Resend key", r"\bre_[A-Za-z0-9]{8}_", DIGIT + r"[A-Za-z0-9]{24}" + END),
    shape("rubygems-key", "a RubyGems key", r"\brubygems_", r"[a-f0-9]{48}" + END),
    shape("sendinblue-key", "a Brevo (Sendinblue) key", r"\bxkeysib-", r"[a-fA-F0-9]{64}-[A-Za-z0-9]{16}" + END),
    shape("shippo-token", "a Shippo token", r"\bshippo_live_", r"[a-f0-9]{40}" + END),
    shape("sonar-token", "a Sonar token", r"\bsq[pua]_", r"[a-f0-9]{40}" + END),
    shape("sourcegraph-token", "a Sourcegraph token", r"\bsgp_", r"(?:[a-fA-F0-9]{16}_)?[a-fA-F0-9]{40}" + END),
    shape("tailscale-key", "a Tailscale key", r"\btskey-(?:api|auth|client|webhook)-", r"[\w-]{20,70}" + END),
    shape("terraform-token", "a Terraform token", r"\b[A-Za-z0-9]{14}\.atlasv1\.", r"[A-Za-z0-9_=-]{60,70}"),
    shape("typeform-token", "a Typeform token", r"\btfp_", DIGIT + r"[\w-]{40,60}" + END),
    shape("vault-token", "a Vault token", r"\bhv[br]\.", r"[\w-]{80,250}"),
    shape("vercel-token", "a Vercel token", r"\bvc[kpcir]_", DIGIT + r"[\w-]{56}" + END),
    shape("wandb-key", "a Weights & Biases key", r"\bwandb_v1_", r"\w{77}" + END),
    shape("xai-key", "an xAI key", r"\bxai-", DIGIT + r"[\w-]{70,120}" + END),
    shape("signed-token", "a signed token (JWT)", r"\beyJ[A-Za-z0-9_-]{10}", r"[A-Za-z0-9_-]{0,2000}\.eyJ[A-Za-z0-9_-]{8,4000}\.[A-Za-z0-9_-]{20,1000}", severity="medium"),
    shape("private-key", "a private key", r"-----BEGIN (?:[A-Z0-9]{2,10} )?PRIVATE KEY(?: BLOCK)?-----", r"(?P<s>[^-]{60,20000})", randomness=4.0),
    shape("private-key", "a private key", r"\bPuTTY-User-Key-File-[0-9]:", r"[^\0]{0,3000}?Private-Lines: [0-9]{1,4}\r?\n(?P<s>[A-Za-z0-9+/=\r\n]{60,8000})", randomness=4.0),
    shape("netrc-password", "a password for a machine", r"\bmachine[ \t]+[^\s]+[ \t\r\n]+login", r"[ \t]+[^\s]{1,100}[ \t\r\n]{1,9}password[ \t]+(?P<s>[^\s]{6,200})", randomness=2.0),
    shape("authorization", "an access token in a header", r"(?i)\bauthorization[\"']?[ \t]*[:=,][ \t]*[\"']?(?:bearer|basic|token)[ \t]", r"{0,3}(?P<s>[\w.~+/=-]{16,500})", severity="high", randomness=3.3),
    shape("registry-token", "a password of a container registry", r"\"auth\"[ \t]*:[ \t]*\"", r"(?P<s>[A-Za-z0-9+/]{16,400}={0,2})\"", randomness=3.3),
)  # fmt: skip
