import sys

from makegood.engine.apart.inside import main

if __name__ == "__main__":
    sys.exit(main())
