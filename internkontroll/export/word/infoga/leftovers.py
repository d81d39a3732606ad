"""What hung on an old section only and must go with it: pictures, addresses, comments and notes.

Word takes them out when somebody deletes the text that they hang on. What people believe to be gone
mustn't hide in a public document.
"""

import re

from internkontroll.export.word.infoga.gains import Gains
from internkontroll.export.word.infoga.host import Host, relationships_of
from internkontroll.export.word.infoga.part import Element, Event
from internkontroll.export.word.infoga.section import OldSection
from internkontroll.export.word.infoga.splice import without

_REFERENCES = {"comments": b"commentReference", "footnotes": b"footnoteReference", "endnotes": b"endnoteReference"}
# What Word tells of comments elsewhere; the second part gives each paraId the durableId of the third.
_ABOUT_COMMENTS = ("commentsExtended", "commentsIds", "commentsExtensible")


def drop_leftovers(gains: Gains, host: Host, old: OldSection, kept: bytes) -> None:
    """Take out what only the old section points to. `kept` is the section that comes in its place."""
    if not old.stretch.notes and not old.stretch.relations:
        return
    rest = without(host.body.data, [(old.start, old.end)]) + kept
    for kind, ids in old.stretch.notes.items():
        if name := host.part_name(kind):
            _drop_notes(gains, host, name, {one for one in ids if not _refers(rest, _REFERENCES[kind], one)})
    lone = {one for one in old.stretch.relations if not re.search(rb"[\"']%b[\"']" % re.escape(one.encode()), rest)}
    if not lone:
        return
    gains.take_out(relationships_of(host.name), lambda one: one.attributes.get("Id") in lone)
    targets = {one.target for one in host.pictures() if one.id in lone}
    for name in sorted(targets - gains.pointed_to()):
        gains.remove(name)


def _refers(rest: bytes, element: bytes, note: str) -> bool:
    return bool(re.search(rb"<w:%b\s[^>]*w:id\s*=\s*[\"']%b[\"']" % (element, re.escape(note.encode())), rest))


def _drop_notes(gains: Gains, host: Host, name: str, ids: set[str]) -> None:
    """Take out notes with these ids, and what Word says elsewhere of those that are comments."""
    known = set[str]()

    def gone(note: Element) -> bool:
        if note.attributes.get("w:id") not in ids:
            return False
        known.update(*map(_word_ids, note.events))
        return True

    def about_gone(one: Element) -> bool:
        own = _word_ids(one.events[0])
        known.update(own if known & own else ())
        return bool(known & own)

    gains.take_out(name, gone)
    for kind in _ABOUT_COMMENTS if known else ():
        for part in (one.target for one in host.relations if one.kind.endswith(f"/{kind}")):
            gains.take_out(part, about_gone)


def _word_ids(event: Event) -> set[str]:
    return {value for key, value in event.attributes.items() if key.rpartition(":")[2] in ("paraId", "durableId")}
