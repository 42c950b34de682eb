"""The Dutch words of the measured pages, by plain Python."""

from __future__ import annotations

from datetime import date
from html import escape

DAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
LONG = (
    "",
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
CONTACTS = {
    "home_visit": "thuis",
    "office": "op kantoor",
    "phone": "telefoon of beeldbellen",
    "message": "bericht",
    "meeting": "overleg",
}
FORMS = {
    "advice": "advies of consult",
    "with_consent": "met toestemming",
    "with_powers": "met inzet van bevoegdheden",
    "with_measure": "met juridische maatregel",
    "other": "anders",
}
PLAIN = {
    "registered": "Aangemeld bij de toekomsttuin.",
    "explained": "De werkwijze is uitgelegd en de folder is gegeven.",
    "ended": "Afgerond.",
}
MEASURES = {
    "rvdk_test_request": "Verzoek tot toetsing aan de rvdk.",
    "ots": "(voorlopige) ondertoezichtstelling.",
    "temporary_home_ban": "Tijdelijk huisverbod.",
    "contact_ban": "Contactverbod.",
    "probation": "(jeugd)reclasseringsmaatregel.",
}
REGIMES = {
    "with_powers": "met inzet van bevoegdheden (oranje)",
    "with_measure": "met juridische maatregel (rood)",
}
STATUSES = {
    "registered": "aangemeld",
    "started": "de tandem rijdt",
    "ended": "afgerond",
}
FREQUENCIES = {"weekly": "elke week"}


def short(day: date, today: date) -> str:
    """Ma 3 nov; with the year when that is another."""
    text = f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
    return text if day.year == today.year else f"{text} {day.year}"


def long(day: date) -> str:
    """3 november 2025."""
    return f"{day.day} {LONG[day.month]} {day.year}"


def whole(day: date) -> str:
    """Ma 3 november 2025."""
    return f"{DAYS[day.weekday()]} {long(day)}"


def age(born: date, day: date) -> int:
    """Whole years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def joined(names: list[str]) -> str:
    """Fatima, Daan en Noor."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} en {names[-1]}"


def ago(day: date, today: date) -> str:
    """3 dagen geleden."""
    days = (today - day).days
    for count, one, more in ((days // 30, "maand", "maanden"), (days // 7, "week", "weken")):
        if days >= (60 if one == "maand" else 14):
            return f"{count} {one if count == 1 else more} geleden"
    if days <= 1:
        return "gisteren" if days else "vandaag"
    return f"{days} dagen geleden"


def meta(source: str, provenance: str, contact: str, writer: str, about: str | None) -> str:
    """The small line under an entry."""
    if source:
        text = f"Bron: {source}"
    else:
        text = "Van het gezin zelf" if provenance == "family" else provenance
    if contact != "none":
        text += f" · {CONTACTS[contact]}"
    if about:
        text += f" · over {about}"
    return escape(f"{text} · opgeschreven door {writer}")


def sentence(kind: str, text: str, a: str) -> str:
    """Say a milestone of the story."""
    match kind:
        case "registered" | "explained" | "ended":
            said = PLAIN[kind]
        case "consent":
            names = text.split("|")
            verb = "zegt" if len(names) == 1 else "zeggen"
            answer = "ja" if a == "yes" else "nee"
            said = f"{joined(names)} {verb} {answer} tegen samenwerken."
        case "involved" | "let_go":
            said = f"{text} {'doet mee' if kind == 'involved' else 'is klaar'}: {FORMS[a]}."
        case "told":
            said = f"Het gezin weet dat {text} meedoet."
        case "decided":
            said = f"Kernbesluit van {text}: {REGIMES[a]}."
        case "measure":
            said = MEASURES[text]
        case _:
            raise LookupError(kind)
    return escape(said)
