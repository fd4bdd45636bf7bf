"""`python -m makegood.delivery FOLDER [--revision first|second]` builds the sample delivery and prints where it is."""

import argparse
import sys
from pathlib import Path

from makegood.delivery.repository import REVISIONS, DeliveryError, build


def main(arguments: list[str] | None = None) -> int:
    """Exit status 0 when built, 2 with one sentence on standard error when not."""
    parser = argparse.ArgumentParser(prog="python -m makegood.delivery", description="Build the sample delivery.")
    parser.add_argument("folder", type=Path, help="where `first` and `second` are made")
    parser.add_argument("--revision", choices=REVISIONS, default="second", help="which path to print (default: second)")
    options = parser.parse_args(arguments)
    try:
        delivery = build(options.folder, options.revision)
    except (DeliveryError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    print(delivery.path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
