"""Opening somebody's document, and refusing those that can't or mustn't be changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from posixpath import dirname, join, normpath, relpath

from internkontroll.errors import InputRefused, environment
from internkontroll.export.word.infoga.body import Body, read_body
from internkontroll.export.word.infoga.package import DamagedPackageError, Package
from internkontroll.export.word.infoga.part import Part, read_part
from internkontroll.export.word.infoga.splice import OtherPrefixError
from internkontroll.export.word.markup import NAMESPACE
from internkontroll.export.word.xml_reader import UnreadablePartError

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = b"http://purl.oclc.org/ooxml/"
_HEAD = 10_000  # bytes in which the root element declares its namespaces
_RESAVE = "Öppna det i Word, spara en kopia som .docx och använd kopian."
_SAVE_AS_DOCX = "Öppna det i Word, välj Spara som och Word-dokument (.docx), och använd den nya filen."
_FOREIGN = {
    b"{\\rtf": "en RTF-fil",
    b"%PDF": "en PDF-fil",
    b"<html": "en webbsida",
    b"<?xml": "en XML-fil",
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Relationship:
    """One line of a relationships part; `target` is the part's name in the package."""

    id: str
    kind: str
    target: str


@dataclass(frozen=True, slots=True)
class Host:
    """An open document. `name` is that of its document part, `relations` what that part points to."""

    path: Path
    data: bytes
    package: Package
    name: str
    body: Body
    relations: tuple[Relationship, ...]

    def part_name(self, kind: str) -> str | None:
        """The name of the part of this kind ("styles", "numbering" …) that the document part points to."""
        return next((one.target for one in self.relations if one.kind == f"{_OFFICE}/{kind}"), None)

    def data_of(self, kind: str) -> bytes | None:
        """That part's bytes; None if there is none."""
        name = self.part_name(kind)
        return self.package.read(name) if name else None

    def part(self, kind: str) -> Part | None:
        """That part, read; None if there is none. Raises InputRefused."""
        data = self.data_of(kind)
        return None if data is None else _read_part(self.path, self.part_name(kind) or "", data)

    def parts(self, kind: str) -> Iterator[tuple[str, Part]]:
        """The names and the content of all readable parts of a kind of which there may be several."""
        for one in self.relations:
            data = self.package.read(one.target) if one.kind == f"{_OFFICE}/{kind}" else None
            try:
                if data is not None:
                    yield one.target, read_part(data)
            except UnreadablePartError:
                continue

    def pictures(self) -> Iterator[Relationship]:
        """The document part's pointers to picture files in the package."""
        for one in self.relations:
            if one.kind == f"{_OFFICE}/image" and self.package.sum_of(one.target) is not None:
                yield one

    def picture_sums(self) -> dict[str, int]:
        """The sums of those files by the ids of the relationships."""
        return {one.id: self.package.sum_of(one.target) or 0 for one in self.pictures()}

    def setting(self, name: str) -> dict[str, str] | None:
        """The attributes of one of the document's settings; None if it isn't set."""
        settings = self.part("settings")
        found = (one.attributes for one in (settings.children() if settings else ()) if one.name == f"w:{name}")
        return next(found, None)


def relationship_kind(kind: str) -> str:
    """The type of a relationship to a part of this kind."""
    return f"{_OFFICE}/{kind}"


def relationships_of(name: str) -> str:
    """The name of the part that holds a part's relationships."""
    return join(dirname(name), "_rels", f"{name.rpartition('/')[2]}.rels")


def relative_target(name: str, target: str) -> str:
    """How a part's relationships name another part."""
    return relpath(target, dirname(name) or ".")


def open_host(path: Path) -> Host:
    """Open and check a document that is to be changed.

    Raises InputRefused for what can't or mustn't be changed, EnvironmentFailed if it can't be read.
    """
    refuse_open_document(path)
    with environment(path):
        data = path.read_bytes()
    package = _read_package(path, data)
    _refuse_signed(path, package)
    name = _document_part(path, package)
    document = package.read(name)
    if document is None:
        raise InputRefused(f"{path}: Dokumentet saknar delen {name}, där texten ska stå. {_RESAVE}")
    head = document[:_HEAD]
    if _STRICT in head:
        raise InputRefused(
            f"{path}: Dokumentet är sparat som ”Strict Open XML”. Öppna det i Word, välj Spara som och "
            "filformatet Word-dokument (.docx), och använd den nya filen."
        )
    if NAMESPACE.encode() not in head:
        raise InputRefused(f"{path}: Filen är inte ett Word-dokument. {_SAVE_AS_DOCX}")
    try:
        body = read_body(document)
    except OtherPrefixError as error:
        raise InputRefused(
            f"{path}: Dokumentet är skrivet av ett program som namnger dess delar på ett annat sätt än Word. {_RESAVE}"
        ) from error
    except UnreadablePartError as error:
        raise InputRefused(f"{path}: Dokumentets del {name} kan inte läsas. {_RESAVE}") from error
    host = Host(path, data, package, name, body, _relationships(path, package, name))
    _refuse_protected(host)
    return host


def refuse_open_document(path: Path) -> None:
    """Refuse a file that Word or LibreOffice has open: what is written now would be lost when it is saved there.

    Word puts ~$ before the name, in place of its first one or two letters if the name is long.
    """
    word = [path.with_name(f"~${path.name[skipped:]}") for skipped in range(3)]
    office = path.with_name(f".~lock.{path.name}#")
    with environment(path):
        locks = [lock for lock in (*word, office) if lock.exists()]
    if locks:
        program = "LibreOffice" if locks[0] == office else "Word"
        raise InputRefused(
            f"{path}: Dokumentet är öppet i {program}. Spara och stäng det, och kör sedan igen. "
            f"Är det inte öppet hos någon: ta bort filen {locks[0].name}, som blivit kvar."
        )


def _read_package(path: Path, data: bytes) -> Package:
    if data.startswith(_OLE):
        _refuse_ole(path, data)
    for start, kind in _FOREIGN.items():
        if data[:100].lstrip().lower().startswith(start.lower()):
            raise InputRefused(f"{path}: Filen är {kind}, inte ett Word-dokument. {_SAVE_AS_DOCX}")
    try:
        package = Package(data)
    except DamagedPackageError as error:
        raise InputRefused(
            f"{path}: Filen är inte ett helt Word-dokument. Öppna den i Word och låt Word reparera den, "
            "eller hämta en tidigare version."
        ) from error
    if (package.read("mimetype") or b"").startswith(b"application/vnd.oasis"):
        raise InputRefused(f"{path}: Filen är ett OpenDocument-dokument. {_SAVE_AS_DOCX}")
    return package


def _refuse_ole(path: Path, data: bytes) -> None:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise InputRefused(
            f"{path}: Dokumentet är krypterat med lösenord. Öppna det i Word, ta bort lösenordet under "
            "Arkiv, Info, Skydda dokument, och spara."
        )
    raise InputRefused(f"{path}: Filen är i det gamla Word-formatet (.doc). {_SAVE_AS_DOCX}")


def _refuse_signed(path: Path, package: Package) -> None:
    if any(name.startswith("_xmlsignatures/") for name in package.names):
        raise InputRefused(
            f"{path}: Dokumentet är digitalt signerat, och en ändring skulle göra underskriften ogiltig. "
            "Ta bort underskriften i Word, eller använd en kopia utan den."
        )


def _refuse_protected(host: Host) -> None:
    protection = host.setting("documentProtection") or {}
    write = host.setting("writeProtection") or {}
    enforced = protection.get("w:enforcement", "0") in ("1", "true", "on")
    if enforced or any(name in write for name in ("w:hash", "w:hashValue", "w:cryptProviderType")):
        raise InputRefused(
            f"{host.path}: Dokumentet är skyddat mot ändringar. Ta bort skyddet i Word under Granska, "
            "Begränsa redigering, spara och kör igen."
        )


def _document_part(path: Path, package: Package) -> str:
    """Usually word/document.xml, but Word on the web writes word/document2.xml."""
    pointers = (one.target for one in _relationships(path, package, "") if one.kind.endswith("/officeDocument"))
    return next(pointers, "word/document.xml")


def _relationships(path: Path, package: Package, name: str) -> tuple[Relationship, ...]:
    part_name = relationships_of(name) if name else "_rels/.rels"
    data = package.read(part_name)
    part = _read_part(path, part_name, data) if data else None
    return tuple(
        Relationship(one.attributes.get("Id", ""), one.attributes.get("Type", ""), _resolve(name, one.attributes))
        for one in (part.children() if part else ())
    )


def _resolve(name: str, attributes: dict[str, str]) -> str:
    target = attributes.get("Target", "")
    if attributes.get("TargetMode") == "External":
        return ""
    return target.lstrip("/") if target.startswith("/") else normpath(join(dirname(name), target))


def _read_part(path: Path, name: str, data: bytes) -> Part:
    try:
        return read_part(data)
    except UnreadablePartError as error:
        raise InputRefused(f"{path}: Dokumentets del {name} kan inte läsas. {_RESAVE}") from error
