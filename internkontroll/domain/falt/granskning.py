"""Fields of a granskning and its rekommendationer, and of an avtal."""

from internkontroll.domain.falt.model import day, line, paragraphs

GRANSKNING = (
    line(
        "namn",
        "Granskning",
        "Granskningens namn, som på rapportens framsida.",
        "Granskning av kommunens fordonshantering",
        kravs=True,
    ),
    line("granskare", "Granskare", "Den som har granskat.", "Kommunens revisorer"),
    line("diarienummer", "Diarienummer", "Ärendets nummer hos er, så att handlingarna går att hitta.", "TN-2026/41"),
    day("datum", "Datum", "Dagen då rapporten kom.", "2026-02-18"),
    day("svar_datum", "Svar den", "Dagen då nämnden beslutade om sitt svar.", "2026-04-22"),
    line("svar_paragraf", "Paragraf", "Paragrafen i protokollet.", "§ 37"),
    paragraphs(
        "svar",
        "Nämndens svar",
        "Det viktigaste i svaret, i några meningar.",
        "Nämnden delar revisorernas bild och inför kvittens för alla nycklar före sommaren.",
    ),
)

REKOMMENDATION = (
    paragraphs(
        "rekommendation",
        "Rekommendation",
        "En rekommendation i taget, med granskarens egna ord.",
        "Säkerställ att utlåning av fordon går att spåra.",
        kravs=True,
    ),
    paragraphs("svar", "Svar", "Vad nämnden svarar på just den här rekommendationen.", "Införs under andra kvartalet."),
)

AVTAL = (
    paragraphs(
        "avtal",
        "Avtal eller uppdrag",
        "Vad den privata utföraren gör åt kommunen.",
        "Städning av kommunens lokaler i tätorten",
        kravs=True,
    ),
    line("omrade", "Område", "Den verksamhet som avtalet hör till.", "Lokalvård"),
    line("typ", "Typ", "Vilket slags avtal det är, till exempel upphandlat eller valfrihetssystem.", "Ramavtal"),
    line("ansvar", "Ansvarig", "Den som följer upp avtalet.", "Avtalscontroller"),
    paragraphs("tidplan", "Tidplan", "När uppföljningen görs under året.", "Mars och oktober"),
    line("intervall", "Intervall", "Hur ofta avtalet följs upp.", "Två gånger om året"),
    line("mottagare", "Mottagare", "Den som får veta vad uppföljningen visade.", "Nämnden, i delårsrapporten"),
)
