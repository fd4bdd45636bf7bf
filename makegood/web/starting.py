"""Starting Django in a process of ours."""

from __future__ import annotations

import os


def django_here() -> None:
    """Raises ConfigurationRefused with one sentence when a setting cannot be used."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "makegood.web.settings")
    import django

    django.setup()
