"""Where the code lies, asked in the order of what an owner most likely has: a link, a file, nothing."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django import forms

from makegood.inspections.forms import UPLOAD, TodayForm

OPEN = "open"
HOW = [
    (OPEN, "Nothing: whoever has the link can open it"),
    ("token", "A read token that the developer gave me"),
    ("key", "A read key: we make one now, and the developer adds it"),
]
FORGES = frozenset({"github.com", "gitlab.com", "bitbucket.org", "codeberg.org"})
BELOW = re.compile(r"/(?:-|tree|blob|src|commits?|branches|pulls?|issues|wiki|releases|actions)(?:/.*)?$")


def of_repository(url: str) -> str:
    """A link as a browser shows it, without the page below the repository: .../shop/tree/main is .../shop."""
    try:
        told = urlsplit(url if "://" in url or url.startswith("git@") else f"https://{url}")
    except ValueError:
        return url
    host = (told.hostname or "").removeprefix("www.")
    if told.scheme not in ("http", "https") or host not in FORGES or "@" in told.netloc:
        return url
    return urlunsplit(("https", host, BELOW.sub("", told.path.rstrip("/")), "", ""))


class CodeForm(TodayForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind, url, token, file = (self.fields[name] for name in ("kind", "url", "token", "file"))
        assert isinstance(kind, forms.ChoiceField)
        kind.label, kind.initial, kind.choices = "What opens it?", OPEN, [*HOW, (UPLOAD, "A file")]
        url.label = "The link"
        url.help_text = "As your browser shows it, such as https://github.com/acme/shop."
        token.label = "Read token, if you have one"
        file.label, file.help_text = "The file", "A zip or tar archive of the code, or a git bundle."

    @property
    def is_guarded(self) -> bool:
        """Whether what opens the link is to be seen: chosen, or wrong."""
        return self["kind"].value() not in (OPEN, UPLOAD, None) or bool(self.errors.keys() & {"kind", "token"})

    def clean_url(self) -> str:
        self.cleaned_data["url"] = of_repository(str(self.cleaned_data["url"]).strip())
        return super().clean_url()
