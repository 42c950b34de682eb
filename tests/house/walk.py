"""Where the walkers go: every app, model, module and file of the house, because it exists."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

from django.apps import apps
from django.db.models import Model

ROOT = Path(__file__).parents[2]
APPS = tuple(
    sorted(config.label for config in apps.get_app_configs() if config.name.startswith("tandem."))
)


def models() -> list[type[Model]]:
    """Every model of ours."""
    return [model for model in apps.get_models() if model._meta.app_label in APPS]


def model_fields(model: type[Model]) -> list[str]:
    """Every field that is stored, many-to-many too."""
    return [field.name for field in (*model._meta.fields, *model._meta.many_to_many)]


def python_files(*folders: str) -> list[Path]:
    """Every Python file of ours, without migrations."""
    found = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    return sorted(path for path in found if "migrations" not in path.parts)


def module_of(path: Path) -> str:
    """The dotted name of a file."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def service_modules() -> list[ModuleType]:
    """Every module in which something is written."""
    return [
        import_module(module_of(path))
        for path in python_files("tandem")
        if path.relative_to(ROOT).parts[2:3] in {("services",), ("services.py",)}
        and (path.stem == "__init__" or not path.stem.startswith("_"))
    ]


def own_functions(module: ModuleType) -> Iterator[tuple[str, Callable[..., object]]]:
    """Public functions that are defined in the module itself."""
    for name, found in inspect.getmembers(module, inspect.isfunction):
        if found.__module__ == module.__name__ and not name.startswith("_"):
            yield name, found


def rule_modules() -> list[ModuleType]:
    """Every module with a table of rules."""
    return [
        import_module(f"tandem.{label}.rules")
        for label in APPS
        if any((ROOT / "tandem" / label).glob("rules*"))
    ]


def tree(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(), str(path))
