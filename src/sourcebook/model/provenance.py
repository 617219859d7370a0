"""`Provenance`: which stage, version, configuration and model made a value."""

from __future__ import annotations

import hashlib

import msgspec


class Provenance(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """What made a derived value. Change any part of it, and exactly what carries it is computed again.

    `stage`: the stage that made it. `versions`: the version of that stage and of those whose results it rests on,
    as (stage, version) in the order in which they run. `model_sha256`: empty for rules alone.
    """

    stage: str
    versions: tuple[tuple[str, str], ...]
    config_sha256: str
    model_sha256: str = ""

    @property
    def id(self) -> str:
        """The provenance's fingerprint, 16 hexadecimal digits.

        >>> Provenance(stage="clean", versions=(("clean", "1"),), config_sha256="00").id
        'a3b1258419ef4cb2'
        """
        return hashlib.sha256(msgspec.json.encode(self, order="deterministic")).hexdigest()[:16]
