"""Words of the interchange format (utbyte, version 1) that differ from the register's."""

from internkontroll.domain.status import Status, Tillfalletyp

TILLFALLEN = {
    Tillfalletyp.PLAN: "internkontrollplan",
    Tillfalletyp.APRIL: "delarsrapport-april",
    Tillfalletyp.AUGUSTI: "delarsrapport-augusti",
    Tillfalletyp.HELAR: "verksamhetsberattelse",
}
"""tillfälle → ``rapport.typ``."""


def join_status(status: Status | None, kommentar: str | None) -> str | None:
    """``status_och_kommentar`` of a kontroll: the status as a paragraph of its own before the comment."""
    if status is None:
        return kommentar
    return status.value if kommentar is None else f"{status}\n\n{kommentar}"


def split_status(text: str | None) -> tuple[Status | None, str | None]:
    """The reverse of `join_status`: a first paragraph that is a status and nothing more is one."""
    if text is None:
        return None, None
    first, gap, rest = text.partition("\n\n")
    if first not in list(Status):
        return None, text
    return Status(first), rest if gap else None
