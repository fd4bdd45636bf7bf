"""Where mail for the domain goes, and whether others can write in its name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from makegood.connectors.outlook.record import Look, Records
from makegood.connectors.outlook.subject import site_of
from makegood.rules.desk.seen import About, Seen, Side, State
from makegood.rules.outlook import providers
from makegood.rules.outlook.parties import Parties, Told, Whose
from makegood.rules.outlook.sayings import side_of, source, unasked

READ = "Whoever holds the mail accounts can read them, close them, and set new passwords for everything else."
LOGIN = "Sign in there as an administrator yourself; if you cannot, ask who can."
FORGED = "Without both rules anybody can send bills in your name, with their own bank details on them."
_POLICY = re.compile(r"(?i)\bp\s*=\s*(none|quarantine|reject)\b")


def rows(look: Look, parties: Parties) -> Iterator[Seen]:
    if look.subject.is_lent:
        return
    held = look.records(look.subject.domain, "MX")
    if held is None or held.problem:
        yield _unseen(look, held)
        return
    hosts = tuple(value.rpartition(" ")[2] for value in held.values if value.rpartition(" ")[2] not in ("", "."))
    yield _place(look, held, hosts, parties)
    if hosts:
        yield from _forgery(look)


def _unseen(look: Look, held: Records | None) -> Seen:
    gap = held.problem if held else next((row.problem for row in look.names if row.problem), None)
    asked = f"the mail servers of {look.subject.domain}"
    return Seen(
        rule="mail.place",
        about=About.MAIL,
        state=State.UNKNOWN,
        sentence=f"Where mail for {look.subject.shown} goes could not be seen.",
        why=READ,
        next="Ask who set up your mail accounts, and sign in there as an administrator yourself.",
        source=unasked(asked, gap, look.at) if gap else source(asked, look.at, "it was not asked"),
        side=side_of(gap) if gap else Side.OURS,
    )


def _place(look: Look, held: Records, hosts: tuple[str, ...], parties: Parties) -> Seen:
    name, loss, likely = look.subject.shown, "", False
    found = providers.of_mail(held.values)
    whose = _whose(hosts, look, parties)
    state, side, onward = (
        State.UNKNOWN,
        Side.OWNER,
        LOGIN,
    )
    if not hosts:
        sentence, onward = f"No mail server is named for {name}: nobody can write to you there.", ""
    elif whose.whose is Whose.PARTNER:
        likely = whose.likely
        state, side = State.BAD, Side.PARTNER
        sentence = f"Mail for {name} goes {'likely ' if likely else ''}to a server of {parties.partner_named}."
        onward = "Have the mail accounts moved to a provider of your own choice, with yourself as administrator."
        loss = f"the mail accounts under {look.subject.domain}, and everything in them"
    elif found:
        sentence = f"Mail for {name} goes to {found.name}; whose account it is cannot be seen from outside."
    elif all(site_of(host) == look.subject.domain for host in hosts):
        sentence = f"Mail for {name} goes to a server under your own name; who runs it cannot be seen."
    else:
        sentence = f"Mail for {name} goes to {site_of(hosts[0])}; whose account it is cannot be seen from outside."
    return Seen(
        rule="mail.place", about=About.MAIL, state=state, sentence=sentence, why=READ, next=onward, loss=loss,
        side=side,
        source=source(f"the mail servers of {look.subject.domain}", held.at, ", ".join(held.values) or "none"),
        likely=likely,
    )  # fmt: skip


def _whose(hosts: tuple[str, ...], look: Look, parties: Parties) -> Told:
    told = [parties.whose_host(host) for host in hosts if site_of(host) != look.subject.domain]
    return next((one for one in told if one.whose is Whose.PARTNER), Told(Whose.OTHER))


def _forgery(look: Look) -> Iterator[Seen]:
    domain = look.subject.domain
    texts, policy = look.records(domain, "TXT"), look.records(f"_dmarc.{domain}", "TXT")
    if texts is None or policy is None or texts.problem or policy.problem:
        return
    spf = [value for value in texts.values if value.lower().startswith("v=spf1")]
    dmarc = [value for value in policy.values if value.lower().replace(" ", "").startswith("v=dmarc1")]
    said = _POLICY.search(dmarc[0]) if len(dmarc) == 1 else None
    missing = [
        *([] if len(spf) == 1 and "+all" not in spf[0].split() else ["which servers may send for it (SPF)"]),
        *([] if said and said[1].lower() != "none" else ["what to do with forged mail (DMARC)"]),
    ]
    name = look.subject.shown
    sentence = (
        f"{name} does not say {' nor '.join(missing)}."
        if missing
        else f"{name} says which servers may send for it, and that forged mail is turned away."
    )
    yield Seen(
        rule="mail.forgery",
        about=About.MAIL,
        state=State.BAD if missing else State.GOOD,
        sentence=sentence,
        why=FORGED,
        next="Ask whoever runs your mail to publish SPF and a DMARC policy of quarantine or reject." if missing else "",
        source=source(f"SPF of {domain} and DMARC of it", texts.at, f"{'; '.join([*spf, *dmarc]) or 'neither'}"),
        side=Side.OWNER,
    )
