"""A training run's place on disk: where it stands, so that it can go on after it was cut off."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import torch
from torch import nn


class Run:
    """Saves model, optimiser and step to `folder/NAME.pt` every few steps, whole or not at all; prints progress."""

    def __init__(self, folder: Path, name: str, *, save_every: int = 200, say_every: int = 50) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / f"{name}.pt"
        self.log = folder / f"{name}.log.jsonl"
        self.name, self.save_every, self.say_every = name, save_every, say_every
        self.began, self.first = time.monotonic(), 0
        self.sums: dict[str, float] = {}

    def resume(self, model: nn.Module, optimiser: torch.optim.Optimizer | None = None) -> int:
        """Load the last checkpoint, if there is one; gives the number of steps done."""
        if not self.path.exists():
            return 0
        saved: dict[str, Any] = torch.load(self.path, weights_only=True)
        model.load_state_dict(saved["model"])
        if optimiser is not None and saved["optimiser"] is not None:
            optimiser.load_state_dict(saved["optimiser"])
        self.first = int(saved["step"])
        return self.first

    def went_on(
        self, step: int, steps: int, figures: dict[str, float], model: nn.Module, optimiser: torch.optim.Optimizer
    ) -> None:
        """Note a step; print means now and then, save now and then."""
        for name, value in figures.items():
            self.sums[name] = self.sums.get(name, 0.0) + value
        if step % self.say_every == 0:
            means = {name: round(value / self.say_every, 4) for name, value in self.sums.items()}
            took = time.monotonic() - self.began
            left = took / max(1, step - self.first) * (steps - step)
            print(f"{self.name} {step}/{steps} {took:.0f} s, {left:.0f} s to go: {means}", flush=True)
            self.sums.clear()
        if step % self.save_every == 0:
            self._save(step, model, optimiser)

    def note(self, **figures: Any) -> None:
        """Keep figures of an evaluation beside the checkpoint."""
        print(self.name, json.dumps(figures), flush=True)
        with self.log.open("a", encoding="utf-8") as log:
            log.write(json.dumps(figures) + "\n")

    def done(self, model: nn.Module) -> None:
        """Save the finished model without what only training needs."""
        self._save(10**9, model, None)

    def _save(self, step: int, model: nn.Module, optimiser: torch.optim.Optimizer | None) -> None:
        part = self.path.with_suffix(".part")
        state = optimiser.state_dict() if optimiser is not None else None
        torch.save({"step": step, "model": model.state_dict(), "optimiser": state}, part)
        part.replace(self.path)
