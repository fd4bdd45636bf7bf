"""What a visitor can tell of an answer."""

from __future__ import annotations

import re

from django.http import HttpResponse

TOKEN = re.compile(rb"""(csrfmiddlewaretoken"? value="|X-CSRFToken"?: ?"|X-CSRFToken&quot;: ?&quot;)[A-Za-z0-9]+""")
CHANGING_HEADERS = {"Date", "X-Request-Id", "Set-Cookie"}


def seen(response: HttpResponse) -> tuple[int, bytes, dict[str, str]]:
    """What can be told of an answer: without the token of the form that signs out, which is new in every answer."""
    body = b"".join(response) if response.streaming else response.content
    headers = {name: value for name, value in response.headers.items() if name not in CHANGING_HEADERS}
    return response.status_code, TOKEN.sub(b"token", body), headers
