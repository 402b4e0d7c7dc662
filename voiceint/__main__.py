"""`python -m voiceint` is `voiceint`."""

import sys

from voiceint.cli import main

if __name__ == "__main__":
    sys.exit(main())
