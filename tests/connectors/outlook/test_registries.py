"""The list of registries is whole, dated, and goes by https only."""

from __future__ import annotations

import datetime
import json

from makegood.connectors.outlook.registries import kept, read, written


def test_the_kept_list_knows_the_usual_endings_and_no_plain_way() -> None:
    found = kept()
    assert found.published >= datetime.date(2026, 7, 23)
    assert found.server("example.com") == "https://rdap.verisign.com/com/v1/"
    assert found.server("www.example.org") == "https://rdap.publicinterestregistry.org/rdap/"
    assert found.server("com") is None
    assert found.server("acme.io") == "https://rdap.identitydigital.services/rdap/"
    assert len(found.servers) > 1_000
    assert all(server.startswith("https://") and server.endswith("/") for server in found.servers.values())


def test_the_longest_ending_wins() -> None:
    found = read("published 2026-01-02\nhttps://a.example/ uk\nhttps://b.example/ co.uk\n# x\nhttp://c.example/ de\n")
    assert (found.published, found.server("x.co.uk"), found.server("x.uk"), found.server("x.de")) == (
        datetime.date(2026, 1, 2), "https://b.example/", "https://a.example/", None,
    )  # fmt: skip


def test_the_list_is_made_from_that_of_iana() -> None:
    services = [[["com", "net"], ["http://r.example/", "https://r.example/"]], [["kg"], ["http://k.example/"]]]
    text = written(json.dumps({"publication": "2026-07-23T02:00:03Z", "services": services}))
    found = read(text)
    assert found.servers == {"com": "https://r.example/", "net": "https://r.example/"}
    assert found.published == datetime.date(2026, 7, 23)
