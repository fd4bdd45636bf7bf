"""`python -m bench.web.built FOLDER`: makes the data, in a process of its own, beside the keyholder.

What the making leaves in the memory of a process would be measured with the pages.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path


def main(folder: str) -> None:
    from makegood.web.starting import django_here

    django_here()
    from bench.web import building

    began = time.monotonic()

    def say(text: str) -> None:
        print(f"  {time.monotonic() - began:4.0f} s: {text}", flush=True)

    pages = building.build(building.Size(), say)
    building.settle()
    Path(folder, "pages.json").write_text(json.dumps([page.to_json() for page in pages]))


if __name__ == "__main__":
    main(*sys.argv[1:])
