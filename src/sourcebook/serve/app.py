"""The web pages and the REST interface of one record, on this machine alone."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import msgspec
from fastapi import FastAPI, HTTPException, Query, Request, Response
from fastapi.responses import FileResponse
from starlette.middleware.trustedhost import TrustedHostMiddleware

from sourcebook import __version__
from sourcebook.model.errors import StoreError
from sourcebook.model.wire import reading_row, record_json
from sourcebook.store import PAGE, Store

_JSON = "application/json"


def create_app(folder: Path) -> FastAPI:
    """The application for the record in `folder`. Raises StoreError where there is none."""
    store = Store.open(folder)
    app = FastAPI(title="Sourcebook", version=__version__, docs_url=None, redoc_url=None)
    # A page elsewhere must not reach this server through a name of its own that points to 127.0.0.1.
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost"])

    @app.exception_handler(StoreError)
    def unavailable(_: Request, error: StoreError) -> Response:
        return Response(_encoded({"detail": str(error)}), status_code=503, media_type=_JSON)

    @app.get("/")
    def page() -> Response:
        """The record's page."""
        if not store.has_page():
            raise HTTPException(404, "The record has no page yet: its build was never finished. Run it again.")
        return FileResponse(folder / PAGE, media_type="text/html", headers={"X-Content-Type-Options": "nosniff"})

    @app.get("/api/record")
    def record() -> Response:
        """The Record of INTERFACE.md."""
        return Response(record_json(store.load_record()), media_type=_JSON)

    @app.get("/api/reports")
    def reports() -> Response:
        """The record's reports."""
        return Response(_encoded(store.load_reports()), media_type=_JSON)

    @app.get("/api/reports/{report}")
    def report(report: str) -> Response:
        """What one report says: a Reading."""
        reading = store.reading_of(report)
        if reading is None:
            raise HTTPException(404, f"The record has no report {report}; /api/reports lists them.")
        return Response(_encoded(reading_row(reading)), media_type=_JSON)

    @app.get("/api/events")
    def events() -> Response:
        """The record's events."""
        return Response(_encoded(store.load_events()), media_type=_JSON)

    @app.get("/api/search")
    def search(q: Annotated[str, Query(max_length=500)], limit: Annotated[int, Query(ge=1, le=200)] = 20) -> Response:
        """Reports that hold all the words of `q`, best first, each with the sentence that holds most of them."""
        return Response(_encoded(store.search(q, limit=limit)), media_type=_JSON)

    return app


def _encoded(value: Any) -> bytes:
    return msgspec.json.encode(value, order="deterministic")
