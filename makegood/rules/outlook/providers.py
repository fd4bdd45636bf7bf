"""Who serves names, mails and pages: told by names of servers, by headers that only they send, by their networks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from makegood.connectors.outlook.record import Look, Network, Page, Unanswered

NAMES = {
    "akam.net": "Akamai", "azure-dns.com": "Microsoft Azure", "azure-dns.info": "Microsoft Azure",
    "azure-dns.net": "Microsoft Azure", "azure-dns.org": "Microsoft Azure", "bluehost.com": "Bluehost",
    "cloudflare.com": "Cloudflare", "digitalocean.com": "DigitalOcean", "dns-parking.com": "Hostinger",
    "dnsimple.com": "DNSimple", "dnsmadeeasy.com": "DNS Made Easy", "domaincontrol.com": "GoDaddy",
    "dreamhost.com": "DreamHost", "dynect.net": "Oracle Dyn", "easydns.com": "easyDNS", "first-ns.de": "Hetzner",
    "gandi.net": "Gandi", "googledomains.com": "Google", "hetzner.com": "Hetzner", "hostgator.com": "HostGator",
    "hover.com": "Hover", "ionos.com": "IONOS", "linode.com": "Linode", "name-services.com": "Enom",
    "name.com": "Name.com", "nsone.net": "NS1 (also used by Netlify)", "ovh.net": "OVH", "porkbun.com": "Porkbun",
    "registrar-servers.com": "Namecheap", "siteground.net": "SiteGround", "squarespacedns.com": "Squarespace",
    "ui-dns.biz": "IONOS", "ui-dns.com": "IONOS", "ui-dns.de": "IONOS", "ui-dns.org": "IONOS",
    "ultradns.com": "UltraDNS", "ultradns.net": "UltraDNS", "vercel-dns.com": "Vercel", "wixdns.net": "Wix",
    "wordpress.com": "WordPress.com", "worldnic.com": "Network Solutions",
}  # fmt: skip
AMAZON_NAMES = "awsdns-"

MAIL = {
    "1and1.com": "IONOS", "amazonaws.com": "Amazon SES", "barracudanetworks.com": "Barracuda (a filter before it)",
    "cloudflare.net": "Cloudflare (forwarding)", "dreamhost.com": "DreamHost", "emailsrvr.com": "Rackspace",
    "google.com": "Google Workspace", "googlemail.com": "Google Workspace", "hostinger.com": "Hostinger",
    "icloud.com": "Apple iCloud", "improvmx.com": "ImprovMX (forwarding)", "ionos.com": "IONOS",
    "kundenserver.de": "IONOS", "mailgun.org": "Mailgun", "messagingengine.com": "Fastmail",
    "mimecast.com": "Mimecast (a filter before it)", "mxroute.com": "MXroute", "outlook.com": "Microsoft 365",
    "mx.microsoft": "Microsoft 365", "pphosted.com": "Proofpoint (a filter before it)",
    "ppe-hosted.com": "Proofpoint (a filter before it)", "privateemail.com": "Namecheap", "protonmail.ch": "Proton",
    "registrar-servers.com": "Namecheap (forwarding)", "secureserver.net": "GoDaddy", "sendgrid.net": "SendGrid",
    "titan.email": "Titan", "yandex.net": "Yandex", "zoho.com": "Zoho", "zoho.eu": "Zoho",
}  # fmt: skip

WEB = {
    "amazonaws.com": "Amazon Web Services", "awsglobalaccelerator.com": "Amazon Web Services",
    "azurefd.net": "Microsoft Azure", "azurestaticapps.net": "Microsoft Azure", "azurewebsites.net": "Microsoft Azure",
    "cloudapp.azure.com": "Microsoft Azure", "cloudapp.net": "Microsoft Azure", "trafficmanager.net": "Microsoft Azure",
    "bluehost.com": "Bluehost", "cloudfront.net": "Amazon Web Services", "digitaloceanspaces.com": "DigitalOcean",
    "firebaseapp.com": "Google Firebase", "fly.dev": "Fly.io", "github.io": "GitHub Pages", "gitlab.io": "GitLab Pages",
    "googlehosted.com": "Google Cloud", "googleusercontent.com": "Google Cloud", "1e100.net": "Google Cloud",
    "herokuapp.com": "Heroku", "herokudns.com": "Heroku", "hostgator.com": "HostGator", "kinsta.cloud": "Kinsta",
    "linodeusercontent.com": "Linode", "myshopify.com": "Shopify", "netlify.app": "Netlify", "netlify.com": "Netlify",
    "ondigitalocean.app": "DigitalOcean", "onrender.com": "Render", "ovh.net": "OVH", "pages.dev": "Cloudflare Pages",
    "pantheonsite.io": "Pantheon", "railway.app": "Railway", "replit.app": "Replit", "run.app": "Google Cloud",
    "secureserver.net": "GoDaddy", "squarespace.com": "Squarespace", "vercel-dns.com": "Vercel", "vercel.app": "Vercel",
    "web.app": "Google Firebase", "webflow.io": "Webflow", "wixdns.net": "Wix", "wordpress.com": "WordPress.com",
    "workers.dev": "Cloudflare Workers", "wpengine.com": "WP Engine", "your-server.de": "Hetzner",
}  # fmt: skip

HEADERS = {
    "x-vercel-id": "Vercel", "x-nf-request-id": "Netlify", "x-github-request-id": "GitHub Pages",
    "fly-request-id": "Fly.io", "x-shopid": "Shopify", "x-shopify-stage": "Shopify", "x-wix-request-id": "Wix",
    "rndr-id": "Render", "x-railway-request-id": "Railway", "x-pantheon-styx-hostname": "Pantheon",
    "x-kinsta-cache": "Kinsta", "wpe-backend": "WP Engine", "x-do-app-origin": "DigitalOcean",
}  # fmt: skip
"""Headers that one host alone sends."""

FRONTS = {
    "cf-ray": "Cloudflare", "x-amz-cf-id": "Amazon CloudFront", "x-azure-ref": "Azure Front Door",
    "x-sucuri-id": "Sucuri", "x-akamai-transformed": "Akamai",
}  # fmt: skip
"""Headers of those that only stand before the server: where it is itself cannot be seen."""

HOLDERS = {
    "amazon": "Amazon Web Services", "microsoft": "Microsoft Azure", "google": "Google Cloud",
    "digitalocean": "DigitalOcean", "hetzner": "Hetzner", "ovh": "OVH", "linode": "Linode",
    "vultr": "Vultr", "choopa": "Vultr", "constant company": "Vultr", "godaddy": "GoDaddy", "unified layer": "Bluehost",
    "newfold": "Bluehost", "ionos": "IONOS", "1&1": "IONOS", "squarespace": "Squarespace", "shopify": "Shopify",
    "automattic": "WordPress.com", "oracle": "Oracle Cloud", "rackspace": "Rackspace", "dreamhost": "DreamHost",
    "liquid web": "Liquid Web", "contabo": "Contabo", "namecheap": "Namecheap", "vercel": "Vercel",
}  # fmt: skip
HOLDING_FRONTS = {"cloudflare": "Cloudflare", "fastly": "Fastly", "akamai": "Akamai", "sucuri": "Sucuri"}


@dataclass(frozen=True, slots=True)
class Provider:
    """`sign`: what told it, as a person may look it up. `front`: it only stands before the real server."""

    name: str
    sign: str
    front: bool = False


def by_suffix(hosts: Iterable[str], table: dict[str, str]) -> Provider | None:
    """The first host whose end, by whole labels, the table knows."""
    for host in hosts:
        labels = host.lower().rstrip(".").split(".")
        for number in range(len(labels)):
            if name := table.get(".".join(labels[number:])):
                return Provider(name, host)
    return None


def of_names(hosts: Iterable[str]) -> Provider | None:
    """Of the name servers of a domain."""
    hosts = tuple(hosts)
    amazon = next((host for host in hosts if host.startswith("ns-") and AMAZON_NAMES in host), None)
    return Provider("Amazon Route 53", amazon) if amazon else by_suffix(hosts, NAMES)


def of_mail(values: Iterable[str]) -> Provider | None:
    """`values` as they were recorded: "10 aspmx.l.google.com"."""
    return by_suffix([value.rpartition(" ")[2] for value in values], MAIL)


def of_web(look: Look) -> Provider | None:
    """A host's own header or name tells more than the network; one that stands before it less than either."""
    page = look.page if isinstance(look.page, Page) else None
    headers = dict(page.headers) if page else {}
    own = _by_header(headers, HEADERS, front=False) or by_suffix(_hosts(look), WEB)
    if own:
        return own
    if front := _by_header(headers, FRONTS, front=True):
        return front
    return _by_holder(look.network)


def _hosts(look: Look) -> list[str]:
    held = [row for row in look.names if row.kind in ("A", "AAAA", "PTR")]
    aliases = [row.alias for row in held if row.alias]
    return [*aliases, look.subject.host, *(value for row in held if row.kind == "PTR" for value in row.values)]


def _by_header(headers: dict[str, str], table: dict[str, str], *, front: bool) -> Provider | None:
    for header, name in table.items():
        if header in headers:
            return Provider(name, f"the header {header}", front)
    return None


def _by_holder(network: Network | Unanswered | None) -> Provider | None:
    if not isinstance(network, Network):
        return None
    holder = f"{network.holder} {network.name}".lower()
    for table, front in ((HOLDERS, False), (HOLDING_FRONTS, True)):
        for word, name in table.items():
            if word in holder:
                return Provider(name, f"{network.ip} belongs to {network.holder or network.name}", front)
    return None
