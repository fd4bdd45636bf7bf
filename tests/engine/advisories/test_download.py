"""`advisories update` against servers of the test's own: one sentence for whatever goes wrong, the old index kept."""

from __future__ import annotations

import errno
import io
import json
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from makegood.engine.advisories import download
from makegood.engine.advisories.download import DownloadRefused
from makegood.engine.advisories.index import read_head
from makegood.engine.advisories.source import SourceRefused
from makegood.engine.advisories.update import update_from, update_online
from tests.engine.advisories.test_index import folder, osv

KEY = b"k" * 32
Answer = Callable[[BaseHTTPRequestHandler], None]


@contextmanager
def server(answer: Answer) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer(self)

        def log_message(self, *_: object) -> None:
            """The test's own output stays clean."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as made:
        made.daemon_threads = True
        threading.Thread(target=made.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://127.0.0.1:{made.server_address[1]}"
        made.shutdown()


def archive(records: dict[str, object]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in records.items():
            file.writestr(name, content if isinstance(content, bytes) else json.dumps(content))
    return made.getvalue()


def gives(content: bytes, status: int = 200, length: int | None = None) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Length", str(len(content) if length is None else length))
        handler.end_headers()
        handler.wfile.write(content)

    return answer


def moved(to: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(302)
        handler.send_header("Location", to)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return answer


def drips(handler: BaseHTTPRequestHandler) -> None:
    """Until the other side is gone."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000000")
    handler.end_headers()
    with suppress(OSError):
        while True:
            handler.wfile.write(b"P")
            handler.wfile.flush()
            time.sleep(0.05)


def update(base: str, index: Path) -> None:
    update_online(index, KEY, base=base, ecosystems=("PyPI",))


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """An index that was filled before: whatever fails must leave it as it is."""
    update_from(folder(tmp_path / "in", osv()), tmp_path / "index", KEY)
    return tmp_path / "index"


def test_a_bulk_file_is_fetched_and_taken_over(tmp_path: Path) -> None:
    with server(gives(archive({"PYSEC-1.json": osv()}))) as base:
        update(base, tmp_path / "index")
    assert [(part.ecosystem, part.records) for part in read_head(tmp_path / "index", KEY)] == [("PyPI", 1)]
    assert not [path.name for path in (tmp_path / "index").iterdir() if path.name.endswith((".zip", ".part", ".mark"))]


def test_what_was_cut_off_goes_on_where_it_ended(tmp_path: Path) -> None:
    whole, asked = archive({"PYSEC-1.json": osv()}), []

    def answer(handler: BaseHTTPRequestHandler) -> None:
        start = int((handler.headers.get("Range") or "bytes=0-")[6:-1])
        asked.append(start)
        handler.send_response(206 if start else 200)
        handler.send_header("ETag", '"one"')
        handler.send_header("Content-Length", str(len(whole) - start))
        handler.end_headers()
        handler.wfile.write(whole[start:] if start else whole[:100])

    with server(answer) as base:
        update(base, tmp_path / "index")
    assert asked == [0, 100]
    assert read_head(tmp_path / "index", KEY)


BOMB = archive({"PYSEC-1.json": b"[" + b" " * 4_000_000 + b"]"})
REFUSED = [
    ("gone", gives(b"no", 404), "answered 404"),
    ("broken", gives(b"no", 500), "answered 500"),
    ("cut off", gives(archive({"a.json": osv()})[:60], length=5_000), "cannot be reached"),
    ("half an archive", gives(archive({"a.json": osv()})[:60]), "is no archive"),
    ("a page", gives(b"<html>Sign in</html>"), "is no archive"),
    ("other files", gives(archive({"readme.txt": b"hello"})), "holds no vulnerability records"),
    ("other records", gives(archive({"a.json": {"id": "X", "affected": []}})), "holds no vulnerability records"),
    ("a bomb", gives(BOMB), "unpacks to far more"),
    ("another host", moved("http://localhost:9/all.zip"), "sent to another host"),
]  # fmt: skip


@pytest.mark.parametrize(("answer", "said"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_a_bad_answer_is_one_sentence_and_changes_nothing(index: Path, answer: Answer, said: str) -> None:
    before = read_head(index, KEY)
    with server(answer) as base, pytest.raises((DownloadRefused, SourceRefused)) as refused:
        update(base, index)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)
    assert read_head(index, KEY) == before


def test_a_redirect_on_the_same_host_is_followed(tmp_path: Path) -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        (gives(archive({"a.json": osv()})) if handler.path == "/there.zip" else moved("/there.zip"))(handler)

    with server(answer) as base:
        update(base, tmp_path / "index")
    assert read_head(tmp_path / "index", KEY)


def test_a_server_that_drips_is_left(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download, "ALL_SECONDS", 0.3)
    with server(drips) as base, pytest.raises(DownloadRefused, match="too slowly"):
        update(base, index)


def test_a_server_that_never_answers_is_left(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download, "SECONDS", 0.2)
    monkeypatch.setattr(download, "TRIES", 2)
    with (
        server(lambda handler: handler.rfile.read(1)) as base,
        pytest.raises(DownloadRefused, match="cannot be reached"),
    ):
        update(base, index)


def test_nobody_there_is_said_with_the_way_out(index: Path) -> None:
    with pytest.raises(DownloadRefused, match="Without a network, use: makegood advisories update --from"):
        update("http://127.0.0.1:9", index)


def test_a_full_disk_is_said_and_keeps_the_old_index(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, opened = read_head(index, KEY), Path.open

    def full(path: Path, *arguments: object, **more: object) -> object:
        if path.name.endswith(".part"):
            raise OSError(errno.ENOSPC, "No space left on device")
        return opened(path, *arguments, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", full)
    with server(gives(archive({"a.json": osv()}))) as base, pytest.raises(DownloadRefused, match="no room"):
        update(base, index)
    assert read_head(index, KEY) == before
