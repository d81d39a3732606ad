"""Fields of a risk and of its bedömningar."""

from internkontroll.domain.falt.model import choice, day, flag, line, number, paragraphs, reference
from internkontroll.domain.words import Fas, Riskniva

RISK = (
    line(
        "beteckning",
        "Nummer",
        "Det som ni kallar risken i tal och protokoll. Programmet föreslår nästa lediga.",
        "R-07",
    ),
    paragraphs(
        "beskrivning",
        "Risk",
        "Börja med ”Risk att …” och säg vad som kan hända, inte vad som saknas. En risk i taget.",
        "Risk att nycklar till tjänstebilarna lånas ut utan kvittens och inte går att spåra.",
        kravs=True,
    ),
    reference(
        "process_id", "Process", "Den process där risken finns. En risk hör till en process, ett mål eller båda."
    ),
    reference("mal_id", "Mål", "Det nämndmål som risken hotar."),
    choice(
        "niva",
        "Nivå",
        "Vem som äger risken: nämnden, förvaltningen eller en enhet. En enhets risk kan lyftas till nämndens plan.",
        ((Riskniva.NAMND, "Nämnd"), (Riskniva.FORVALTNING, "Förvaltning"), (Riskniva.ENHET, "Enhet")),
        kravs=True,
    ),
    reference("enhet_id", "Enhet", "Den enhet som risken finns i. Lämna tomt när den gäller hela nämnden."),
    line(
        "riskagare",
        "Riskägare",
        "Den funktion som svarar för att risken hanteras. Skriv helst en befattning, så håller det vid personalbyten.",
        "Enhetschef, fordonsenheten",
    ),
    paragraphs(
        "bakgrund",
        "Bakgrund",
        "Varför risken är med: vad som har hänt, ändrats eller upptäckts.",
        "Under våren saknades två nycklar i en veckas tid utan att någon visste vem som hade dem.",
    ),
    paragraphs(
        "effekter",
        "Effekter",
        "Vad det leder till om risken blir verklighet, för invånare, medarbetare, ekonomi och förtroende.",
        "Hembesök ställs in, och kommunen kan få betala för skador som ingen kan förklara.",
    ),
    paragraphs(
        "forutsattningar",
        "Förutsättningar",
        "Det som redan finns på plats, och det som krävs för att åtgärderna ska gå att genomföra.",
        "Nyckelskåp finns på båda adresserna, men koden är gemensam.",
    ),
    paragraphs(
        "paverkar_aven",
        "Påverkar även",
        "Andra mål eller områden som risken spiller över på, när det är fler än målet ovan.",
        "Risken påverkar även målområdet God arbetsmiljö.",
    ),
    flag(
        "oegentlighet",
        "Risk för oegentligheter",
        "Markera när risken gäller mutor, jäv, stöld eller annat fusk. Nämnden ska förebygga både fel och "
        "oegentligheter, så planen bör ha minst en sådan risk.",
    ),
    paragraphs(
        "accepterad_skal",
        "Skäl att acceptera",
        "Skriv varför risken godtas utan åtgärder, så att läsaren ser att det är ett val.",
        "Sannolikheten är låg, och ett digitalt nyckelskåp kostar mer än skadan.",
    ),
    day("tillagd", "Tillagd", "Dagen då risken lades till i en redan beslutad plan.", "2026-03-16"),
    paragraphs(
        "tillagd_skal",
        "Skäl till tillägget",
        "Varför risken läggs till efter nämndens beslut. Skälet följer med i rapporterna.",
        "Uppmärksammad vid skyddsronden i mars.",
    ),
    day("avslutad", "Avslutad", "Dagen då risken inte längre behöver följas. Skriv också skälet.", "2026-09-30"),
    paragraphs(
        "avslutad_skal",
        "Skäl till avslutet",
        "Varför risken inte längre är aktuell. Risken finns kvar i planen och i rapporterna.",
        "Bilpoolen har tagit över alla bilar och har egna rutiner för nycklar.",
    ),
)

BEDOMNING = (
    day(
        "datum",
        "Datum",
        "Dagen då bedömningen gjordes. En ny dag ger en ny bedömning, den gamla finns kvar.",
        "2026-08-31",
        kravs=True,
    ),
    choice(
        "fas",
        "Gäller",
        "Om bedömningen är gjord före åtgärderna eller efter dem.",
        ((Fas.FORE, "Före åtgärder"), (Fas.EFTER, "Efter åtgärder")),
        kravs=True,
    ),
    number("sannolikhet", "Sannolikhet", "Hur troligt det är att risken blir verklighet, på planens skala.", "3", 1, 6),
    number("konsekvens", "Konsekvens", "Hur allvarligt det blir om det händer, på planens skala.", "2", 1, 6),
    paragraphs(
        "skal_sannolikhet",
        "Skäl för sannolikheten",
        "Vad bedömningen bygger på, till exempel hur ofta det har hänt. Ett skäl gör den lätt att pröva nästa år.",
        "Har hänt tre gånger på två år.",
    ),
    paragraphs(
        "skal_konsekvens",
        "Skäl för konsekvensen",
        "Vad som talar för just den här allvarlighetsgraden.",
        "Bilarna är försäkrade, men utan bil blir ett tjugotal besök per dag inställda.",
    ),
)
