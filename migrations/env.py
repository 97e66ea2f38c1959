"""Alembic's entry: runs the migrations on the connection it is handed, or on TRACKER_DB's.

The program hands over a connection with a transaction begun; everything happens inside it.
"""

import os
from typing import Any

from alembic import context
from sqlalchemy import Connection, create_engine

from tracker.storage.records import CODE_POINT_TEXT, Record


def _plain_types(kind: str, item: Any, _context: Any) -> str | bool:
    """Write our own text type as `sa.` types, so that a migration never depends on live code."""
    if kind == "type" and item is CODE_POINT_TEXT:
        return 'sa.String().with_variant(sa.String(collation="C"), "postgresql")'
    return False


def run(connection: Connection) -> None:
    """Run what was asked for on `connection`."""
    context.configure(
        connection=connection,
        target_metadata=Record.metadata,
        render_as_batch=True,
        render_item=_plain_types,
        transactional_ddl=False,
    )
    context.run_migrations()


handed = context.config.attributes.get("connection")
if handed is not None:
    run(handed)
else:
    place = os.environ["TRACKER_DB"]
    engine = create_engine(place if "://" in place else f"sqlite:///{place}")
    with engine.begin() as own:
        run(own)
