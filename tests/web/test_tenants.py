"""Nothing of one tenant is seen by another, and nothing at all by whoever is signed out."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client

from tests.web.cast import signed_in
from tests.web.rows import make_world, rows_by_app
from tests.web.telling_apart import seen

BY_APP = rows_by_app()
SIGN_IN = "/account/login/"
MARK = "QZcanaryQZ"


@pytest.mark.parametrize("app", list(BY_APP))
@pytest.mark.django_db
def test_nothing_of_one_tenant_is_ever_in_an_answer_to_another(app: str) -> None:
    """H21: whatever the others are named, and all their things, carries a mark that must not be seen."""
    theirs, own = make_world(MARK), make_world()
    clients = {name: signed_in(user) for name, user in own.cast.everybody().items()} | {"nobody": Client()}
    for row in BY_APP[app]:
        paths = {row.path(theirs), row.path(own)}
        for who, client in clients.items():
            for path in paths if row.open_to_all is None else {row.path(own)}:
                _, body, headers = seen(client.get(path))
                assert MARK.lower().encode() not in body.lower(), (row.name, who)
                assert MARK.lower() not in str(headers).lower(), (row.name, who)


@pytest.mark.django_db
def test_signed_out_a_path_that_is_not_there_leads_to_sign_in_too() -> None:
    for path in ("/engagements/", f"/engagements/{uuid.uuid4()}/", "/nothing/at/all", "/admin/", "/account/secret/"):
        assert Client().get(path).headers["Location"].startswith(f"{SIGN_IN}?next={path}")
