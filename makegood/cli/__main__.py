"""`python -m makegood.cli`."""

import sys

from makegood.cli import main

sys.exit(main())
