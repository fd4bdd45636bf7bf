# ruff: noqa: E501  (one row a language: a table is read by its columns)
"""Code that is hidden in a text and run, and code that looks whether it is being inspected. Bounded patterns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from makegood.engine.linear import Linear

_DECODES = (
    rb"(?:base64\.(?:urlsafe_)?b64decode|b64decode|base64_decode|gzinflate|gzuncompress|str_rot13|convert_uudecode|hex2bin|zlib\.decompress|marshal\.loads|bz2\.decompress|lzma\.decompress|atob|window\.atob|Buffer\.from|Base64\.(?:strict_|urlsafe_)?decode64|bytes\.fromhex|codecs\.decode|binascii\.unhexlify"
    rb"|FromBase64String|Base64\.getDecoder|StdEncoding\.DecodeString|hex\.DecodeString|Zlib::Inflate|unpack1?\([\"']m|String\.fromCharCode|unescape)"
)
_RUNS = rb"\b(?:eval|exec|execScript|assert|create_function|instance_eval|class_eval|module_eval|new Function|Function|setTimeout|setInterval|loadstring|runInThisContext|runInNewContext|Assembly\.Load|defineClass|ScriptEngine|\.eval|exec\.Command|CSharpScript\.\w+|\.Invoke|compile)"
_HIDDEN = re.compile(
    _RUNS
    + rb"[ \t]{0,2}\([ \t]{0,2}(?:compile\(|new String\(|[\w.]{1,40}\()?[^\n;]{0,60}"
    + _DECODES
    + rb"|\beval\(function\(p,a,c,k,e,[rd]\)|\b(?:var|const|let) _0x[0-9a-f]{3,8}[ \t]{0,2}=[ \t]{0,2}\[|\[(?:_0x[0-9a-f]{3,8}|(?:'\\x[0-9a-f]{2})).{0,40}\]\(|base64[ \t]{1,3}(?:-d|--decode|-D)\b[^\n|]{0,80}\|[ \t]{0,2}(?:ba|z|da)?sh\b"
    rb"|\$\{[\"'](?:GLOBALS|\\x[0-9a-fA-F]{2})|\$\w{1,20}[ \t]{0,2}=[ \t]{0,2}(?:chr\(\d{1,3}\)[ \t]{0,2}\.[ \t]{0,2}){5}|\bpreg_replace\([ \t]{0,2}[\"']/[^\"'\n]{0,60}/\w{0,4}e\w{0,4}[\"']"
)
_NAMED = re.compile(rb"\$?\b([A-Za-z_]\w{0,40})[ \t]{0,3}(?::=|=)[ \t]{0,3}[^\n=;]{0,60}" + _DECODES)
_PAYLOAD = re.compile(rb"[\"'`][A-Za-z0-9+/=\\x]{60,}[\"'`]")

_MARKS = re.compile(
    rb"/proc/1/|/proc/self/(?:mountinfo|status|cgroup)[\"']|/proc/(?:mounts|cmdline)[\"']|\bbwrap\b|bubblewrap|\bnewroot\b|TracerPid|\.dockerenv|/run/\.containerenv|\bgvisor\b|\bfirejail\b|IsDebuggerPresent|\bVBoxGuest|vmtoolsd|\bmakegood\b"
    rb"|(?i:user.?agent)[^\n]{0,80}(?i:lighthouse|pagespeed|zaproxy|\bzap\b|nikto|sqlmap|nessus|burp|makegood|k6/|locust|axe-core|webpagetest|gtmetrix)"
)
_CI = re.compile(
    rb"(?:os\.environ(?:\.get)?|getenv|process\.env|ENV|System\.getenv|GetEnvironmentVariable|os\.Getenv|os\.LookupEnv|env)[.(\[]{1,2}[\"']?(?:CI|GITHUB_ACTIONS|GITLAB_CI|CONTINUOUS_INTEGRATION|JENKINS_URL|BUILD_NUMBER|TRAVIS|CIRCLECI|TF_BUILD|PYTEST_CURRENT_TEST|BUILDKITE)[\"')\]]?(?![\w])"
    rb"|[\"']CI[\"'] in os\.environ|[\"']pytest[\"'] in sys\.modules"
)
_HOSTNAMED = re.compile(
    rb"(?:gethostname\(\)|os\.hostname\(\)|hostname|uname\(\)(?:\.nodename|\[1\])|MachineName|getHostName\(\)|php_uname\([\"']n[\"']\)|os\.Hostname\(\))[^\n]{0,40}(?:==|!=|in|startswith|start_with|includes|equals|Contains|match)[^\n]{0,20}[\"'][^\"'\n]{0,30}(?:sandbox|inspect|audit|build|\bci\b|runner|test|scan|reviewer|makegood)"
)


_MAY_HIDE = Linear(_DECODES + rb"|eval\(function|_0x|\\x[0-9a-f]{2}|base64|GLOBALS|chr\(|preg_replace")
_MAY_WATCH = Linear(
    rb"(?i)/proc/|bwrap|newroot|tracerpid|dockerenv|containerenv|gvisor|firejail|debugger|vbox|vmtools|makegood|user.?agent"
    rb"|hostname|uname|machinename|\benv|getenv|environ|sys\.modules"
)


def hidden(code: bytes) -> Iterator[tuple[str, int]]:
    """Offsets of code that is decoded and run, at once or by way of a name."""
    if not _MAY_HIDE.search(code):
        return
    found = {match.start() for match in _HIDDEN.finditer(code)}
    for match in _NAMED.finditer(code):
        name = re.escape(match[1])
        run = re.search(
            _RUNS + rb"[ \t]{0,2}\([ \t]{0,2}(?:compile\([ \t]{0,2})?[&$]?" + name + rb"\b|" + name + rb"\(\)",
            code[match.end() : match.end() + 3_000],
        )
        if run and not code[match.end() + run.start() :].startswith((match[1] + b"()", b"compile(re")):
            found.add(match.end() + run.start())
    yield from (("hidden-code", at) for at in sorted(found) if not _is_data(code, at))


def _is_data(code: bytes, at: int) -> bool:
    """Timers and compilers of patterns take functions: only a long text beside them is a program."""
    begin = code.rfind(b"\n", 0, at) + 1
    line = code[begin : begin + 600].split(b"\n")[0]
    return (
        bool(re.search(rb"\b(?:setTimeout|setInterval|Function|assert|compile|\.Invoke)\b", line))
        and not re.search(
            rb"new Function|\beval|\bexec\b|Function\([ \t]*(?:atob|Buffer)|assert\([ \t]*(?:base64|gz|str_)|exec\(compile",
            line,
        )
        and not _PAYLOAD.search(line)
    )


def watched(code: bytes) -> Iterator[tuple[str, int]]:
    """Offsets of what asks whether the program is being inspected: our marks, a build server, a tool's name."""
    if not _MAY_WATCH.search(code):
        return
    for pattern in (_MARKS, _HOSTNAMED):
        yield from (("looks-for-inspectors", match.start()) for match in pattern.finditer(code))
    for match in _CI.finditer(code):
        begin = code.rfind(b"\n", 0, match.start()) + 1
        line = code[begin : match.end() + 120].split(b"\n")[0]
        if re.search(rb"\b(?:if|unless|elif|and|or|not|return|while)\b|\?|&&|\|\||!", line):
            yield "looks-for-inspectors", match.start()
