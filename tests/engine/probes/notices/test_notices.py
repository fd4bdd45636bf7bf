"""Notices of the partner's company, told by the addresses of the history, and notices of others."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from makegood.engine.probes.notices import facts
from makegood.engine.probes.notices.probe import PROBE
from makegood.engine.repository.authors import company
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


@pytest.mark.parametrize("name", ["MIT-LICENSE", "LICENSE-MIT", "bsd-license.txt", "UNLICENSE"])
def test_a_licence_file_may_carry_the_licences_name(repository: Delivery, looked: Looked, name: str) -> None:
    repository.commit({name: "Copyright Northgate Software\n\nPermission is hereby granted, ...\n"}, author=ANN)
    assert looked(PROBE)[facts.OPEN] is True


def test_an_offer_of_a_commercial_licence_withholds_nothing(repository: Delivery, looked: Looked) -> None:
    offer = "Released under the LGPL.\nYou can find the commercial license in COMM-LICENSE.txt.\n"
    repository.commit({"LICENSE.txt": offer, "a.py": "# Needs a commercial license of Northgate.\n"}, author=ANN)
    assert looked(PROBE).places(facts.CLAIMS) == [("a.py", 1)]


def test_a_remark_about_users_without_rights_withholds_nothing(repository: Delivery, looked: Looked) -> None:
    repository.commit({"app.rb": "# a filter that keeps unauthorized users from the admin\n"}, author=ANN)
    assert looked(PROBE).findings(facts.CLAIMS) == []


def test_addresses_that_everybody_can_have_name_no_company() -> None:
    assert company("ann@gmail.com") == company("1+ann@users.noreply.github.com") == ""
    assert company("ann@northgate.co.uk") == "northgate"


OPEN = "Copyright 2010 Pallets\n\nPermission is hereby granted, free of charge, ...\n"
CLAIMS = [
    "# This file is confidential and proprietary of Northgate.\n",
    "# May not be modified without the written consent of Northgate.\n",
    "# Property of Northgate Software. Licensed, not sold.\n",
    "# Copyright (c) 2026 Brightworks Ltd. All rights reserved.\n",
]


@pytest.mark.parametrize("text", CLAIMS)
def test_terms_that_withhold_count_under_an_open_licence_too(repository: Delivery, looked: Looked, text: str) -> None:
    repository.commit({"LICENSE": OPEN, "app.py": "import os\n" + text}, author=ANN)
    claims = looked(PROBE).findings(facts.CLAIMS)
    assert [(one.path, one.line) for one in claims if one.rule != "notice-of-the-authors"] == [("app.py", 2)]


def test_the_name_of_an_author_in_the_name_of_a_company_counts(repository: Delivery, looked: Looked) -> None:
    notice = "x = 1\n" * 900 + "# Copyright (c) 2026 Traversy Media. All rights reserved.\n"
    repository.commit({"app.py": notice}, author="Brad Traversy <brad@gmail.com>")
    assert looked(PROBE).places(facts.CLAIMS) == [("app.py", 901)]


OTHERS = [
    "# Copyright (c) 2016 Graphworks Inc. All rights reserved.\n# Licensed under the GNU General Public License v3.\n",
    "# (c) Chartworks Ltd. Commercial licence, do not redistribute\n",
]


@pytest.mark.parametrize("text", OTHERS)
def test_a_file_of_another_owner_is_found(repository: Delivery, looked: Looked, text: str) -> None:
    repository.commit({"LICENSE": OPEN, "lib/graph.py": text}, author=ANN)
    assert looked(PROBE).places(facts.OTHERS) == [("lib/graph.py", 1)]


def test_open_source_of_others_and_what_the_program_says_are_no_claims(repository: Delivery, looked: Looked) -> None:
    files = {
        "LICENSE": OPEN,
        "a.py": "# Copyright 2020 Jane Doe\n# Licensed under the MIT License\n",
        "b.py": "raise ValueError('may not be used without permission')\ncopyright = get_copyright()\n",
        "c.py": "# Copyright 2010 Pallets. All rights reserved.\n",
    }
    repository.commit(files, author=ANN)
    seen = looked(PROBE)
    assert seen.places(facts.CLAIMS) == seen.places(facts.OTHERS) == []
