"""`python -m tests.house`: write which rules and tests hold up the invariants and requirements."""

import os
import sys
from importlib import import_module

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
django.setup()
# Only now: the walkers ask Django for every app.
invariants = import_module("tests.house.invariants")
invariants.PAGE_OF_DOCS.write_text(invariants.document(), encoding="utf-8")
sys.stdout.write(f"geschreven: {invariants.PAGE_OF_DOCS}\n")
requirements = import_module("tests.house.requirements")
rows = import_module("tests.house.test_requirements").ROWS
requirements.PAGE_OF_DOCS.write_text(requirements.document(rows), encoding="utf-8")
sys.stdout.write(f"geschreven: {requirements.PAGE_OF_DOCS}\n")
