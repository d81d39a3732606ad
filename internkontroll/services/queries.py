"""Pieces of queries that several use cases share."""

from typing import Any

from sqlalchemy import Select, Table


def living(query: Select[Any], table: Table, plan_id: int) -> Select[Any]:
    """The plan's records of `table` outside the papperskorg, in their order."""
    return query.where(table.c.plan_id == plan_id, table.c.borttagen.is_(None)).order_by(table.c.ordning, table.c.id)
