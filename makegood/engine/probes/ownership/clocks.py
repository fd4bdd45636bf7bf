# ruff: noqa: E501  (one row a language: a table is read by its columns)
"""Conditions on the clock and a day that stands in the code, and what they stop or destroy. Bounded patterns only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from makegood.engine.linear import Linear

NOW = re.compile(
    rb"(?i)\b(?:today|now|utcnow|time|localdate|currentTimeMillis|mktime|getdate|moment|dayjs|getInstance)\(|\bDate\.now|\bnew Date(?:\(\)|Time\(\)|TimeImmutable\(\)|\b(?!\())"
    rb"|\bDateTime(?:Offset)?\.(?:Utc)?Now|\bDateTime\.Today|\bTime\.(?:now|current|zone)|\bDate\.(?:today|current)|\bdate\([\"']|strftime|\$\(date\b|Carbon::|\bDateTime\.current"
)
_MONTH = rb"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_DATE = re.compile(
    rb"(?i)\b20[2-4]\d[ \t]{0,2}(?:,[ \t]{0,2}(?:time\.|month\.)?\w{1,9}[ \t]{0,2},|[-/.]\d{1,2}[-/.])[ \t]{0,2}\d{1,2}(?!\d)|\b1[6-9]\d{8}(?:\d{3})?(?![\d.])|[\"']20[2-4]\d[01]\d[0-3]\d[\"'\d]|\b20[2-4]\d[01]\d[0-3]\d\b"
    rb"|\b\d{1,2}[-/.]\d{1,2}[-/.]20[2-4]\d\b|\b"
    + _MONTH
    + rb"\.?[ ]\d{1,2},?[ ]20[2-4]\d\b|\b\d{1,2}\.?[ ]"
    + _MONTH
    + rb"\.?[ ]20[2-4]\d\b|mktime\([^)\n]{0,60}\b20[2-4]\d"
)
_YEAR = re.compile(
    rb"(?i)(?:year(?:\(\))?|getFullYear\(\)|getYear\(\)|[\"']Y[\"']\)|%Y[\"']\)?\)?|tm_year)[ \t)]{0,4}(?:>=?|===?|-g[te])[ \t]{0,4}[\"']?20[2-4]\d\b|\b20[2-4]\d[ \t]{0,4}<=?[ \t]{0,4}[^\n]{0,60}year"
)
_NAMED = re.compile(
    rb"\b([A-Za-z_]\w{1,50})[ \t]{0,4}(?::[ \t]{0,2}[\w.<>]{1,30})?[ \t]{0,4}:?=[ \t]{0,4}(?!=)([^\n]{1,160})"
)
_ORDER = re.compile(
    rb"(?<![-=<])>(?!>)|<(?![</A-Za-z?])|(?i:\bis_?(?:after|before|future|past)|\.after\b|\.before\b|compare|(?:\.|->)[gl]te?\(|-g[te]\b|-l[te]\b|->isPast|greaterThan|lessThan|isPast|isFuture|\bdiff)"
)
_PLUS = re.compile(rb"[\"'][ \t]{0,3}[+.][ \t]{0,3}[\"']")
_NAME = re.compile(rb"[A-Za-z_]\w{1,50}")
ENDS = re.compile(
    rb"\b(?:sys\.exit|os\._exit|exit|quit|die|abort|panic|halt|raise|throw|process\.exit|os\.Exit|log\.Fatal\w?|System\.exit|Environment\.(?:Exit|FailFast)|Runtime\.getRuntime|SystemExit|app\.quit|killpg|os\.kill|pthread_exit)\b"
    rb"|\bstatus[(:= ]{1,3}(?:40[0-3]|410|423|503|451)|\bsendStatus\(|sendError\(|\bHttpResponse\w{0,30}\(|\bhttp\.Error\(|\b(?:402|403|410|423|451|503)\b|AbortWith\w{0,20}\(|StatusCode\w{0,20}\b|Forbid\(|while[ (]{1,2}(?:True|true|1)\b"
)
HARD = re.compile(
    rb"\b(?:sys\.exit|os\._exit|exit|die|abort|panic|halt|process\.exit|os\.Exit|log\.Fatal\w?|System\.exit|Environment\.(?:Exit|FailFast)|SystemExit|app\.quit|killpg|os\.kill|Process\.kill|process\.kill|syscall\.Kill|StopApplication)\b"
)
DESTROYS = re.compile(
    rb"(?i)drop[_ ]?(?:table|database|schema|collection)|\btruncate|delete_all|destroy_all|deleteMany\(|remove_?all|rmtree|\bunlink|rm -rf|rmSync|rimraf|os\.remove|File\.delete|Directory\.Delete|deleteDirectory|deleteRecursively|flush_?all|flushdb|\.encrypt\(|objects\.all\(\)\.delete|\bDELETE FROM\b|shred\b"
)
_REFUSES = re.compile(
    rb"(?i)\breturn[ \t(]{1,3}(?:false|nil|null|none|redirect|render|res\.|response|'?locked)|=[ \t]?false\b|disabled?[ \t]{0,2}=|[\w$]{0,20}lock\w{0,10}\(|redirect|\brender"
)
_HINT = re.compile(
    rb"(?i)expir|licen[cs]|trial|evaluat|grace|lock|\bvalid(?:ity|ate)?\b|activ|enabled|allow|kill|deadline|cutoff|end_?of_?(?:life|term)|permit|guard|entitle|contract|support_?(?:until|end)|is_?ok|can_?run|ensure"
)
_HARMLESS = re.compile(
    rb"(?i)promo|coupon|discount|offer\b|\bsale|campaign|token|cookie|session|deprecat|voucher|holiday|birth|invalid[ _]date|certificate|cache|season|banner|christmas|copyright|cron|schedul|early_?bird|black_?friday|tax|vat\b|minDate|maxDate|min_date|max_date|published|leap|timestamp overflow|y2038|in the (?:past|future)"
)
_SINCE = re.compile(
    rb"(?i)install|first_?(?:run|start|boot|seen)|trial|evaluat|grace|getmtime|getctime|filemtime|filectime|mtime|birthtime|lastModified|GetCreationTime|deploy(?:ed|ment)?_?(?:date|at|time|on)|launch_?date|build_?(?:date|time)|release_?date|go_?live"
)
_THEIRS = re.compile(
    rb"(?i)token|cookie|session|\buser\b|users?\.|customer|tenant|account|subscri|member|order|invoice|cache|upload|stale|temp|backup|log\b|password|invite|request|\bfile\b|artifact|snapshot|update_?check"
)
_SPAN = re.compile(
    rb"(?:>=?|<=?|-g[te]|-l[te])[ \t(]{0,3}(?:\d{1,3}\b|[\w.]*(?:DAYS|days|Days|TRIAL|GRACE|LIMIT|MAX|Trial|trial|PERIOD|Period|limit)\w{0,20})|(?:DAYS|days|Days|TRIAL|LIMIT|trial)\w{0,20}[ \t]{0,3}<|timedelta\(|\.days\b|TotalDays|plusDays|AddDate|AddDays|\.days\.ago|subDays|diffInDays|\* ?24|86400"
)


_MAY_TELL_TIME = Linear(
    rb"(?i)\b(?:today|now|utcnow|time|localdate|currenttimemillis|mktime|getdate|moment|dayjs|getinstance)\(|\bdate\.now"
    rb"|\bnew date|\bdatetime|\btime\.(?:now|current|zone)|\bdate\.(?:today|current)|\bdate\([\"']|strftime|\$\(date|carbon::"
)


def on_dates(code: bytes) -> Iterator[tuple[str, int]]:
    """(rule, offset of the line) of each comparison of the clock with a fixed day that stops or destroys."""
    if not (_MAY_TELL_TIME.search(code) and NOW.search(code)):
        return
    folded = _PLUS.sub(lambda gap: b"", code) if b'"' in code or b"'" in code else code
    same = len(folded) == len(code)
    named = list(_NAMED.finditer(folded))
    dated = {
        match[1]
        for match in named
        if _DATE.search(match[2]) and not NOW.search(_DATE.sub(b"", match[2]).replace(b"new Date", b""))
    }
    clocked = {match[1] for match in named if NOW.search(match[2]) and not _DATE.search(match[2])}
    lines = folded.split(b"\n")
    at = 0
    for number, line in enumerate(lines):
        if len(line) < 400 and (rule := _rule(lines, number, line, dated, clocked)):
            yield rule, at if same else _offset(code, number)
        at += len(line) + 1


def _offset(code: bytes, number: int) -> int:
    at = 0
    for _ in range(number):
        at = code.find(b"\n", at) + 1
    return at


def _rule(lines: list[bytes], number: int, line: bytes, dated: set[bytes], clocked: set[bytes]) -> str | None:
    if not (_ORDER.search(line) or _YEAR.search(line)):
        return None
    names = set(_NAME.findall(line))
    now = NOW.search(_DATE.sub(b"", line)) is not None or bool(names & clocked)
    if not now:
        return None
    body = b"\n".join(lines[number : number + 7]).split(b"\n\n")[0]
    around = b"\n".join(lines[max(0, number - 4) : number + 5])
    if _DATE.search(line) or names & dated or _YEAR.search(line):
        return _on_a_day(line, body, around)
    if _SINCE.search(around) and _SPAN.search(line) and not _THEIRS.search(line) and ENDS.search(body):
        return "stops-after-a-time" if _SINCE.search(line) or _HINT.search(around) else None
    return None


def _on_a_day(line: bytes, body: bytes, around: bytes) -> str | None:
    if _HARMLESS.search(around):
        return None
    if DESTROYS.search(body):
        return "destroys-on-a-date"
    if ENDS.search(body) or (_HINT.search(around) and (_REFUSES.search(body) or b"return" in line)):
        return "stops-on-a-date"
    return None
