"""The web process: gunicorn with threads, on loopback. Started by `serving` as `python -m makegood.web.server PORT`."""

from __future__ import annotations

import gc
import os
import socket
import sys
import threading

from django.urls import get_resolver
from gunicorn.app.base import BaseApplication

from makegood.engine.catalogue import checks

THREADS = 8


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    def __init__(self, binds: list[str]) -> None:
        self.binds = binds
        super().__init__()

    def load_config(self) -> None:
        chosen = {
            "bind": self.binds,
            "workers": 1,
            "threads": THREADS,
            "worker_class": "makegood.web.patience.PatientWorker",
            "timeout": 60,
            "graceful_timeout": 10,
            "keepalive": 5,
            "limit_request_line": 4094,
            "limit_request_fields": 60,
            "limit_request_field_size": 8190,
            "errorlog": "-",
            "loglevel": "warning",
            "proc_name": "makegood",
            # The proxy of docs/operate.md runs on this machine; nobody else may say that a request came by https.
            "forwarded_allow_ips": "127.0.0.1,::1",
            "control_socket_disable": True,
        }
        for name, value in chosen.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> object:
        from makegood import durable
        from makegood.web.wsgi import application

        threading.Thread(target=durable.get_ready, daemon=True, name="durable").start()
        stay()
        return application


def stay() -> None:
    """Loads what every page needs, and spares the collector from going through it: each such walk held a page up for
    60 ms and more."""
    get_resolver().url_patterns  # noqa: B018  # imports all views
    checks()
    gc.collect()
    gc.freeze()
    # What is frozen does not count for when the whole is walked, so that came every few pages.
    gc.set_threshold(50_000, 20, 50)


def loopback(port: int) -> list[str]:
    """Both loopbacks where there are both: a browser may take `localhost` for either."""
    binds = [f"127.0.0.1:{port}"]
    try:
        with socket.socket(socket.AF_INET6, socket.SOCK_STREAM) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(("::1", port))
        binds.append(f"[::1]:{port}")
    except OSError:
        pass
    return binds


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "makegood.web.settings")
    Server(loopback(int(sys.argv[1]))).run()


if __name__ == "__main__":
    main()
