"""Histories for each condition under which a key is cut, lent and ended: one thing differs."""

from __future__ import annotations

from tests.access.histories import Step

SAME, TICK, BEFORE_TWO, TWO, BEFORE_MIDNIGHT, MIDNIGHT, AFTER_MIDNIGHT, CLOCK, LATER = range(9)

KEYS: dict[str, list[Step]] = {
    # Leaving: one team of two, one pilot, one region, and what was over before.
    "two teams, and one is left": [
        Step("hire", "ruben", "iep", jump=SAME),
        Step("dismiss", "ruben", jump=MIDNIGHT),
        Step("tick", jump=MIDNIGHT),
    ],
    "nobody needs it in a pilot": [
        Step("hire", "ruben", "iep", jump=SAME),
        Step("tick", jump=MIDNIGHT),
        Step("review", "ruben", "iep"),
    ],
    "nobody needs it in a region": [
        Step("hire", "ruben", "iep", jump=SAME),
        Step("tick", jump=MIDNIGHT),
        Step("moves", jump=SAME),
        Step("review", "ruben", thing=1),
    ],
    "broken glass outlives a day in the team": [
        Step("glass", "outsider", jump=BEFORE_MIDNIGHT),
        Step("hire", "outsider", jump=SAME),
        Step("dismiss", "outsider", jump=SAME),
        Step("tick", jump=TICK),
    ],
    "back, and then dismissed": [
        Step("away", "mila"),
        Step("back", "mila"),
        Step("dismiss", "mila"),
        Step("tick", jump=MIDNIGHT),
    ],
    "barred on the last day in the team": [
        Step("dismiss", "ruben", jump=SAME),
        Step("bar", "ruben"),
        Step("lift", "ruben"),
        Step("tick", jump=MIDNIGHT),
    ],
    "barred here, brought in there": [
        Step("yes", home="els", organization="gi", jump=SAME),
        Step("bar", "tess"),
        Step("lift", "tess"),
        Step("bar", "guus"),
        Step("bring", "guus", "els", organization="gi"),
        Step("bar", "stella", "els", jump=SAME),
        Step("away", "vera"),
        Step("hire", "tess", jump=SAME),
        Step("tick", jump=MIDNIGHT),
    ],
    # Who advises, and a colleague of theirs.
    "advice": [
        Step("yes", home="els", jump=SAME),
        Step("advise", "vera", "els", jump=SAME),
        Step("ask", "stella", "els"),
    ],
    "advice of who is away and let go": [
        Step("yes", home="els", jump=SAME),
        Step("advise", "vera", "els", jump=SAME),
        Step("ask", "stella", "els"),
        Step("away", "vera"),
        Step("let_go", "vera", "els", jump=LATER),
    ],
    "advice that is taken back": [
        Step("yes", home="els", jump=SAME),
        Step("advise", "vera", "els", jump=SAME),
        Step("bar", "vera", "els"),
        Step("lift", "vera", "els"),
        Step("withdraw", home="els", jump=LATER),
        Step("tick", jump=TICK),
    ],
    # The fixed face, whose deputy holds what they hold, there and then.
    "the face changes while both are away": [
        Step("away", "mila", jump=SAME),
        Step("face", "ruben"),
        Step("away", "ruben"),
        Step("face", "ruben", "els"),
        Step("face", "mila", thing=1),
    ],
    "the face of today": [
        Step("face", "ruben", jump=SAME),
        Step("away", "ruben"),
        Step("take_copies", "ruben"),
        Step("back", "ruben"),
        Step("away", "mila"),
    ],
    "the face of tomorrow, and until tomorrow": [
        Step("face_row", "ruben", "els", thing=0, jump=SAME),
        Step("face_row", "ruben", "wilg", thing=1, jump=SAME),
        Step("away", "ruben"),
        Step("back", "ruben"),
        Step("face_row", "ruben", "els", thing=2),
        Step("away", "ruben"),
    ],
    "a face with a known last day, while away": [
        Step("away", "mila", jump=SAME),
        Step("face_ends", "mila", jump=SAME),
        Step("tick", jump=BEFORE_MIDNIGHT),
        Step("tick", jump=TICK),
    ],
    "away, in work with a known last day": [
        Step("decide", "stella", "els", jump=SAME),
        Step("force", "stella", "els"),
        Step("look_again", "stella", "els", thing=0),
        Step("away", "stella", jump=SAME),
        Step("tick", jump=BEFORE_MIDNIGHT),
        Step("tick", jump=TICK),
    ],
    "barred, on the last day in the team, and not needed": [
        Step("bar", "ruben", "els", jump=SAME),
        Step("dismiss", "ruben"),
        Step("review", "ruben"),
    ],
    "what was taken from a deputy stays away": [
        Step("away", "mila"),
        Step("copy_row", "tess", "els"),
        Step("face", "ruben", thing=1),
    ],
    # Deputies of partners.
    "glass of the face is not lent": [
        Step("glass", "stella", "els", jump=SAME),
        Step("face", "stella", "els"),
        Step("away", "stella"),
    ],
    "brought in around an absence": [
        Step("yes", home="els", organization="gi", jump=SAME),
        Step("away", "vera"),
        Step("bring", "guus", "els", organization="gi"),
        Step("yes", home="els", jump=SAME),
        Step("bring", "vera", "els"),
        Step("back", "vera"),
        Step("yes", home="iep", jump=SAME),
        Step("bring", "vera", "iep"),
    ],
    "away, and away again": [
        Step("away", "vera", jump=SAME),
        Step("away", "vera", jump=MIDNIGHT, thing=1),
        Step("tick", jump=MIDNIGHT),
    ],
    "let go, and then away": [Step("let_go", "vera"), Step("away", "vera")],
    "the account of a deputy ends": [
        Step("away", "mila"),
        Step("close", "tess"),
        Step("face", "ruben", thing=1),
    ],
    "barred and let in at one moment": [
        Step("away", "vera"),
        Step("bar", "stella"),
        Step("lift", "stella", jump=SAME),
        Step("back", "vera"),
    ],
    # Places that are closed by themselves, and those that just are not.
    "places of a child that hides": [
        Step("place", "pim", thing=1, jump=SAME),
        Step("place", "pim", thing=3),
        Step("place", "kees", thing=1),
        Step("place", "jet", thing=1),
        Step("shield", "kees", thing=5),
        Step("place", "sef", jump=MIDNIGHT),
    ],
    "places of who lives with somebody that hides": [
        Step("shield", "kees", thing=15, jump=SAME),
        Step("place", "lotte"),
        Step("place", "lotte"),
        Step("shield", "kees", thing=0),
        Step("place", "ada", thing=2),
        Step("shield", "kees", thing=10),
        Step("move_row", "ada"),
    ],
}
