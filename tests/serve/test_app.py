import asyncio
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="the extra `server` is not installed")

import httpx
from fastapi import FastAPI

from sourcebook.engine import InProcess, Inputs
from sourcebook.model.errors import StoreError
from sourcebook.serve.app import create_app
from sourcebook.store import Store
from tests.engine.fakes import build_in, record_in
from tests.made import batch_of, make_page


@pytest.fixture
def record(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text("Alpha\nEnvoys met in Ostrava Bay.\n")
    build_in(tmp_path / "r", Inputs(names=(str(tmp_path / "a.txt"),)), engine=InProcess())
    return tmp_path / "r"


class Client:
    """Asks an application without a network."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app

    def get(self, path: str, *, host: str = "127.0.0.1:8000", **params: str | int) -> httpx.Response:
        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(app=self._app)
            async with httpx.AsyncClient(transport=transport, base_url=f"http://{host}") as client:
                return await client.get(path, params=params)

        return asyncio.run(ask())


@pytest.fixture
def client(record: Path) -> Client:
    return Client(create_app(record))


def test_the_page_and_the_record_are_served(client: Client, record: Path) -> None:
    assert client.get("/").text == "1 1 1"
    assert client.get("/api/record").content == record_in(record)
    assert client.get("/api/events").json() == []


def test_a_report_is_a_reading(client: Client) -> None:
    (report,) = client.get("/api/reports").json()
    reading = client.get(f"/api/reports/{report['id']}").json()
    assert reading["text"] == "Alpha\nEnvoys met in Ostrava Bay.\n"
    assert reading["sentences"][0] == {"start": 0, "end": 5}
    assert client.get("/api/reports/nothing").status_code == 404


def test_search_gives_sentences(client: Client) -> None:
    (hit,) = client.get("/api/search", q='ostrava "envoys met').json()
    assert hit["text"] == "Envoys met in Ostrava Bay."
    assert client.get("/api/search", q="zebra").json() == []
    assert client.get("/api/search", q="a", limit=0).status_code == 422


def test_a_page_elsewhere_is_kept_out(client: Client) -> None:
    assert client.get("/", host="evil.example").status_code == 400


def test_a_record_that_was_never_finished_is_unavailable(tmp_path: Path) -> None:
    with Store.open(tmp_path, create=True) as store:
        store.add_batch(batch_of(make_page()))
    client = Client(create_app(tmp_path))
    assert client.get("/api/record").status_code == 503
    assert "Run the build again" in client.get("/api/record").json()["detail"]
    assert client.get("/").status_code == 404


def test_no_record_no_server(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        create_app(tmp_path / "nowhere")
