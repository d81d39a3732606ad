"""Fields of a plan and of what it is made up of: processer, mål, tillfällen and texts."""

from internkontroll.domain.falt.model import choice, day, line, paragraphs
from internkontroll.domain.words import Planstatus, Textdel

PLAN = (
    choice(
        "status",
        "Läge",
        "Utkast medan planen skrivs. Nämndens beslut fryser risker och skala. En avslutad plan ändras inte.",
        ((Planstatus.UTKAST, "Utkast"), (Planstatus.BESLUTAD, "Beslutad"), (Planstatus.AVSLUTAD, "Avslutad")),
        kravs=True,
    ),
    day("beslut_datum", "Beslutad den", "Dagen då nämnden beslutade om planen.", "2025-12-10"),
    line("beslut_paragraf", "Paragraf", "Paragrafen i nämndens protokoll.", "§ 124"),
    line("beslut_diarienummer", "Diarienummer", "Ärendets nummer.", "TN-2025/310"),
    line("forvaltning", "Förvaltning", "Förvaltningens namn, som det ska stå i rapporterna.", "Tekniska förvaltningen"),
)

PROCESS = (
    line("nummer", "Nummer", "Processens nummer i ert register. 2.9 sorteras före 2.10.", "2.6", kravs=True),
    line("namn", "Process", "Processens namn, som i ert processregister.", "Fordon och transporter", kravs=True),
)

MAL = (
    line("namn", "Mål", "Nämndens mål, med samma ord som i budgeten.", "Trygga resor hela dygnet", kravs=True),
    line(
        "overordnat",
        "Kommunfullmäktiges mål",
        "Det mål som nämndens mål hör till.",
        "En kommun att lita på",
    ),
)

TILLFALLE = (
    line("rubrik", "Rubrik", "Avsnittets rubrik i rapporten. Lämna tomt för den vanliga.", "Nämndens interna kontroll"),
    line("underrubrik", "Underrubrik", "En rad under rubriken.", "Uppföljning januari till april 2026"),
    day(
        "period",
        "Gäller till och med",
        "Den dag som rapporten beskriver. Tomt är den vanliga, till exempel 30 april.",
        "2026-04-30",
    ),
)

_DELAR = (
    (Textdel.INLEDNING, "Inledning"),
    (Textdel.SAMMANFATTNING, "Sammanfattning"),
    (Textdel.STRUKTUR, "Struktur"),
    (Textdel.INSYN, "Uppföljning och insyn"),
    (Textdel.INSYN_UPPFOLJNING, "Vad uppföljningen har visat"),
)

AVSNITTSTEXT = (
    choice("del", "Del", "Den del av avsnittet som texten hör till.", _DELAR, kravs=True),
    paragraphs(
        "innehall",
        "Text",
        "Texten i avsnittet. Fält som antal risker fyller programmet i själv.",
        "Nämnden har under perioden arbetat med åtta risker. Fyra åtgärder är klara.",
    ),
)
