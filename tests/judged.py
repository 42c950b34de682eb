"""What a rule says to facts that fit it and to facts that do not.

Every rule of the house is judged at least once both ways; `tests/house/test_rules.py` sees to it
that none is forgotten. A table of these is the `JUDGED` of a test module.
"""

from __future__ import annotations

from dataclasses import dataclass

from tandem.core.verdict import Rule, Verdict


@dataclass(frozen=True, slots=True)
class Judged:
    """A rule, a verdict that must be yes and one that must be no, by the same judge."""

    rule: Rule
    yes: Verdict
    no: Verdict

    def __str__(self) -> str:
        return self.rule.id

    def check(self) -> None:
        """Fail unless the rule said what it should."""
        assert self.yes, f"{self.rule.id} refuses what fits: {self.yes.reason}"
        assert self.no.rule is self.rule, f"{self.rule.id} lets through what does not fit"
        assert self.rule.sentence in self.no.reason
        assert self.no.now == self.rule.now
