"""Notices of the partner's company, told by the addresses of the history, and notices of others."""

from __future__ import annotations

from collections.abc import Callable

from makegood.engine.probes.notices import facts
from makegood.engine.probes.notices.probe import PROBE, company
from tests.engine.building import Delivery
from tests.engine.looking import Seen

Looked = Callable[..., Seen]
ANN = "Ann <ann@northgate-software.test>"
NOTICE = "# Copyright (c) 2026 Northgate Software LLC. All rights reserved.\n"


def test_a_notice_of_the_authors_company_is_found_with_its_line(repository: Delivery, looked: Looked) -> None:
    licence = "Licence\n\nThis software remains the property of Northgate Software LLC.\n"
    repository.commit({"app.py": NOTICE + "x = 1\n", "LICENSE": licence}, author=ANN)
    assert looked(PROBE).places(facts.CLAIMS) == [("LICENSE", 3), ("app.py", 1)]


def test_a_notice_of_the_customer_is_no_claim(repository: Delivery, looked: Looked) -> None:
    repository.commit({"app.py": "# Copyright (c) 2026 Larkspur Garden Supply. All rights reserved.\n"}, author=ANN)
    assert looked(PROBE).places(facts.CLAIMS) == []


def test_a_licence_that_gives_rights_is_seen(repository: Delivery, looked: Looked) -> None:
    repository.commit({"LICENSE": "Copyright Northgate Software\n\nPermission is hereby granted, ...\n"}, author=ANN)
    assert looked(PROBE)[facts.OPEN] is True


def test_addresses_that_everybody_can_have_name_no_company() -> None:
    assert company("ann@gmail.com") == company("1+ann@users.noreply.github.com") == ""
    assert company("ann@northgate.co.uk") == "northgate"
