"""The tables of what came in and what each page says, as the first schema had them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def make() -> None:
    """Make the tables."""
    _configs()
    _meta()
    _provenance()
    _pages()
    _page_inputs()
    _readings()
    _rejects()


def _to(column: str) -> sa.ForeignKey:
    return sa.ForeignKey(column, deferrable=True, initially="DEFERRED")


def _configs() -> None:
    op.create_table(
        "configs",
        sa.Column("sha256", sa.String(), primary_key=True),
        sa.Column("config", sa.JSON(), nullable=False),
    )


def _meta() -> None:
    op.create_table(
        "meta",
        sa.Column("key", sa.String(), primary_key=True),
        sa.Column("value", sa.Text(), nullable=False),
    )


def _provenance() -> None:
    op.create_table(
        "provenance",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("versions", sa.JSON(), nullable=False),
        sa.Column("config_sha256", sa.String(), nullable=False),
        sa.Column("model_sha256", sa.String(), nullable=False),
    )


def _pages() -> None:
    op.create_table(
        "pages",
        sa.Column("number", sa.Integer(), primary_key=True),
        sa.Column("key", sa.String(), nullable=False, unique=True),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("given_id", sa.Boolean(), nullable=False),
        sa.Column("url", sa.Text()),
        sa.Column("outlet", sa.Text()),
        sa.Column("title", sa.Text()),
        sa.Column("published", sa.Date()),
        sa.Column("language", sa.String()),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.LargeBinary()),
        sa.Column("layout", sa.LargeBinary()),
        sa.Column("config", sa.String(), _to("configs.sha256"), nullable=False),
    )
    op.create_index("ix_pages_id", "pages", ["id"])


def _page_inputs() -> None:
    op.create_table(
        "page_inputs",
        sa.Column("page", sa.String(), _to("pages.key"), primary_key=True),
        sa.Column("input", sa.Text(), primary_key=True),
    )
    op.create_index("ix_page_inputs_input", "page_inputs", ["input"])


def _readings() -> None:
    op.create_table(
        "readings",
        sa.Column("page", sa.String(), _to("pages.key"), primary_key=True),
        sa.Column("made_by", sa.String(), _to("provenance.id"), primary_key=True),
        sa.Column("dated", sa.String(), primary_key=True),
        sa.Column("sentences", sa.Integer(), nullable=False),
        sa.Column("statements", sa.Integer(), nullable=False),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.Column("reading", sa.LargeBinary(), nullable=False),
    )


def _rejects() -> None:
    op.create_table(
        "rejects",
        sa.Column("number", sa.Integer(), primary_key=True),
        sa.Column("input", sa.Text(), nullable=False),
        sa.Column("page", sa.String(), _to("pages.key")),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("made_by", sa.String(), _to("provenance.id")),
        sa.UniqueConstraint("input", "page"),
    )
    op.create_index("ix_rejects_page", "rejects", ["page"])
