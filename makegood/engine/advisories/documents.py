"""Record files as JSON values. They come from a download or a folder: anchors, depth and size are limited."""

from __future__ import annotations

import json
import re

import yaml

SIZE_LIMIT = 5_000_000
DEPTH_LIMIT = 100

_ANCHOR = re.compile(r"(?:^|[\s,\[{:-])[&*][^\s,\[\]{}]", re.MULTILINE)
_DEEP = 200
"""Opening brackets up to which a text is parsed without being walked for its depth first."""


class DocumentRefused(ValueError):
    """A record file that is not read, with the reason."""


def parse(name: str, content: bytes) -> object:
    """The JSON or YAML value of a record file. Raises DocumentRefused."""
    if len(content) > SIZE_LIMIT:
        raise DocumentRefused(f"{name} is larger than {SIZE_LIMIT // 1_000_000} MB")
    try:
        if name.endswith(".json"):
            return json.loads(content)
        text = content.decode("utf-8")
        if _ANCHOR.search(text) or text.count("[") + text.count("{") > _DEEP:
            _walk(name, text)
        return yaml.load(text, Loader=LOADER)
    except (ValueError, RecursionError, yaml.YAMLError) as broken:
        if isinstance(broken, DocumentRefused):
            raise
        raise DocumentRefused(f"{name} cannot be read ({type(broken).__name__})") from None


LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _walk(name: str, text: str) -> None:
    """Refuses aliases (nine of them make a billion values) and deep nesting, from the events alone."""
    depth = 0
    for event in yaml.parse(text, Loader=LOADER):
        if isinstance(event, yaml.AliasEvent):
            raise DocumentRefused(f"{name} uses aliases")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEPTH_LIMIT:
            raise DocumentRefused(f"{name} is nested more than {DEPTH_LIMIT} deep")
