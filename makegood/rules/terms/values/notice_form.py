"""In which form a notice counts: in writing, by e-mail, by certified mail, by courier, by hand."""

from __future__ import annotations

from collections.abc import Iterator

from makegood.rules.documents.document import Found, Sureness
from makegood.rules.terms.paper import Line, Paper, split
from makegood.rules.terms.value import Value, rule

HEAD = rule(r"\bnotices?\b")
NOTICES = rule(r"\bnotices?\b|\bcommunications?\b")
RULES = rule(
    r"\b(?:all|any|every)\b[^.;]{0,40}\bnotices?\b"
    r"|\bnotices?\b[^.;]{0,30}\b(?:must|shall|will|should)\b[^.;]{0,15}\bbe (?:in writing|sent|given|delivered|made)"
)
MUST = rule(r"\bnotices?\b[^.;]{0,160}\b(?:in writing|must|shall|will|should|may|are|sent|delivered)\b")
NOT = rule(
    r"\bterminat\w*|\bbreach\w*|\bdays?['’]? (?:prior )?(?:written )?notice\b|\bcopyright notice"
    r"|\bwithin\b[^.;]{0,40}\b(?:hours|days)\b[^.;]{0,20}\b(?:of|after)\b|\bnotice requirement\b"
    r"|\bnotice of (?:rejection|defect)|\bprivacy notice|\bopen source"
)
FORMS = (
    ("in writing", rule(r"(?<!updated )(?<!agreed )(?<!otherwise )\bin writing\b|\bwritten notice|\bwritten form")),
    ("by e-mail", rule(r"\be-?mail(?!\s*address\b.{0,20}\bnot)\b|\belectronic mail\b")),
    ("by certified or registered mail", rule(r"\b(?:certified|registered)(?: or (?:certified"
        r"|registered))?(?: mail)?\b")),
    ("by courier", rule(r"\bcourier\b|\bovernight (?:\w+ )?(?:delivery|mail|carrier)")),
    ("by hand", rule(r"\b(?:personal(?:ly)?|hand)[\s-]deliver\w*|\bin person\b|\bdelivered (?:personally|by hand"
        r"|in person)\b|\bpersonal delivery\b")),
    ("by fax", rule(r"\bfax\b|\bfacsimile\b")),
)  # fmt: skip


def find(paper: Paper) -> Iterator[Found[str]]:
    """The forms named in the clause on notices, in one list: "in writing, by e-mail"; the fullest clause counts."""
    told = [one for line in paper.lines if (one := _of_line(paper, line)) is not None]
    if told:
        yield max(told, key=lambda one: (one.sureness is Sureness.SURE, str(one.value).count(",")))


def _of_line(paper: Paper, line: Line) -> Found[str] | None:
    head = HEAD.search(line.heading.rpartition(" / ")[2]) or HEAD.match(line.text.lstrip("0123456789.() "))
    fits = [
        sentence
        for sentence in split(line)
        if NOTICES.search(sentence.text) and not NOT.search(sentence.text) and (head or RULES.search(sentence.text))
    ]
    if not fits:
        return None
    quote = line.cut(fits[0].start, fits[-1].end)
    listed = [other.text for other in paper.lines if other.lead and other.lead == line.text.strip()]
    text = "\n".join([quote.text, *listed])
    forms = [name for name, pattern in FORMS if pattern.search(text)]
    sure = Sureness.SURE if head else Sureness.LIKELY
    how = "form of notices" if MUST.search(quote.text) else "notice in a sentence"
    return Found(", ".join(forms), quote, sure, how) if forms else None


VALUE = Value("notice_form", "form in which a notice counts", find)
