"""Fields of an åtgärd, of a systematisk kontroll and of the uppföljning of both."""

from internkontroll.domain.falt.model import choice, day, line, paragraphs, reference
from internkontroll.domain.status import Status
from internkontroll.domain.words import Arsbeslut, Effekt, Frekvens

FREKVENS = tuple((frekvens, frekvens.label) for frekvens in Frekvens)

ATGARD = (
    paragraphs(
        "beskrivning",
        "Åtgärd",
        "Vad som ska göras, så att vem som helst kan avgöra när det är klart. Börja med ett verb.",
        "Införa kvittens för varje nyckel och stämma av nyckelskåpet varje fredag.",
        kravs=True,
    ),
    line(
        "ansvarig",
        "Ansvarig",
        "Den som ser till att åtgärden blir gjord. Skriv en befattning eller ett namn, inte bara en avdelning.",
        "Samordnare, fordonsenheten",
    ),
    day("startdatum", "Startdatum", "Dagen då arbetet börjar.", "2026-02-01"),
    day(
        "slutdatum",
        "Slutdatum",
        "Sista dagen för åtgärden. Efter den visas den som försenad tills den är klar.",
        "2026-10-31",
    ),
    reference("rekommendation_id", "Rekommendation", "Den rekommendation i granskningen som åtgärden svarar på."),
    choice(
        "arsbeslut",
        "Beslut vid årets slut",
        "Vad som händer med en åtgärd som inte blev klar: den förs över till nästa plan eller avslutas. Skriv skälet.",
        ((Arsbeslut.FORS_OVER, "Förs över"), (Arsbeslut.AVSLUTAS, "Avslutas")),
    ),
    paragraphs(
        "arsbeslut_skal",
        "Skäl till beslutet",
        "Varför åtgärden förs över eller avslutas.",
        "Leveransen av nyckelskåpet är försenad till februari.",
    ),
    day("effekt_fraga", "Fråga om effekt", "Dagen då ni vill se efter om åtgärden har hjälpt.", "2026-12-15"),
    choice(
        "effekt",
        "Har åtgärden hjälpt?",
        "Svara när åtgärden har fått verka en tid, när det går att se om bristen är borta.",
        tuple((effekt, str(effekt)) for effekt in Effekt),
    ),
    paragraphs(
        "effekt_kommentar",
        "Vad som har blivit bättre",
        "Vad svaret bygger på, och vad som återstår om det inte räckte.",
        "Vid stickprovet i december var alla tio nycklar kvitterade.",
    ),
    day("effekt_datum", "Effekten bedömd", "Dagen då någon såg efter om åtgärden hade hjälpt.", "2026-12-16"),
)

UPPFOLJNING = (
    choice(
        "status",
        "Status",
        "Er prognos för läget vid årets slut. Ej aktuell: åtgärden har fallit bort; skriv varför i kommentaren.",
        tuple((status, str(status)) for status in Status),
    ),
    paragraphs(
        "kommentar",
        "Kommentar",
        "Vad som är gjort, vad som återstår och vad det beror på. Två eller tre meningar räcker oftast.",
        "Kvittenser används sedan mars. Avstämningen på fredagar har missats två gånger under sommaren.",
    ),
    day("klart_datum", "Klart den", "Dagen då åtgärden blev klar.", "2026-06-12"),
)

KONTROLL = (
    paragraphs(
        "kontroll",
        "Kontroll",
        "Vad som kontrolleras, kort och så att resultatet går att svara på.",
        "Att alla utlånade nycklar är kvitterade",
        kravs=True,
    ),
    reference("process_id", "Process", "Den process som kontrollen hör till."),
    reference("mal_id", "Mål", "Det mål som kontrollen hör till."),
    reference("risk_id", "Risk", "Den risk som kontrollen ska hålla nere, om det är en särskild."),
    paragraphs(
        "beskrivning",
        "Beskrivning",
        "Hur kontrollen går till, så att en ny kollega kan göra den likadant.",
        "Jämför kvittenslistan med nyckelskåpet och notera nycklar som saknas.",
    ),
    paragraphs(
        "metod",
        "Metod",
        "Sättet att kontrollera: stickprov, genomgång av alla, intervju eller avstämning. Ange gärna antal.",
        "Stickprov, tio utlåningar per gång",
    ),
    choice("frekvens", "Hur ofta", "Hur ofta kontrollen görs.", FREKVENS),
    line("ansvarig", "Ansvarig", "Den som gör kontrollen eller ser till att den blir gjord.", "Verksamhetscontroller"),
)
