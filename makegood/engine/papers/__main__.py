import sys

from makegood.engine.papers.inside import main

if __name__ == "__main__":
    sys.exit(main())
