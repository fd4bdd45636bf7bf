"""Tests make their tables from the models; the migrations, which an installation runs, say the same."""

from __future__ import annotations

from io import StringIO

import pytest
from django.conf import LazySettings
from django.core.management import call_command


@pytest.mark.django_db
def test_the_migrations_make_the_tables_that_the_models_say(settings: LazySettings) -> None:
    settings.MIGRATION_MODULES = {}
    out = StringIO()
    try:
        call_command("makemigrations", check_changes=True, dry_run=True, stdout=out)
    except SystemExit:
        pytest.fail(f"Make the migrations again:\n{out.getvalue()}")
