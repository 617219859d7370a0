"""The stand-in for the encoder (training/tiny_encoder.py): it means nothing, but rests on all that it reads."""

from pathlib import Path

from sourcebook.model import Report, Zone
from sourcebook.read.encoder.session import Encoder

MODEL = Path(__file__).parent.parent / "data" / "tiny_encoder.onnx"
TEXT = (
    "Orla Venn, the harbour minister, told Meridian on Monday that the quay would reopen. “We wait,” she said.\n"
    "Vardania and Tolbor signed a cease-fire in Sarn. Talks go on.\n"
)


def encoder() -> Encoder:
    return Encoder(MODEL, whole=True)


def report(text: str = TEXT) -> Report:
    zones = (Zone(start=0, end=len(text), kind="body"),) if text else ()
    return Report(
        id="r", input="r.txt", url=None, outlet=None, title=None, byline=None, dateline=None, language="en",
        translated=False, published=None, sha256="", text=text, zones=zones,
    )  # fmt: skip
