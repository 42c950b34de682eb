"""Histories that chance would seldom find: equal edges, midnight, the night of the clock."""

from __future__ import annotations

from tests.access.histories import Step

SAME, TICK, BEFORE_TWO, TWO, BEFORE_MIDNIGHT, MIDNIGHT, AFTER_MIDNIGHT, CLOCK, LATER = range(9)

SEEDED: dict[str, list[Step]] = {
    "a withdrawal at the moment of a look": [Step("withdraw", jump=SAME)],
    "a withdrawal a tick later": [Step("tick", jump=SAME), Step("withdraw", jump=TICK)],
    "withdrawn, asked again, back": [
        Step("withdraw", jump=TICK),
        Step("yes", jump=MIDNIGHT),
        Step("bring", jump=SAME),
        Step("withdraw", jump=SAME),
    ],
    "let go on the first day": [Step("let_go", jump=SAME), Step("tick", jump=MIDNIGHT)],
    "hired tomorrow": [
        Step("hire", "outsider", jump=TICK),
        Step("tick", jump=BEFORE_MIDNIGHT),
        Step("tick", jump=MIDNIGHT),
    ],
    "the last day in the team": [
        Step("dismiss", "ruben", jump=TICK),
        Step("tick", jump=BEFORE_MIDNIGHT),
        Step("tick", jump=MIDNIGHT),
    ],
    "hired and dismissed": [Step("hire", "outsider"), Step("dismiss", "outsider", jump=SAME)],
    "an account that ends": [Step("close", "vera", jump=SAME)],
    "an account that ends in two teams": [
        Step("hire", "ruben", "iep", jump=TICK),
        Step("close", "ruben", jump=MIDNIGHT),
    ],
    "barred from one's own household": [
        Step("bar", "ruben", jump=SAME),
        Step("tick", jump=TICK),
        Step("lift", "ruben", jump=TICK),
    ],
    "a partner that is barred": [
        Step("bar", "vera", jump=TICK),
        Step("lift", "vera", jump=MIDNIGHT),
    ],
    "barred, then hired": [
        Step("bar", "outsider", jump=TICK),
        Step("hire", "outsider", jump=TICK),
        Step("tick", jump=MIDNIGHT),
        Step("lift", "outsider", jump=TICK),
    ],
    "a bar beats a key that runs": [
        Step("bar_row", "ruben", jump=SAME),
        Step("lift_row", "ruben", jump=TICK),
        Step("tick", jump=TICK),
    ],
    "an account that is over beats a key that runs": [Step("close_row", "mila", jump=TICK)],
    "two hours of broken glass": [
        Step("glass", "guus", jump=SAME),
        Step("tick", jump=BEFORE_TWO),
        Step("tick", jump=TICK),
    ],
    "broken glass in the night of the clock": [
        Step("glass", "guus", jump=CLOCK),
        Step("tick", jump=TWO),
    ],
    "glass for who is barred": [
        Step("bar", "guus", jump=TICK),
        Step("glass", "guus", jump=TICK),
    ],
    "broken glass, then barred": [
        Step("glass", "stella", jump=TICK),
        Step("bar", "stella", jump=TICK),
        Step("lift", "stella", jump=TICK),
    ],
    "a child of eleven says nothing yet": [
        Step("one_yes", "vera", "els", jump=SAME),
        Step("bring", "vera", "els", jump=SAME),
    ],
    "a child turns twelve and is asked": [
        Step("one_yes", "vera", "els", jump=MIDNIGHT),
        Step("bring", "vera", "els", jump=SAME, refused=True),
        Step("yes", "vera", "els", jump=SAME),
        Step("bring", "vera", "els", jump=SAME),
    ],
    "a child turns twelve between the yes and the partner": [
        Step("one_yes", "vera", "els", jump=SAME),
        Step("bring", "vera", "els", jump=MIDNIGHT, refused=True),
    ],
    "powers need no consent and outlive it": [
        Step("decide", organization="gi", jump=TICK),
        Step("force", "guus", organization="gi", jump=SAME),
        Step("withdraw", jump=TICK),
    ],
}
