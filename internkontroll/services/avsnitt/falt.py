"""The fields of the free texts: which there are, what they say now, and where they stand in a text."""

from sqlalchemy import Connection

from internkontroll.domain.report.fields import Field, FieldPlace
from internkontroll.domain.report.fields import find_fields as _find
from internkontroll.domain.report.fields import list_fields as _list
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.services.underlag import load_underlag


def list_fields(connection: Connection, sammanhang: Sammanhang) -> tuple[Field, ...]:
    """Every field with its description and its value at the tillfälle."""
    return _list(load_underlag(connection, sammanhang.plan_id, sammanhang.tillfalle))


def find_fields(text: str, fields: tuple[Field, ...]) -> tuple[FieldPlace, ...]:
    """Where the fields of a text stand; those that don't exist have no value."""
    return _find(text, {field.name: field.value for field in fields})
