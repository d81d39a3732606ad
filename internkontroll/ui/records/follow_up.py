"""Status and comment of an åtgärd or kontroll at the chosen tillfälle, as fields."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from internkontroll.domain.falt import Falt, Value
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.sparat import Sparat
from internkontroll.domain.status import Tillfalletyp
from internkontroll.ui.records.field_form import Name, Source, renamed
from internkontroll.ui.records.words import at_tillfalle

if TYPE_CHECKING:
    # Loaded on the register's thread, after the first paint.
    from internkontroll.db.session import Register
    from internkontroll.services.postbild import Lage

_NAMES = ("status", "kommentar", "klart_datum")


def follow_fields(typ: Tillfalletyp) -> dict[Name, Falt]:
    """The fields with the tillfälle in their labels: "Status i april"."""
    return renamed("uppfoljning", "status", at_tillfalle("Status", typ)) | renamed(
        "uppfoljning", "kommentar", at_tillfalle("Kommentar", typ)
    )


def follow_source(tabell: str, post: int, lage: "Lage", sammanhang: Sammanhang, frozen: Mapping[str, str]) -> Source:
    """What is said at the tillfälle; `frozen`: that of the åtgärd or kontroll, whose closed plan closes this too."""

    def write(register: "Register", version: int, values: Mapping[str, Value]) -> Sparat:
        from internkontroll.services.redigera import set_uppfoljning

        return set_uppfoljning(register, tabell, [post], sammanhang, values, versions={post: version})

    reason = next(iter(frozen.values()), "")
    closed = dict.fromkeys(_NAMES, reason) if reason else {}
    return Source((f"uppfoljning {sammanhang.tillfalle} {tabell}", post), lage.version, lage.varden, write, closed)
