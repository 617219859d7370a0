"""The encoder itself: the packaged model file, run by onnxruntime."""

from __future__ import annotations

import hashlib
from array import array
from collections import OrderedDict
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import chain
from typing import TYPE_CHECKING

import msgspec
import numpy as np
import numpy.typing as npt

from sourcebook.read.encoder.decoding import Decoder, Output
from sourcebook.read.encoder.layout import Layout
from sourcebook.read.encoder.passages import Passage
from sourcebook.read.encoder.seen import SeenPassage

if TYPE_CHECKING:
    import onnxruntime

Inputs = dict[str, npt.NDArray[np.int64] | npt.NDArray[np.float32]]

_OUTPUTS = ["words", "links", "vectors"]
_ASKED = ["words", "links"]  # of passages that are given without their sentences
_SLOWER = ["SkipLayerNormFusion"]  # its kernel takes 12 % of the time for what the two that it replaces do in 4 %
_NO_VECTORS = np.zeros((0, 0), dtype=np.float32)
_KEPT = 1024  # passages whose result is kept in memory: of some forty reports, 10 MB


class Encoder:
    """Reads passages. The same passage gives the same result, whatever was read before or stands beside it.

    A passage is a batch of its own: int8 activations share one scale a batch, so a passage read among others would come
    out differently with its neighbours. It costs nothing: without padding it is as fast (DECISIONS.md).
    The model is loaded at the first use, once a process; an encoder that goes to another process loads it there.
    """

    def __init__(self, source: Traversable, *, whole: bool = False) -> None:
        """`whole`: passages come with what no rule of reading asks for, too: syntax, actors' links, times, vectors."""
        self.source, self.whole = source, whole
        self._sha256: str | None = None
        self._loaded: tuple[onnxruntime.InferenceSession, Decoder] | None = None
        self._partly: onnxruntime.RunOptions | None = None
        self._known: OrderedDict[bytes, SeenPassage] = OrderedDict()

    def __getstate__(self) -> tuple[Traversable, bool]:
        return self.source, self.whole

    def __setstate__(self, state: tuple[Traversable, bool]) -> None:
        source, whole = state
        self.__init__(source, whole=whole)  # type: ignore[misc]

    @property
    def sha256(self) -> str:
        """The model file's fingerprint, in hexadecimal."""
        if self._sha256 is None:
            self._sha256 = hashlib.sha256(self.source.read_bytes()).hexdigest()
        return self._sha256

    def see(self, passages: Sequence[Passage]) -> list[SeenPassage]:
        """What each of a document's passages says; those that were met lately aren't read again."""
        keys = [_key(passage) for passage in passages]
        found = {key: self._known[key] for key in keys if key in self._known}
        fresh = {key: passage for key, passage in zip(keys, passages, strict=True) if key not in found}
        outputs = []
        for passage in fresh.values():
            words, links, *vectors = self.run(inputs_of(passage, vectors=self.whole))
            sizes = tuple([last - first for _, first, last in passage.sentences])
            outputs.append(Output(sizes, words[0], links[0], vectors[0][0] if vectors else _NO_VECTORS))
        found.update(zip(fresh, self.load()[1].decode(outputs), strict=True))
        for key in keys:
            self._known[key] = found[key]
            self._known.move_to_end(key)
        while len(self._known) > _KEPT:
            self._known.popitem(last=False)
        return [found[key] for key in keys]

    def run(self, inputs: Inputs) -> list[npt.NDArray[np.float32]]:
        """The model's outputs `words`, `links` and `vectors`, each with an axis for the one passage in front.

        Inputs without sentences are given no `vectors`, and nothing that only they rest on is computed.
        """
        session = self.load()[0]
        found: list[npt.NDArray[np.float32]]
        found = session.run(_OUTPUTS, inputs) if inputs["pool"].size else session.run(_ASKED, inputs, self._partly)
        return found

    def load(self) -> tuple[onnxruntime.InferenceSession, Decoder]:
        """The model in memory, on one thread (processes are what uses the other cores), and how it is decoded."""
        if self._loaded is None:
            import onnxruntime

            self._partly = onnxruntime.RunOptions()
            self._partly.only_execute_path_to_fetches = True
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = options.inter_op_num_threads = 1
            options.log_severity_level = 3
            session = onnxruntime.InferenceSession(
                self.source.read_bytes(),
                options,
                providers=["CPUExecutionProvider"],
                disabled_optimizers=_SLOWER,
            )
            metadata = session.get_modelmeta().custom_metadata_map
            self._loaded = session, Decoder(msgspec.json.decode(metadata["sourcebook"], type=Layout), whole=self.whole)
        return self._loaded

    def forget(self) -> None:
        """Drop what is kept of passages met before."""
        self._known.clear()


def _key(passage: Passage) -> bytes:
    """What the model is given of a passage, as bytes, whose hash is taken once."""
    numbers = (
        len(passage.ids), len(passage.first), *passage.ids, *passage.shape, *passage.first,
        *chain.from_iterable(passage.bounds),
    )  # fmt: skip
    return array("i", numbers).tobytes()


def inputs_of(passage: Passage, *, vectors: bool = False) -> Inputs:
    """The model's inputs for one passage; `vectors`: with its sentences, else it is told of none and makes no vectors.

    That spares the model a twentieth of its time; the other outputs are the same to the bit.
    """
    bounds = passage.bounds if vectors else ()
    pool = np.zeros((1, len(bounds), len(passage.ids)), dtype=np.float32)
    for row, (start, stop) in enumerate(bounds):
        pool[0, row, start:stop] = 1 / max(1, stop - start)
    return {
        "ids": _row(passage.ids),
        "shape": _row(passage.shape),
        "first": _row(passage.first),
        "pool": pool,
    }


def _row(numbers: tuple[int, ...]) -> npt.NDArray[np.int64]:
    return np.frombuffer(array("q", numbers), dtype=np.int64)[None]


@cache
def packaged_encoder() -> Encoder | None:
    """The encoder of this release; None where its file isn't there, and rules read alone."""
    source = files("sourcebook.read").joinpath("data", "encoder.onnx")
    return Encoder(source) if source.is_file() else None
