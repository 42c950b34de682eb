"""Rules are data that a reader understands, and each has been seen to pass and to refuse."""

from __future__ import annotations

import ast
import re
from collections import Counter
from importlib import import_module

import pytest

from tandem.core.verdict import Rule
from tests.house.walk import ROOT, module_of, python_files, rule_modules, tree
from tests.judged import Judged

RULES: tuple[Rule, ...] = tuple(rule for module in rule_modules() for rule in module.RULES)
JUDGED: tuple[Judged, ...] = tuple(
    judged
    for path in sorted((ROOT / "tests").rglob("test_*.py"))
    if path.parent.name != "house" and re.search(r"^JUDGED\b", path.read_text(), re.MULTILINE)
    for judged in import_module(module_of(path)).JUDGED
)
MOST_SENTENCES = 3


def test_every_id_is_given_once() -> None:
    assert not [rule for rule, count in Counter(rule.id for rule in RULES).items() if count > 1]


def test_every_rule_of_a_module_is_in_its_table() -> None:
    for module in rule_modules():
        named = [value for value in vars(module).values() if isinstance(value, Rule)]
        assert {rule.id for rule in named} == {rule.id for rule in module.RULES}, module.__name__


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
class TestEachRule:
    def test_it_has_an_id_that_can_be_cited(self, rule: Rule) -> None:
        assert re.fullmatch(r"[A-Z]+-\d{2,3}", rule.id)

    def test_it_says_what_must_be_true_and_what_to_do_now(self, rule: Rule) -> None:
        for text in (rule.sentence, rule.now):
            assert text[0].isupper()
            assert text[-1] in ".?!"
            assert "  " not in text
        assert rule.sentence != rule.now

    def test_it_says_what_it_means_for_the_family(self, rule: Rule) -> None:
        assert 1 <= len(re.findall(r"[.?!]'?(?= |$)", rule.family)) <= MOST_SENTENCES, rule.family
        assert rule.family[0].isupper()
        assert rule.family[-1] in ".?!"
        assert rule.family not in {rule.sentence, rule.now}

    def test_it_shows_what_may_and_what_may_not(self, rule: Rule) -> None:
        for example in rule.examples:
            assert re.fullmatch(r"Mag( niet)?: [A-Z'].+[.?!]'?", example), example
            assert "  " not in example
        assert any(example.startswith("Mag: ") for example in rule.examples)
        assert any(example.startswith("Mag niet: ") for example in rule.examples)

    def test_it_names_its_source(self, rule: Rule) -> None:
        assert len(rule.source) > 3

    def test_its_invariants_are_numbered(self, rule: Rule) -> None:
        assert all(re.fullmatch(r"INV-\d\d", name) for name in rule.invariants)

    def test_it_was_seen_to_pass_and_to_refuse(self, rule: Rule) -> None:
        judged = [one for one in JUDGED if one.rule is rule]

        assert judged, f"{rule.id} stands in no table of tests (tests/judged.py)"
        for one in judged:
            one.check()


def test_nobody_refuses_without_a_rule() -> None:
    for path in python_files("tandem", "config"):
        for node in ast.walk(tree(path)):
            if not (isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call)):
                continue
            if getattr(node.exc.func, "id", "") == "Refusal":
                said = ast.unparse(node.exc.args[0])
                assert said.endswith(".no()") or path.name == "verdict.py", f"{path}: {said}"


def test_every_rule_is_used() -> None:
    code = "\n".join(path.read_text() for path in python_files("tandem"))
    for module in rule_modules():
        for name, value in vars(module).items():
            if isinstance(value, Rule) and not re.search(rf"\b{name}\.no\(", code):
                pytest.fail(f"{value.id} never says no")
