"""`python -m bench [NAME]... [REPOSITORY]`: runs every measurement that has a `run`, or those that are named.

One with options of its own has a `main`, which takes all that follows its name: `python -m bench breaches --help`.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys

import bench


def main(arguments: list[str]) -> None:
    known = [module.name for module in pkgutil.iter_modules(bench.__path__) if module.name != "__main__"]
    if arguments and arguments[0] in known:
        own = getattr(importlib.import_module(f"bench.{arguments[0]}"), "main", None)
        if own is not None:
            own(arguments[1:])
            return
    named = [argument for argument in arguments if argument in known]
    repositories = [argument for argument in arguments if argument not in known]
    for name in named or known:
        run = getattr(importlib.import_module(f"bench.{name}"), "run", None)
        if run is not None:
            run(*repositories[:1])


if __name__ == "__main__":
    main(sys.argv[1:])
