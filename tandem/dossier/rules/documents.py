"""What may be kept as a document. Pure: facts in, verdict out."""

from __future__ import annotations

from tandem.core.files import MOST_BYTES, Flaw
from tandem.core.verdict import YES, Rule, Verdict

_MEGA = 1024 * 1024
MOST = MOST_BYTES // _MEGA

DOSSIER_70 = Rule(
    "DOSSIER-70",
    "Een document is een PDF, een foto (JPEG of PNG), een document van Word, Excel of LibreOffice,"
    " of gewone tekst.",
    "Open het bestand op uw computer en bewaar het als PDF. Een foto van een iPhone bewaart u als"
    " JPEG. Voeg het daarna opnieuw toe.",
    "ASVS 5.2.2; Tandem: wat u opent, doet niets",
    family="Een brief of foto over u kan in uw dossier. Een webpagina of programma niet.",
    examples=(
        "Mag: Samira voegt de brief van school toe als PDF.",
        "Mag niet: Joris voegt een webpagina toe die hij ‘brief.pdf’ noemde.",
    ),
)
DOSSIER_71 = Rule(
    "DOSSIER-71",
    f"Een bestand is hooguit {MOST} MB groot.",
    "Maak het bestand kleiner, bijvoorbeeld door het met minder detail te scannen, of knip het in"
    " delen. Kies het daarna opnieuw: wat u verder invulde, staat er nog.",
    "ASVS 5.2.1; Tandem: een dossier blijft snel",
    family="Een brief of foto past er ruim in. Een film of een heel archief niet.",
    examples=(
        "Mag: Samira voegt een gescande brief van 3 MB toe.",
        "Mag niet: Joris kiest per ongeluk een film van 500 MB.",
    ),
)
DOSSIER_72 = Rule(
    "DOSSIER-72",
    "Een bestand is heel, niet leeg, en zonder wachtwoord te openen.",
    "Open het bestand op uw computer. Lukt dat niet? Vraag het opnieuw bij wie het stuurde. Zit er"
    " een wachtwoord op? Bewaar het dan eerst zonder.",
    "ASVS 5.2.2; DOS-12",
    family="Wie uw dossier mag lezen, kan ook elke brief erin openen, ook over jaren.",
    examples=(
        "Mag: Samira voegt de brief toe die zij net zelf kon lezen.",
        "Mag niet: De foto brak af bij het versturen en is maar half.",
    ),
)
DOSSIER_73 = Rule(
    "DOSSIER-73",
    "In een bestand zit niets dat vanzelf iets doet, iets van buiten ophaalt of bij het openen"
    " reusachtig groot wordt.",
    "Bewaar het als PDF, of zonder macro’s, en voeg dat toe. Is een foto te groot? Bewaar haar dan"
    " kleiner. Vertrouwt u het bestand niet? Open het niet en bel wie het stuurde.",
    "ASVS 5.2.3, 5.2.6; Tandem: wat u opent, doet niets",
    family="Een brief in uw dossier is veilig om te openen, en verraadt niemand dat u hem las.",
    examples=(
        "Mag: Samira voegt een verslag van Word toe, met een tabel en een foto.",
        "Mag niet: In het Word-document zit een macro.",
    ),
)
DOSSIER_74 = Rule(
    "DOSSIER-74",
    "Hetzelfde bestand staat maar één keer in een dossier.",
    "Zoek het op bij Documenten. Klopt de titel of de datum niet? Vervang het dan door een betere"
    " versie.",
    "DOS-12; Tandem: één keer opschrijven",
    family="Een brief staat één keer in uw dossier, zodat iedereen dezelfde leest.",
    examples=(
        "Mag: Samira voegt de tweede brief van school toe.",
        "Mag niet: Joris voegt de brief toe die Samira gisteren al toevoegde.",
    ),
)
DOSSIER_75 = Rule(
    "DOSSIER-75",
    "Een document wordt vervangen door wie het toevoegde, of door het lokaal team.",
    "Vraag het aan wie het toevoegde, of aan het lokaal team. De oude versie blijft te lezen.",
    "001 §Registratie; DOS-03, DOS-12",
    family="Een brief over u wordt niet zomaar door een ander verwisseld. De oude blijft staan.",
    examples=(
        "Mag: Samira vervangt haar scan door een die beter te lezen is. De oude blijft.",
        "Mag niet: Joris vervangt de brief die Samira toevoegde.",
    ),
)
RULES = (DOSSIER_70, DOSSIER_71, DOSSIER_72, DOSSIER_73, DOSSIER_74, DOSSIER_75)

_OF_A_FLAW = {
    Flaw.UNKNOWN: DOSSIER_70.no("Dit is een ander soort bestand, of een oud Word-document."),
    Flaw.EMPTY: DOSSIER_72.no("Dit bestand is leeg."),
    Flaw.BROKEN: DOSSIER_72.no("Dit bestand is niet tot het einde te lezen."),
    Flaw.LOCKED: DOSSIER_72.no("Op dit bestand zit een wachtwoord."),
    Flaw.ACTIVE: DOSSIER_73.no("In dit bestand zit een macro, of iets dat van buiten komt."),
    Flaw.SWOLLEN: DOSSIER_73.no("Dit bestand wordt bij het openen veel te groot."),
    Flaw.HEAVY: DOSSIER_73.no("Dit bestand nakijken kostte te veel tijd of geheugen."),
}


def is_small_enough(size: int) -> Verdict:
    """Judge the size of a file."""
    if size <= MOST_BYTES:
        return YES
    # Rounded up: what is just too large is not said to be just large enough.
    return DOSSIER_71.no(f"Dit bestand is {-(-size // _MEGA)} MB.")


def may_keep(flaw: str) -> Verdict:
    """Judge what was found in a file; no flaw is a yes."""
    if not flaw:
        return YES
    return _OF_A_FLAW[Flaw(flaw)]


def is_new(title: str | None) -> Verdict:
    """Judge whether a file is not there yet; `title` is that of the document that holds it."""
    return YES if title is None else DOSSIER_74.no(f"Het staat er al als ‘{title}’.")


def may_replace(*, is_adder: bool, is_local_team: bool) -> Verdict:
    """Judge who replaces a document."""
    return YES if is_adder or is_local_team else DOSSIER_75.no()
