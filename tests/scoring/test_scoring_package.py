"""The package: every rule is where the register says, and asking for one imports little."""

import ast
import inspect
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import tracker.scoring
from tracker.scoring.rules import RULES

FOLDER = Path(tracker.scoring.__path__[0])
MODULES = sorted(path.stem for path in FOLDER.glob("*.py") if path.stem != "__init__")


def loaded_by(statement: str) -> set[str]:
    code = (
        f"import sys; before = set(sys.modules); {statement}; print(*sys.modules.keys() - before)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(run.stdout.split())


@pytest.mark.parametrize("name", RULES)
def test_every_rule_is_where_the_register_says(name: str) -> None:
    module, _, function = RULES[name].partition(":")
    found = getattr(import_module(module), function)
    assert callable(found)
    assert inspect.getdoc(found)


def test_the_register_is_in_order() -> None:
    assert list(RULES) == sorted(RULES)


def test_the_package_itself_imports_nothing() -> None:
    assert loaded_by("import tracker.scoring") == {"tracker", "tracker.scoring"}
    assert loaded_by("import tracker.scoring.rules") == {
        "tracker",
        "tracker.scoring",
        "tracker.scoring.rules",
    }


def test_a_scorecard_imports_nothing_slow() -> None:
    slow = {"dataclasses", "statistics", "fractions", "decimal", "numpy", "sqlalchemy", "click"}
    loaded = loaded_by("import tracker.scoring.summary")
    assert not slow & loaded
    assert "tracker.scoring.reliability" not in loaded


@pytest.mark.parametrize("module", MODULES)
def test_scoring_leans_on_errors_and_the_standard_library_alone(module: str) -> None:
    tree = ast.parse((FOLDER / f"{module}.py").read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        for name in names:
            inner = name == "tracker.errors" or name.startswith("tracker.scoring")
            assert inner or name.partition(".")[0] in sys.stdlib_module_names


@pytest.mark.parametrize("module", MODULES)
def test_every_public_function_says_what_it_is_for(module: str) -> None:
    found = import_module(f"tracker.scoring.{module}")
    assert inspect.getdoc(found)
    for name, value in vars(found).items():
        if inspect.isfunction(value) and not name.startswith("_"):
            assert inspect.getdoc(value), name
