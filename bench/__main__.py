"""`python -m bench [REPOSITORY]`: runs every bench that has a `run`, each on the repository given."""

from __future__ import annotations

import importlib
import pkgutil
import sys

import bench


def main() -> None:
    for module in pkgutil.iter_modules(bench.__path__):
        if module.name == "__main__":
            continue
        run = getattr(importlib.import_module(f"bench.{module.name}"), "run", None)
        if run is not None:
            run(*sys.argv[1:2])


if __name__ == "__main__":
    main()
