"""Histories of what carries powers, looked at again, and of reports that are closed."""

from __future__ import annotations

from tests.access.histories import Step

SAME, TICK, BEFORE_TWO, TWO, BEFORE_MIDNIGHT, MIDNIGHT = range(6)
OVER, OVER_YESTERDAY, NEEDED = range(3)

_GI = Step("decide", organization="gi", jump=SAME)
_GUUS = Step("force", "guus", organization="gi")

POWERS: dict[str, list[Step]] = {
    "a decision is over today": [
        _GI,
        _GUUS,
        Step("look_again", thing=OVER),
        Step("tick", jump=BEFORE_MIDNIGHT),
        Step("tick", jump=TICK),
    ],
    "a decision was over yesterday": [
        _GI,
        _GUUS,
        Step("tick", jump=MIDNIGHT),
        Step("look_again", thing=OVER_YESTERDAY),
    ],
    "over before its first day": [
        _GI,
        _GUUS,
        Step("look_again", thing=OVER_YESTERDAY, refused=True),
    ],
    "a first day is not taken back": [
        _GI,
        Step("force", "guus", organization="gi", jump=MIDNIGHT),
        Step("look_again", thing=OVER_YESTERDAY),
        Step("tick", jump=BEFORE_MIDNIGHT),
        Step("tick", jump=TICK),
    ],
    "a decision that is needed for longer": [
        _GI,
        _GUUS,
        Step("look_again", thing=NEEDED),
        Step("tick", jump=MIDNIGHT),
    ],
    "a decision that is over stays over": [
        _GI,
        _GUUS,
        Step("look_again", thing=OVER),
        Step("look_again", thing=NEEDED, jump=MIDNIGHT),
    ],
    "one of two decisions is over": [
        _GI,
        _GI,
        _GUUS,
        Step("look_again", thing=OVER),
        Step("tick", jump=MIDNIGHT),
    ],
    "a decision for another is over": [
        _GI,
        _GUUS,
        Step("decide", organization="rvdk"),
        Step("look_again", thing=OVER),
        Step("tick", jump=MIDNIGHT),
    ],
    "decided anew before it is over": [
        _GI,
        _GUUS,
        Step("look_again", thing=OVER),
        Step("decide", organization="gi"),
        Step("measure"),
        Step("tick", jump=MIDNIGHT),
    ],
    "a measure whose decision is over": [
        Step("enforce", "guus", organization="gi", thing=2, jump=SAME),
        Step("away", "vera"),
        Step("look_again", jump=MIDNIGHT, thing=OVER),
        Step("tick", jump=BEFORE_MIDNIGHT),
        Step("tick", jump=TICK),
    ],
    "no powers when it is over": [
        _GI,
        Step("look_again", thing=OVER),
        Step("force", "guus", organization="gi", jump=MIDNIGHT, refused=True),
    ],
    "let go, and then it is over": [
        _GI,
        _GUUS,
        Step("let_go", "guus"),
        Step("look_again", thing=OVER),
        Step("tick", jump=MIDNIGHT),
    ],
    # Reports: only whoever of a family works there as well could find one.
    "a report is closed to one": [
        Step("yes", home="els", jump=SAME),
        Step("bring", "vera", "els"),
        Step("works_too", "kees"),
        Step("works_too", "ada"),
        Step("report", "vera", "els", thing=1),
        Step("report", "vera", "els"),
        Step("shield_report", "kees", jump=SAME),
        Step("report", "vera", "els"),
        Step("lift_shield", "kees"),
    ],
    "a report is closed to two": [
        Step("yes", home="els", jump=SAME),
        Step("bring", "vera", "els"),
        Step("works_too", "lotte"),
        Step("works_too", "kees"),
        Step("report", "vera", "els", thing=1),
        Step("shield_report", "kees", thing=1),
        Step("shield_report", "lotte"),
        Step("lift_shield", "kees", jump=MIDNIGHT),
    ],
    "a report is closed a tick later, for a tick": [
        Step("yes", home="els", jump=SAME),
        Step("bring", "vera", "els"),
        Step("works_too", "kees"),
        Step("report", "vera", "els", thing=1),
        Step("shield_report_soon", "kees", jump=SAME),
        Step("write", "kees", jump=TICK),
        Step("write", "kees", jump=TICK),
    ],
}
