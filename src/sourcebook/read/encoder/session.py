"""The encoder itself: the packaged model file, run by onnxruntime."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from sourcebook.read.encoder.decoding import Decoder
from sourcebook.read.encoder.layout import Layout
from sourcebook.read.encoder.passages import Passage
from sourcebook.read.encoder.seen import SeenPassage

if TYPE_CHECKING:
    import onnxruntime

_KEPT = 4096  # passages whose result is kept in memory: a few hundred reports, some 20 MB


class Encoder:
    """Reads passages. The same passage gives the same result, whatever was read before or stands beside it.

    A passage is a batch of its own: int8 activations share one scale a batch, so a passage read among others would come
    out differently with its neighbours. It costs nothing: without padding it is as fast (DECISIONS.md).
    The model is loaded at the first use, once a process; an encoder that goes to another process loads it there.
    """

    def __init__(self, source: Traversable) -> None:
        self._source = source
        self._sha256: str | None = None
        self._loaded: _Loaded | None = None
        self._known: OrderedDict[tuple[object, ...], SeenPassage] = OrderedDict()

    def __getstate__(self) -> Traversable:
        return self._source

    def __setstate__(self, source: Traversable) -> None:
        self.__init__(source)  # type: ignore[misc]

    @property
    def sha256(self) -> str:
        """The model file's fingerprint, in hexadecimal."""
        if self._sha256 is None:
            self._sha256 = hashlib.sha256(self._source.read_bytes()).hexdigest()
        return self._sha256

    def see(self, passage: Passage) -> SeenPassage:
        """What the passage says; one that was met lately isn't read again."""
        key = (passage.ids, passage.shape, passage.first, passage.bounds)
        seen = self._known.get(key)
        if seen is None:
            self._loaded = self._loaded or _Loaded(self._source)
            seen = self._known[key] = self._loaded.see(passage)
            if len(self._known) > _KEPT:
                self._known.popitem(last=False)
        else:
            self._known.move_to_end(key)
        return seen


class _Loaded:
    """The model in memory, on one thread: processes are what uses the other cores."""

    def __init__(self, source: Traversable) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session: onnxruntime.InferenceSession = onnxruntime.InferenceSession(
            source.read_bytes(), options, providers=["CPUExecutionProvider"]
        )
        metadata = self._session.get_modelmeta().custom_metadata_map
        self._decoder = Decoder(msgspec.json.decode(metadata["sourcebook"], type=Layout))

    def see(self, passage: Passage) -> SeenPassage:
        pool = np.zeros((1, len(passage.bounds), len(passage.ids)), dtype=np.float32)
        for row, (start, stop) in enumerate(passage.bounds):
            pool[0, row, start:stop] = 1 / max(1, stop - start)
        words, links, vectors = self._session.run(
            ["words", "links", "vectors"],
            {
                "ids": np.array([passage.ids], dtype=np.int64),
                "mask": np.ones((1, len(passage.ids)), dtype=np.float32),
                "shape": np.array([passage.shape], dtype=np.int64),
                "first": np.array([passage.first], dtype=np.int64),
                "pool": pool,
            },
        )
        sizes = tuple(last - first for _, first, last in passage.sentences)
        return self._decoder.decode(sizes, words[0], links[0], vectors[0])


@cache
def packaged_encoder() -> Encoder | None:
    """The encoder of this release; None where its file isn't there, and rules read alone."""
    source = files("sourcebook.read").joinpath("data", "encoder.onnx")
    return Encoder(source) if source.is_file() else None
