"""Every rule of the law, in the order of its number: for the rule book and the house tests."""

from tandem.legal.rules import (
    ages,
    agreed,
    bounds,
    consent,
    mandate,
    measures,
    power,
    representing,
    seconds,
    sharing,
    talk,
    turning,
    voices,
    words,
)

_MODULES = (
    *(ages, consent, mandate, power, sharing, talk, voices, turning, measures, seconds, bounds),
    *(words, agreed, representing),
)
RULES = tuple(
    sorted(
        (rule for module in _MODULES for rule in module.RULES),
        key=lambda rule: int(rule.id.rpartition("-")[2]),
    )
)
