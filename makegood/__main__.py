"""`python -m makegood`."""

import sys

from makegood.cli import main

sys.exit(main())
