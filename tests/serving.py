"""`makegood serve` in a home of its own, behind the address that a proxy would give it; and a visitor by http."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.homes import migrated
from tests.waiting import PATIENCE, free_port

HOST = "makegood.example.com"


@dataclass(slots=True)
class Visitor:
    """Keeps its cookies, and says what the proxy says."""

    port: int
    host: str = HOST
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> tuple[int, str]:
        return self._ask("GET", path, None)

    def post(self, path: str, **fields: str) -> tuple[int, str]:
        """With the token of the form that stands at the path."""
        token = re.search(r'csrfmiddlewaretoken" value="([^"]+)', self.get(path)[1])
        return self._ask("POST", path, {**fields, "csrfmiddlewaretoken": token[1] if token else ""})

    def _ask(self, method: str, path: str, fields: dict[str, str] | None) -> tuple[int, str]:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        headers = {"Host": self.host, "X-Forwarded-Proto": "https", "Referer": f"https://{self.host}{path}"}
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        line.request(method, path, urllib.parse.urlencode(fields) if fields is not None else None, headers)
        answer = line.getresponse()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        body = answer.read().decode()
        line.close()
        return answer.status, body

    def health(self) -> dict[str, str]:
        found: dict[str, str] = json.loads(self.get("/health")[1])
        return found


@dataclass(slots=True)
class Served:
    process: subprocess.Popen[bytes]
    visitor: Visitor

    def wait_until(self, **expected: str) -> None:
        """Until the health says so."""
        until, seen = time.monotonic() + PATIENCE, {}
        while time.monotonic() < until:
            assert self.process.poll() is None, "it ended"
            try:
                seen = self.visitor.health()
            except OSError:
                seen = {}
            if all(seen.get(name) == state for name, state in expected.items()):
                return
            time.sleep(0.2)
        raise AssertionError(seen)


@contextmanager
def serving(home: Path, **settings: str) -> Iterator[Served]:
    """Answers with all of it up. Nothing is left running afterwards."""
    if "DATABASE_URL" not in settings:
        migrated(home)
    port = free_port()
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    environment = {**kept, "MAKEGOOD_HOME": str(home), "MAKEGOOD_URL": f"https://{HOST}", **settings}
    process = subprocess.Popen(
        [sys.executable, "-m", "makegood", "serve", "--port", str(port)], env=environment, stderr=subprocess.DEVNULL
    )
    served = Served(process, Visitor(port))
    try:
        served.wait_until(database="up", worker="up", keyholder="up")
        yield served
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(PATIENCE)
        finally:
            process.kill()


def children_of(pid: int) -> dict[int, str]:
    """Ids and command lines."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = re.search(r"PPid:\s*(\d+)", (folder / "status").read_text())
            if parent and int(parent[1]) == pid:
                found[int(folder.name)] = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
    return found
