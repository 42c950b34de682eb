"""Measures Tandem against the limits beside it, in one run on one machine (ADR 0014)."""

import sys
from pathlib import Path

# The verifier of the audit trail is a program on its own, beside the other programs.
sys.path.append(str(Path(__file__).parents[1] / "script" / "lib"))
