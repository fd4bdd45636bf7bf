"""The licence of the project, of single files, and what contradicts it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from makegood.engine.probes.dependencies.obliging import licence_of
from makegood.engine.probes.licences import facts
from makegood.engine.probes.licences.probe import PROBE
from makegood.engine.probes.licences.texts import of_head, of_text
from tests.engine.building import Delivery
from tests.engine.looking import Seen

Looked = Callable[..., Seen]
MIT = "MIT License\n\nPermission is hereby granted, free of charge, to any person obtaining a copy\nof this software\n"


@pytest.mark.parametrize(
    ("text", "licence"),
    [
        (MIT, "MIT"),
        ("GNU AFFERO GENERAL PUBLIC LICENSE\n   Version 3, 19 November 2007", "AGPL-3.0"),
        ("GNU GENERAL PUBLIC LICENSE\n  Version 3, 29 June 2007", "GPL-3.0"),
        ("Apache License\n  Version 2.0, January 2004", "Apache-2.0"),
        ("Redistribution and use in source and binary forms ... Neither the name of", "BSD-3-Clause"),
        ("This software is proprietary and confidential.", "proprietary"),
        ("Our own words", ""),
    ],
)
def test_a_licence_is_known_by_its_sentences(text: str, licence: str) -> None:
    assert of_text(text.encode()) == licence


@pytest.mark.parametrize(
    ("head", "licence"),
    [
        ("// SPDX-License-Identifier: AGPL-3.0-only\n", "AGPL-3.0-only"),
        ("# under the terms of the GNU General Public License as published by\n", "GPL"),
        ("# GNU Lesser General Public License\n", None),
        ("# Dual licensed under the MIT or GPL Version 2 licenses.\n", None),
        ("# GNU General Public License with the Classpath exception\n", None),
        ("x = 1\n", None),
    ],
)
def test_a_head_that_leaves_no_choice_is_found(head: str, licence: str | None) -> None:
    found = of_head(head.encode())
    assert (found[0] if found else None) == licence


def test_a_copied_file_is_found_with_its_line(repository: Delivery, looked: Looked) -> None:
    head = "/*\n * GNU General Public License, version 2\n */\n"
    repository.commit({"LICENSE": MIT, "vendor/calendar/calendar.js": head, "tests/a.js": head})
    assert looked(PROBE).places(facts.OBLIGING) == [("vendor/calendar/calendar.js", 2)]


def test_a_manifest_that_says_otherwise_contradicts(repository: Delivery, looked: Looked) -> None:
    repository.commit({"LICENSE": MIT, "package.json": '{\n  "name": "x",\n  "license": "AGPL-3.0"\n}\n'})
    assert looked(PROBE).places(facts.CONTRADICTIONS) == [("package.json", 3)]


def test_the_same_licence_in_other_words_does_not(repository: Delivery, looked: Looked) -> None:
    repository.commit({"LICENSE": MIT, "package.json": '{\n  "license": "ISC"\n}\n'})
    assert looked(PROBE).places(facts.CONTRADICTIONS) == []


def test_a_licence_that_was_removed_is_told_with_its_commit(repository: Delivery, looked: Looked) -> None:
    repository.commit({"LICENSE.txt": MIT, "a.py": "x = 1\n"})
    gone = repository.commit({"LICENSE.txt": None})
    assert [(one.path, one.commit) for one in looked(PROBE).findings(facts.TAKEN)] == [("LICENSE.txt", gone)]


def test_a_licence_that_moved_and_one_that_never_was_are_not_taken(repository: Delivery, looked: Looked) -> None:
    repository.commit({"LICENSE.txt": MIT})
    repository.commit({"LICENSE.txt": None, "LICENSE.md": MIT})
    assert looked(PROBE).findings(facts.TAKEN) == []


def test_packages_that_manifests_are_silent_about_are_known_by_version() -> None:
    assert licence_of("PyPI", "PyMuPDF", "1.24.0") == "AGPL-3.0"
    assert licence_of("NuGet", "EPPlus", "4.5.3") == ""
    assert licence_of("NuGet", "EPPlus", "7.0.0") != ""
