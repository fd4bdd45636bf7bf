from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from makegood.connectors.outlook import Asker, Look, look, read_subject
from tests.connectors.outlook.standing import Mangle, Strangers, certificate

Looking = Callable[..., Look]


@pytest.fixture(scope="session")
def server_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return certificate(tmp_path_factory.mktemp("outlook"))


@pytest.fixture
def asking(monkeypatch: pytest.MonkeyPatch, server_file: Path) -> Callable[..., object]:
    """The strangers stand at ports of their own; 443 and 80 of this machine lead to them."""
    connect = socket.create_connection

    @contextmanager
    def opened(
        strangers: Strangers, *, file: Path = server_file, mangle: Mangle = lambda wire: wire
    ) -> Iterator[Asker]:
        with strangers.standing(file, mangle) as (asker, ports):

            def mapped(address: tuple[str, int], *rest: object, **more: object) -> socket.socket:
                return connect((address[0], ports.get(address[1], address[1])), *rest, **more)  # type: ignore[arg-type]

            monkeypatch.setattr(socket, "create_connection", mapped)
            yield asker
            monkeypatch.setattr(socket, "create_connection", connect)

    return opened


@pytest.fixture
def looked(asking: Callable[..., object]) -> Looking:
    """`looked(strangers, domain, address)`: one whole look at them."""

    def once(strangers: Strangers, domain: str = "brightleaf.com", address: str = "", **given: object) -> Look:
        seconds = given.pop("seconds", None)
        with asking(strangers, **given) as asker:  # type: ignore[attr-defined]
            asker = asker if seconds is None else replace(asker, seconds=seconds)
            return look(read_subject(domain, address), asker)

    return once
