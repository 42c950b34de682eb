"""What happens inside a world, in a process of its own: `python -m bench.inside TASK`.

The tasks stand in tasks.py; the answer is JSON on the standard output. World.inside() asks this.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module

import django

if __name__ == "__main__":
    django.setup()  # before any model is imported
    tasks = import_module("bench.tasks")
    print(json.dumps(getattr(tasks, sys.argv[1])()))
