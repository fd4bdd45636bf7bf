"""How long the owner may look at what was delivered: "Client shall have ten (10) business days to review"."""

from __future__ import annotations

from collections.abc import Iterator

from makegood.rules.documents.document import Found, Sureness
from makegood.rules.figures.spans import Span, spans
from makegood.rules.terms.paper import Paper
from makegood.rules.terms.value import Value, about, found, rule
from makegood.rules.terms.values.silence import YES

LOOKS = rule(r"\b(?:review|inspect|test|evaluat|accept|reject|approv|feedback|notif|sign[\s-]?off|verif)\w*")
WORK = rule(
    r"\b(?:deliver(?:able|y|ed|ables)?\w*|work product|milestones?|software|acceptance|the work|the works"
    r"|mock-?ups?|designs?|releases?|phases?|sprints?|project|application|website|services|versions?)\b"
)
HAS = rule(
    r"\b(?:acceptance|review|testing|test|evaluation|inspection|approval|rejection) period\b|\b(?:shall|will|has"
    r"|have|may|must|agrees?)\b|\bwithin\b|\breview window\b|\bfor review\b"
)
NOT = rule(
    r"\binvoic\w*|\bpay(?:ment|able|s)?\b|\bterminat\w*|\bbreach\b|\bwarrant\w*|\bconfidential\w*|\bre-?perform\w*"
    r"|\bcorrect\b.{0,40}\bwithin\b|\bchange (?:request|order)|\bpersonnel\b"
    r"|\bsubcontract|\bindemni|\bclaim|\baudit\w*|\bpublicity\b|\binsur|\bcure\b|\brecords?\b|\brefund\w*"
    r"|\baffected party\b|\b(?:schedules?|timelines?|deadlines?)\b[^.;]{0,30}\bextended\b|\bon hold\b|\binactive\b"
    r"|\bin production\b"
    r"|\bfirst (?:[\w()]+ )?days\b|\bresume|\bmaintenance\b|\bimplemented\b|\bevery\b|\bhours? of (?:work|support)"
    r"|\bsecurity\b|\bincidents?\b|\bexpens|\bextend(?:ed)? the\b|\b(?:initial|renewal|\d+[\s-]month) term\b"
)
BEFORE = rule(
    r"(?:\b(?:within|has|have|for|is|be|of|in|than|a|an|to|period|following|:|additional|up to)\s*\(?|^\s*|: )$"
)
FIXES = rule(
    r"\b(?:contractor|developer|provider|vendor|consultant|supplier|agency)\b[^,;]{0,40}\b(?:shall|will|has|have"
    r"|must)\b"
)
GIVES = rule(
    r"\b(?:shall|will|must|agrees to)\s+(?:promptly\s+|then\s+)?(?:provide|host|deliver|develop|correct|complete"
    r"|make|post|submit"
    r"|furnish|send|remedy|repair|replace|respond|refund|invoice|use|begin|start|install)\b[^.;]{0,160}$"
)
TESTS = rule(r"\b(?:complete|begin|make)\s+(?:\w+\s){0,4}?(?:acceptance|test(?:s|ing)?|review|uat)\b")
SINCE = rule(r"^\W*(?:after|of|following|from)\b[^.;]{0,25}\b(?:acceptance|approval|rejection)\b")
VIEWS = rule(r"\b(?:review|inspect|test|evaluat|accept|approv|reject|feedback|sign[\s-]?off|verif)\w*")
SENDS = rule(r"\b(?:notify|notification|implement\w*|support|updates?|maintain\w*)\b")
NEAR = 90
LEAST_HOURS = 12
OWNER = rule(r"\b(?:client|customer|company|owner|buyer|you|government|cor|agency)\b")


def find(paper: Paper) -> Iterator[Found[Span]]:
    """Spans that the owner has for looking at a delivery; when none is said, the one after which silence is yes."""
    told = list(_told(paper, False))
    yield from told or _told(paper, True)


def _told(paper: Paper, deemed: bool) -> Iterator[Found[Span]]:
    for sentence in about(paper, LOOKS, NOT):
        if bool(YES.search(sentence.text)) is not deemed:
            continue
        text, whole = sentence.text, sentence.text + " " + sentence.above
        if not WORK.search(whole) or not HAS.search(whole):
            continue
        for span in spans(text):
            if span.span.unit not in ("day", "week", "hour") or not BEFORE.search(text[: span.start]):
                continue
            if _gives(text[: span.start]) or SINCE.search(text[span.end :]):
                continue
            if span.span.unit == "hour" and span.span.count < LEAST_HOURS:
                continue
            fixes = FIXES.search(text[: span.start])
            if fixes and not OWNER.search(text[fixes.start() : span.start]):
                continue
            if not deemed and not LOOKS.search(text[: span.start] + text[span.end : span.end + 160] + sentence.above):
                continue
            near = text[max(0, span.start - NEAR) : span.start] + " " + text[span.end : span.end + NEAR]
            looks = deemed or (VIEWS.search(near) and not SENDS.search(near))
            yield found(span.span, sentence, Sureness.SURE, "time to review" if looks else "time near a review")
            break


def _gives(before: str) -> bool:
    """Whether the span is for doing something, and not for testing it."""
    match = GIVES.search(before)
    return match is not None and not TESTS.search(match.group())


VALUE = Value(
    "acceptance",
    "time to review what is delivered",
    find,
    hint=rule(
        r"\b(?:review|accept|reject|approve)\b.*\bdays\b.*\bdeliver|\bdeliver.*\b(?:review|accept|reject)\b.*\bdays\b"
    ),
)
