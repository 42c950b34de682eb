"""The other side of `sealed.py`: a process that reads one file and knows nothing else."""

import sys

from tandem.core.files import sealed

sealed.serve(sys.stdin.buffer, sys.stdout.buffer)
