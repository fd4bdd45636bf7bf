"""Runs pytest with the arguments given, the web side's database on a PostgreSQL of the tests' own.

    python -m tests.on_postgres tests/web

Django reads its settings before any fixture lives, so the server is started first; it ends with this process.
Each worker of xdist, where there are
some, makes a test database of its own there. Exit status: pytest's; 0 where PostgreSQL is not installed.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys

from tests.postgres import installed, running

MISSING = "*** NO POSTGRESQL: NOTHING WAS TESTED ON IT. scripts/setup-system installs it."


def main(arguments: list[str]) -> int:
    programs = installed()
    if programs is None:
        print(MISSING, file=sys.stderr)
        return 0
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with running(programs) as server:
        environment = {**os.environ, "DATABASE_URL": server.url()}
        return subprocess.run([sys.executable, "-m", "pytest", *arguments], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
