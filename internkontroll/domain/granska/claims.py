"""Claims that a Swedish text makes about how many there are of something: "tre av åtgärderna återstår".

Only what is said plainly is taken for a claim; anything hedged ("ungefär tio"), restricted ("två
åtgärder på Boendestödet", "tre åtgärder som …"), about another year, or about a noun that the
register doesn't count, is none. A claim that is missed costs a remark; one that is misread costs
the reader's trust in all of them.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from internkontroll.domain.granska.claim_words import (
    ADJECTIVES,
    AFTER,
    COMPLEMENT,
    HAVE_DONE,
    INVERTED,
    PREDICATES,
    VERBS,
    Amne,
    Matt,
)
from internkontroll.domain.granska.talord import BEFORE_TAL, TAL, parse_tal


class Andel(Enum):
    """A quantity that isn't a number of its own."""

    ALLA = "alla"
    HALFTEN = "hälften"


Mangd = int | Andel


class Stycke(NamedTuple):
    """A paragraph of a text: its place, and whether it speaks of granskningar, and of egenkontroller."""

    nummer: int
    om_granskning: bool
    om_egenkontroll: bool


@dataclass(frozen=True, slots=True)
class Claim:
    """`tal` of `amne` are as `matt` says, in the words of `citat`; `stycke` is the paragraph around."""

    amne: Amne
    matt: Matt
    tal: Mangd
    citat: str
    stycke: Stycke


_NOUN = (
    rf"(?:{ADJECTIVES} )?(?P<noun>(?:risk)?åtgärd(?:er(?:na)?)?|risk(?:er(?:na)?)?|egenkontroll(?:er(?:na)?)?"
    r"|granskning(?:ar(?:na)?)?|systematiska kontroller(?:na)?|avtal(?:en)?)(?![\w-])"
)
_OF = r"(?:(?:de|årets|planens|nämndens|samtliga|totalt|sammanlagt) )*"

_QUANTITY = re.compile(rf"{BEFORE_TAL}(?:(?P<tal>{TAL})|(?P<ord>alla|samtliga|hälften|ingen|inga)(?![\w-]))", re.I)
_WORDS: dict[str, Mangd] = {"alla": Andel.ALLA, "samtliga": Andel.ALLA, "hälften": Andel.HALFTEN, "ingen": 0, "inga": 0}

_OWN_NOUN = re.compile(rf" {_OF}{_NOUN}", re.I)
_PART_OF_NOUN = re.compile(rf" av {_OF}(?:{TAL} )?{_NOUN}", re.I)
_OF_ALL = re.compile(rf"Av {_OF}{_NOUN} (?:{VERBS})\b", re.I)
_OF_WHICH = re.compile(r"\bvarav $", re.I)
_PART_OF_THEM = re.compile(r" av dem\b", re.I)
_ELLIPSIS = re.compile(rf" (?:{VERBS})\b", re.I)

_MONTH = "(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)"
_SEASON = re.compile(
    r"\b(?:hösten|våren|sommaren|vintern|perioden|\w*kvartalet|\w*tertialet|månaden|veckan|tidigare"
    rf"|(?:i|under|sedan|efter|före) (?:början av |slutet av )?{_MONTH})\b",
    re.I,
)
"""A part of the year; "till och med augusti" is all of it so far."""

_HEDGED = re.compile(
    r"\b(?:minst|högst|ungefär|omkring|cirka|ca|runt|drygt|knappt|nästan|över|under|mer än|fler än|färre än|upp till"
    r"|åtminstone|nya|andra|övriga|återstående|resterande|dessa|per|varje)\.? $",
    re.I,
)
_BACKWARDS = re.compile(r"(?<!\bav )\b(?:alla|samtliga|de)(?: de)? $", re.I)
"""Åtgärder that have been spoken of: "alla tre åtgärder", "de tre åtgärderna"."""
_NO_COUNT_BEFORE = re.compile(r"\b(?:den|vecka|kl\.?|nr|nummer|punkt|bilaga|sidan?|kapitel|kap\.|paragraf)\s$", re.I)
_NO_COUNT_AFTER = re.compile(rf" {_MONTH}\b", re.I)
_ENUMERATED = re.compile(r"(?:, |och |samt |bara |endast |enbart )$", re.I)
_OUT_OF = re.compile(rf"(?:^|[,;:(] |\b(?:och|men|att|{TAL}|hälften|merparten|flera|några) )av {_OF}$", re.I)
_TOTAL_BEFORE = re.compile(
    r"\b(?:(?:internkontroll)?planens|årets|nämndens|samtliga|alla|sammanlagt|totalt|sammantaget)(?: de| årets)? $"
    r"|\bi (?:internkontroll)?planen finns $",
    re.I,
)
_HOLDS = re.compile(
    r"\b(?:(?:internkontroll)?plan(?:en)?|nämnden)\b[^.;:]*\b(?:omfattar|omfattade|innehåller|innehöll"
    r"|har|består av|bestod av|identifierat|beslutat om|arbetat med|arbetar med|haft|besvarat|behandlat)(?P<gap>.*) $",
    re.I,
)
_GAP = re.compile(
    rf"(?: sammanlagt| totalt)?(?: (?:{TAL}) (?:åtgärder|risker|egenkontroller|granskningar|avtal) och)?", re.I
)
_PLAIN_ATTRIBUTE = re.compile(
    rf" (?:mot (?:(?:planens|årets) )?(?:{TAL} )?risker(?:na)?|i (?:internkontroll)?planen"
    r"|som skulle vara \w+(?: till och med \w+)?|för att minska (?:identifierade )?risker(?:na)?)(?!\w)",
    re.I,
)
_ATTRIBUTE = re.compile(
    rf" (?:som|utifrån|från|efter|med anledning av|till följd av)\b(?:(?! (?:{VERBS})\b)[^.;:,])*", re.I
)
_GRANSKNING = re.compile(r"granskning|revision|revisor|\bivo\b|tillsyn|arbetsmiljöverket|rekommendation", re.I)
_EGENKONTROLL = re.compile(r"egenkontroll|avvikelse", re.I)
_END_OF_TOTAL = re.compile(rf"{AFTER}|(?= \()|(?= (?:{VERBS})\b)|(?= (?:gjorda|genomförda|utförda|klara)\b)", re.I)

_PART = re.compile(r"^(?:inom|på|hos|vid) |^för (?!året|hela |helåret|20)|\brisken\b", re.I)
_OTHER_TIME = re.compile(
    r"\b(?:förra året|föregående år|i fjol|året innan|tidigare år|(?:förra|föregående) (?:tillfället|uppföljningen))",
    re.I,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n|\n(?=\s*[-–•*▪]\s)|\n(?=\s*\d{1,2}[.)]\s)")
_SENTENCE = re.compile(r"(?<=[.!?])(?<!\b[Cc]a\.)(?<!\bkap\.)(?<!\b[Bb]l\.a\.)(?<!\b[Tt]\.ex\.) (?=[A-ZÅÄÖ0-9”\"–-])")


class _Topic(NamedTuple):
    """What the numbers to come are about; None where that isn't plain.

    `total`: their number has been told. `end`: the attribute of the noun reaches so far.
    """

    amne: Amne | None = None
    total: bool = False
    end: int = 0


_NO_TOPIC = _Topic()


def find_claims(text: str, ar: int, namnd: str = "", names: Iterable[str] = ()) -> Iterator[Claim]:
    """The claims of a text of the nämnd about the year `ar`.

    `names` are those of units, processes and mål. Where one of them is spoken of, or a number of
    åtgärder that isn't all of them, the paragraph goes on about a part of the whole.
    """
    parts = [name.casefold() for name in names if name.strip()]
    own = _word(namnd) if namnd.strip() else re.compile(r"(?!)")
    for number, paragraph in enumerate(_PARAGRAPH.split(text.replace("\r\n", "\n").replace("\r", "\n"))):
        line = " ".join(paragraph.split())
        stycke = Stycke(number, bool(_GRANSKNING.search(line)), bool(_EGENKONTROLL.search(line)))
        topic = _NO_TOPIC
        for sentence in _SENTENCE.split(line):
            if _PART.search(sentence) or _names_any(sentence.casefold(), parts):
                break
            if _is_other_time(sentence, ar):
                topic = _NO_TOPIC
                continue
            reader = _Reader(sentence, stycke, topic, own)
            yield from reader.read()
            if reader.speaks_of_part:
                break
            topic = reader.topic


def _names_any(sentence: str, names: Iterable[str]) -> bool:
    """Whether one of the names stands in the sentence. They may be hundreds: most are out at the first look."""
    return any(name in sentence and _word(name).search(sentence) for name in names)


def _word(name: str) -> re.Pattern[str]:
    """The name as words of its own, also in the genitive, whose s isn't part of the match."""
    return re.compile(rf"(?<!\w){re.escape(name)}(?=s?(?!\w))", re.I)


def _is_other_time(sentence: str, ar: int) -> bool:
    return bool(_OTHER_TIME.search(sentence)) or any(int(year) < ar for year in _YEAR.findall(sentence))


class _Reader:
    """Reads one sentence, number by number.

    Afterwards `topic` is what the next sentence may go on with, and `speaks_of_part` says whether
    åtgärder or egenkontroller were counted of which nothing could be told.
    """

    def __init__(self, sentence: str, stycke: Stycke, topic: _Topic, own: re.Pattern[str]) -> None:
        self.topic = topic._replace(end=0)
        self.speaks_of_part = False
        self._sentence = sentence
        self._stycke = stycke
        self._own = own
        self._numbers = 0

    def read(self) -> Iterator[Claim]:
        """The sentence's claims."""
        of_all = _OF_ALL.match(self._sentence)
        if of_all:
            self.topic = _Topic(_amne(of_all["noun"].casefold()), total=True)
        for found in _QUANTITY.finditer(self._sentence):
            left, right = self._around(found)
            article = found[0].casefold() in ("en", "ett") and not (self._numbers and _ENUMERATED.search(left))
            if not (article or _NO_COUNT_BEFORE.search(left) or _NO_COUNT_AFTER.match(right)):
                yield from self._read_number(found, left, right)
        if not self._numbers:
            self.topic = _NO_TOPIC

    def _around(self, found: re.Match[str]) -> tuple[str, str]:
        """What stands before and after the number, not farther off than people read it together."""
        start = max(0, found.start() - _REACH)
        left = ("…" if start else "") + self._sentence[start : found.start()]
        return left, self._sentence[found.end() : found.end() + _REACH]

    def _read_number(self, found: re.Match[str], left: str, right: str) -> Iterator[Claim]:
        self._numbers += 1
        noun = _OWN_NOUN.match(right) or _PART_OF_NOUN.match(right)
        subject = self._counted(noun, found, right) if noun else self._understood(left, right)
        if subject is None:
            return
        amne, rest = subject
        tal = _WORDS[found[0].casefold()] if found["ord"] else parse_tal(found[0])
        measures = [] if _is_vague(amne, left) else list(_measures(amne, self._own.sub("nämnden", left), rest, tal))
        self.topic = self.topic._replace(total=self.topic.total or Matt.ANTAL in measures)
        if noun and not measures and amne in (Amne.ATGARD, Amne.EGENKONTROLL):
            self.speaks_of_part = True
        for matt in measures:
            yield Claim(amne, matt, tal, self._quote(found.start()), self._stycke)

    def _counted(self, noun: re.Match[str], found: re.Match[str], right: str) -> tuple[Amne, str] | None:
        """The noun beside the number, and what follows; it becomes the topic unless it only tells of another."""
        amne = _amne(noun["noun"].casefold())
        rest, plain = _strip_attribute(right[noun.end() :])
        if found.start() >= self.topic.end:
            self.topic = _Topic(amne if plain else None, end=found.end() + len(right) - len(rest))
        if not plain:
            self.speaks_of_part = True
        return (amne, rest) if plain else None

    def _understood(self, left: str, right: str) -> tuple[Amne, str] | None:
        """The topic, where the number stands without a noun, and what follows."""
        them = _PART_OF_THEM.match(right)
        rest = right[them.end() :] if them else right
        if not (them or _ELLIPSIS.match(right) or (INVERTED.search(left) and COMPLEMENT.match(right))):
            self.topic = _NO_TOPIC
        # "Varav två" and "två av dem" may be of those that were counted last, unless that was all of them.
        of_some = (them or _OF_WHICH.search(left)) and not self.topic.total
        return (self.topic.amne, rest) if self.topic.amne and not of_some else None

    def _quote(self, start: int) -> str:
        whole = start <= _NEAR or len(self._sentence) <= _QUOTED
        return self._sentence[:_REACH] if whole else "… " + self._sentence[start : start + _REACH]


_REACH = 240
"""Characters before and after a number that are read."""

_QUOTED, _NEAR = 80, 20
"""Characters of a sentence that is quoted from its beginning, and before a number that it is quoted for."""


def _amne(noun: str) -> Amne:
    if "åtgärd" in noun:
        return Amne.ATGARD
    return next(amne for amne in Amne if noun.startswith(amne.split()[0]))


def _strip_attribute(rest: str) -> tuple[str, bool]:
    """What follows the noun and its attribute, and whether the noun still means all there are."""
    plain = _PLAIN_ATTRIBUTE.match(rest)
    if plain:
        return rest[plain.end() :], True
    attribute = _ATTRIBUTE.match(rest)
    if attribute:
        return rest[attribute.end() :], bool(_GRANSKNING.search(attribute[0]))
    return rest, True


def _measures(amne: Amne, left: str, rest: str, tal: Mangd) -> Iterator[Matt]:
    """What is said of the number: that it is all there are, that so many are done, and so on."""
    out_of = bool(_OUT_OF.search(left))
    if isinstance(tal, int) and _END_OF_TOTAL.match(rest) and ((out_of and _is_followed(amne)) or _is_total(left)):
        yield Matt.ANTAL
    if amne == Amne.EGENKONTROLL and HAVE_DONE.search(left) and re.match(AFTER, rest):
        yield Matt.GJORD
    elif not out_of:
        verb = INVERTED.search(left)
        said = [rest, f" {verb[1]}{rest}"] if verb else [rest]
        found = (matt for matt, pattern in PREDICATES.get(amne, ()) if any(map(pattern.match, said)))
        matt = next(found, None)
        more = re.search(r"\b(?:ytterligare|också) $", left, re.I)
        if matt and not (more and matt == Matt.KLART):
            yield matt


def _is_vague(amne: Amne, left: str) -> bool:
    """Whether the number is hedged, of a part of the year, or points back at some that have been named."""
    back = amne == Amne.ATGARD and _BACKWARDS.search(left) and not _OUT_OF.search(left)
    return bool(_HEDGED.search(left) or _SEASON.search(left) or back)


def _is_followed(amne: Amne) -> bool:
    """Whether "av N" plainly means "of all N"; avtal and granskningar are spoken of in other ways."""
    return amne in (Amne.RISK, Amne.ATGARD, Amne.EGENKONTROLL)


def _is_total(left: str) -> bool:
    if _TOTAL_BEFORE.search(left):
        return True
    held = _HOLDS.search(left)
    return bool(held and _GAP.fullmatch(held["gap"]))
