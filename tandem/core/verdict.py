"""Rules and their answers: a 'no' always carries its reason, its source and what to do now.

A rule is written once as data and judged by a pure function that returns a verdict. The same
verdict greys out a button, stops a service and fills the page *Spelregels*.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """One house rule (spelregel), in the words a reader sees.

    `id` is stable and citable (`LEGAL-03`), `sentence` says what must be true, `now` says what can
    be done, `source` names the seed and section, or law and article, `invariants` the rows of the
    catalogue (`INV-06`) that the rule holds up. `family` says in one or two sentences what the rule
    means for the family; `examples` are situations with invented people: at least one that may
    (`Mag: …`) and one that may not (`Mag niet: …`).
    """

    id: str
    sentence: str
    now: str
    source: str
    invariants: tuple[str, ...] = ()
    family: str = ""
    examples: tuple[str, ...] = ()

    def no(self, detail: str = "") -> "Verdict":
        """Refuse by this rule; `detail` says in one Dutch sentence what is wrong here."""
        return Verdict(rule=self, detail=detail)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rule answers: yes, or no with the rule that says so. True in a condition means yes."""

    rule: Rule | None = None
    detail: str = ""

    def __bool__(self) -> bool:
        """Yes is true, no is false."""
        return self.rule is None

    @property
    def reason(self) -> str:
        """The Dutch sentence that the reader gets; empty for a yes."""
        if self.rule is None:
            return ""
        return f"{self.detail} {self.rule.sentence}".strip()

    @property
    def now(self) -> str:
        """What can be done now; empty for a yes."""
        return "" if self.rule is None else self.rule.now

    def or_refuse(self, *, household: str = "") -> None:
        """Raise the refusal when the answer is no; `household` is in whose trail it belongs."""
        if self.rule is not None:
            raise Refusal(self, household=household)


YES = Verdict()


def first_no(*verdicts: Verdict) -> Verdict:
    """Return the first no, or yes when every verdict is a yes."""
    return next((verdict for verdict in verdicts if not verdict), YES)


class Refusal(Exception):  # noqa: N818 - it is an answer to a person, not a fault
    """A rule said no: shown to the person with the rule, and answered with status 409."""

    def __init__(self, verdict: Verdict, *, household: str = "") -> None:
        """Keep the verdict, so that page, command and report can all show it.

        The reference of a household is for the audit trail, where the page does not know it; it is
        never shown.
        """
        super().__init__(verdict.reason)
        self.verdict, self.household = verdict, household

    @property
    def rule(self) -> Rule:
        """Return the rule that said no."""
        if self.verdict.rule is None:  # pragma: no cover - a yes is never raised
            raise ValueError("A yes cannot be refused")
        return self.verdict.rule
