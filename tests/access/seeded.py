"""Histories that chance would seldom find: equal edges, midnight, the night of the clock."""

from __future__ import annotations

from tests.access.histories import Step
from tests.access.seeded_keys import KEYS
from tests.access.seeded_own import SEEDED_OWN
from tests.access.seeded_powers import POWERS

SAME, TICK, BEFORE_TWO, TWO, BEFORE_MIDNIGHT, MIDNIGHT, AFTER_MIDNIGHT, CLOCK, LATER = range(9)

SEEDED: dict[str, list[Step]] = {
    "a withdrawal at the moment of a look": [Step("withdraw", jump=SAME)],
    "a withdrawal a tick later": [Step("tick", jump=SAME), Step("withdraw", jump=TICK)],
    "withdrawn, asked again, back": [
        Step("withdraw", jump=TICK),
        Step("bring", jump=SAME, refused=True),
        Step("settled", jump=SAME),
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
        Step("bar", "vera", jump=TICK, thing=1),
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
        Step("yes", "vera", "els", jump=SAME),
        Step("bring", "vera", "els", jump=SAME),
    ],
    "a child turns twelve and is asked": [
        Step("one_yes", "vera", "els", jump=MIDNIGHT),
        Step("bring", "vera", "els", jump=SAME, refused=True),
        Step("yes", "vera", "els", jump=SAME),
        Step("bring", "vera", "els", jump=SAME),
    ],
    "a child turns twelve between the yes and the partner": [
        Step("yes", "vera", "els", jump=SAME),
        Step("bring", "vera", "els", jump=MIDNIGHT, refused=True),
    ],
    "powers need no consent and outlive it": [
        Step("decide", organization="gi", jump=TICK),
        Step("force", "guus", organization="gi", jump=SAME),
        Step("withdraw", jump=TICK),
    ],
    # Deputies: the same keys, for exactly those days, and never more than the other has.
    "a deputy, from today": [
        Step("away", jump=SAME),
        Step("tick", jump=BEFORE_MIDNIGHT),
        Step("tick", jump=MIDNIGHT),
        Step("tick", jump=MIDNIGHT),
    ],
    "a deputy, from tomorrow": [
        Step("away", thing=1),
        Step("tick", jump=BEFORE_MIDNIGHT),
        Step("tick", jump=TICK),
    ],
    "who is back takes the keys back": [Step("away"), Step("back", jump=TICK)],
    "the deputy of the fixed face": [Step("away", "mila"), Step("tick", jump=MIDNIGHT)],
    "the deputy of who is dismissed": [
        Step("away", "mila"),
        Step("dismiss", "mila", jump=TICK),
        Step("tick", jump=MIDNIGHT),
    ],
    "the deputy of who is let go": [Step("away"), Step("let_go", jump=TICK)],
    "the deputy of whose account ends": [Step("away"), Step("close", "vera")],
    "the deputy of who is barred": [Step("away"), Step("bar", "vera"), Step("lift", "vera")],
    "a deputy who is barred already": [
        Step("bar", "stella"),
        Step("away"),
        Step("lift", "stella"),
    ],
    "a deputy who is barred on the way": [
        Step("away"),
        Step("bar", "stella"),
        Step("lift", "stella"),
    ],
    "brought in while away": [
        Step("yes", home="els", jump=SAME),
        Step("away", "stella"),
        Step("bring", "stella", "els"),
        Step("tick", jump=LATER),
    ],
    "what was lent is not lent on": [Step("away"), Step("away", "stella"), Step("back", "vera")],
    "a colleague asks, and the other is let go": [
        Step("ask", "stella"),
        Step("away", "stella"),
        Step("let_go", "vera"),
    ],
    # Measures: who works with one begins, goes on and stops with it.
    "a measure that ends by itself": [
        Step("enforce", "guus", organization="gi", jump=SAME),
        Step("tick", jump=MIDNIGHT),
        Step("tick", jump=BEFORE_MIDNIGHT),
        Step("tick", jump=TICK),
    ],
    "a measure that is ended": [
        Step("enforce", "guus", organization="gi", thing=2),
        Step("end_measure", jump=MIDNIGHT),
        Step("tick", jump=BEFORE_MIDNIGHT),
        Step("tick", jump=TICK),
    ],
    "a measure that is extended in time": [
        Step("enforce", "guus", organization="gi"),
        Step("measure", jump=MIDNIGHT, thing=2),
        Step("tick", jump=MIDNIGHT),
        Step("tick", jump=LATER),
    ],
    "a measure that is extended too late": [
        Step("enforce", "guus", organization="gi"),
        Step("tick", jump=LATER),
        Step("measure", jump=TICK),
    ],
    "let go before the measure is extended": [
        Step("enforce", "guus", organization="gi"),
        Step("let_go", "guus"),
        Step("measure", jump=TICK, thing=2),
    ],
    "barred before the measure is extended": [
        Step("enforce", "guus", organization="gi"),
        Step("bar", "guus"),
        Step("measure", jump=TICK, thing=2),
        Step("lift", "guus"),
    ],
    "barred, let in, and the measure extended": [
        Step("enforce", "guus", organization="gi"),
        Step("bar", "guus"),
        Step("lift", "guus"),
        Step("measure", jump=TICK, thing=2),
    ],
    "powers without a measure": [
        Step("force", "guus", organization="gi", refused=True),
        Step("decide", organization="gi"),
        Step("force", "guus", organization="gi"),
        Step("measure", jump=TICK),
        Step("end_measure", jump=TICK),
        Step("tick", jump=LATER),
    ],
    # A page of one's own: from twelve, with authority, as long as the law says so.
    "a page from the twelfth birthday": [
        Step("page", "pim", refused=True),
        Step("tick", jump=BEFORE_MIDNIGHT),
        Step("page", "pim", jump=TICK),
        Step("tick", jump=TICK),
    ],
    "the eighteenth birthday of the only child": [
        Step("tick", jump=BEFORE_MIDNIGHT),
        Step("tick", jump=TICK),
        Step("end_page", "ina", jump=TICK),
        Step("page", "ina", jump=TICK, refused=True),
    ],
    "a page that stands still": [
        Step("freeze", "kees", jump=SAME),
        Step("thaw", "kees", jump=TICK),
        Step("end_page", "kees", jump=TICK),
        Step("page", "kees", jump=TICK),
    ],
    "authority that ends": [
        Step("lose_authority", "kees", thing=0),
        Step("lose_authority", "kees", jump=MIDNIGHT, thing=0),
        Step("tick", jump=TICK),
    ],
    "who leaves tomorrow": [
        Step("leave", "ada", thing=1),
        Step("tick", jump=BEFORE_MIDNIGHT),
        Step("tick", jump=TICK),
        Step("leave", "ada", jump=TICK, thing=2),
    ],
    "the parent leaves": [Step("leave", "lotte", jump=SAME), Step("tick", jump=MIDNIGHT)],
    "who left in the table": [Step("leave_row", "kees")],
    # Words of a child, released and closed again.
    "words of a child under twelve": [
        Step("release", "kees", thing=2),
        Step("write", "pim", thing=1),
        Step("tick", jump=MIDNIGHT),
        Step("unrelease", "kees"),
    ],
    "words of a child that says yes": [
        Step("release", "kees", thing=5),
        Step("lose_authority", "kees", thing=1),
    ],
    "words of a child that says no": [Step("release", "kees", thing=4, refused=True)],
    "words of who turns eighteen": [
        Step("release", "ina", thing=1),
        Step("tick", jump=MIDNIGHT),
    ],
    # Shields, each kind, set and lifted.
    "a place is closed": [
        Step("shield", "kees", thing=10),
        Step("lift_shield", "kees", jump=TICK),
    ],
    "one's own place stays": [Step("shield", "kees", thing=0), Step("tick")],
    "words are closed": [
        Step("release", "kees", thing=2, jump=SAME),
        Step("shield", "kees", thing=6, jump=SAME),
        Step("lift_shield", "kees"),
    ],
    "an entry is closed, with its corrections": [
        Step("correct", "pim"),
        Step("release", "kees", thing=2),
        Step("shield", "kees", thing=7),
        Step("correct", "pim"),
        Step("lift_shield", "kees"),
    ],
    "everything is closed": [
        Step("shield", "kees", thing=3, jump=SAME),
        Step("lift_shield", "kees"),
    ],
    "everything is closed in the table": [Step("shield_row", "kees")],
    "an organization is closed": [
        Step("yes", home="els", jump=SAME),
        Step("bring", "vera", "els"),
        Step("look", "vera", "els"),
        Step("look", "mila", "els"),
        Step("shield", "kees", thing=4),
        Step("lift_shield", "kees"),
    ],
    "a shield beats another key": [
        Step("works_too", "kees"),
        Step("shield", "kees", thing=10),
        Step("shield", "kees", thing=6),
        Step("lift_shield", "kees"),
        Step("shield", "kees", thing=7),
        Step("correct", "pim"),
        Step("lift_shield", "kees"),
    ],
    "everything that is closed beats another key": [
        Step("works_too", "kees"),
        Step("shield_row", "kees"),
    ],
    # Who broke the glass is told later, with a reason.
    "the family hears later": [
        Step("glass", "guus", "els", jump=SAME),
        Step("look", "guus", "els", jump=SAME),
        Step("postpone", home="els"),
        Step("tick", jump=MIDNIGHT),
        Step("tick", jump=BEFORE_MIDNIGHT),
        Step("tick", jump=TICK),
    ],
    "the family hears at once": [
        Step("glass", "guus", "els"),
        Step("look", "guus", "els", jump=TICK),
        Step("postpone", home="els"),
        Step("tell", home="els"),
    ],
    "one of the family hears": [
        Step("glass", "guus", "els"),
        Step("look", "guus", "els", jump=TICK),
        Step("tell", home="els", thing=1),
        Step("write", "lotte", thing=1),
    ],
    # What no service makes: the tables say it, and every lock must hold by itself.
    "a bar of a tick later, lifted a tick after": [
        Step("bar_row", "ruben", jump=SAME, thing=1),
        Step("tick", jump=TICK),
        Step("tick", jump=TICK),
    ],
    "who loads a case file": [Step("load", "guus", "els"), Step("bar_row", "guus", "els")],
    "keys without their ground": [
        Step("yes", home="els", jump=SAME),
        Step("bring", "vera", "els", jump=SAME),
        Step("dismiss", "mila", jump=SAME),
        Step("glass", "guus", jump=SAME),
        Step("glass", "outsider", jump=SAME),
        Step("freeze", "ada", jump=SAME),
        Step("end_page", "jet", jump=SAME),
        Step("bar", "ruben", jump=SAME),
        Step("away", "vera", jump=SAME),
        Step("away", "mila", jump=SAME),
        Step("back", "mila", jump=SAME),
        Step("forge", jump=SAME),
    ],
    "a partner from elsewhere": [
        Step("bring", "guus", jump=SAME, refused=True),
        Step("ask", "stella"),
        Step("bar", "ruben"),
    ],
    "a shield of a tick later, lifted a tick after": [
        Step("shield_soon", "kees", jump=SAME),
        Step("write", "kees", jump=TICK),
        Step("write", "kees", jump=TICK),
    ],
    "words open for a tick": [
        Step("release_soon", "kees", jump=SAME),
        Step("write", "kees", jump=TICK),
        Step("write", "kees", jump=TICK),
    ],
    "words of a tick later": [
        Step("write_soon", "kees", jump=SAME, thing=1),
        Step("write", "kees", jump=TICK),
    ],
    "authority over a child elsewhere": [Step("authority_row", "kees")],
    "authority from tomorrow, for a day": [
        Step("authority_row", "kees", thing=1),
        Step("write", "kees", jump=MIDNIGHT),
        Step("write", "pim", jump=MIDNIGHT, thing=1),
    ],
    "the eighteenth birthday of the eldest": [
        Step("page", "sef", jump=SAME),
        Step("release", "kees", thing=7),
        Step("write", "sef", jump=MIDNIGHT, thing=1),
    ],
    "the parent leaves tomorrow": [
        Step("leave", "lotte", thing=1),
        Step("write", "ada", jump=MIDNIGHT),
    ],
    "two shields, each for one": [
        Step("shield", "kees", thing=10),
        Step("shield", "lotte", thing=6),
        Step("release", "kees", thing=2),
    ],
    "words stay open when a place is closed": [
        Step("release", "kees", thing=2),
        Step("shield", "kees", thing=10),
    ],
    "everything is closed in the table to a child": [Step("shield_row", "ada")],
    "who begins tomorrow is not here yet": [
        Step("hire", "outsider", "els"),
        Step("dismiss", "outsider", jump=SAME),
        Step("hire", "tess", "els"),
    ],
    "back in the team while away": [
        Step("dismiss", "mila", jump=SAME),
        Step("away", "mila", jump=MIDNIGHT),
        Step("hire", "mila", "els", jump=SAME),
        Step("tick", jump=MIDNIGHT),
    ],
    **KEYS,
    **SEEDED_OWN,
    **POWERS,
}
