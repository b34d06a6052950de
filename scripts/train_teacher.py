"""The default model's own vectors of many texts, kept in a folder so that a second training need not wait."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kb.lessons.models.encoder import Encoder
from kb.lessons.models.graph import Precision
from kb.lessons.models.model import default_cache, make_ready
from kb.lessons.models.tokens import PASSAGE, QUERY, tidy

STEP = 2048  # texts between two words of progress
Floats = NDArray[np.float32]


class Teacher:
    """The default model without its query adapter, with what it has told so far in a folder."""

    def __init__(self, folder: Path, precision: Precision = "fp32") -> None:
        self._precision = precision
        kept = folder / precision
        self._texts, self._vectors = kept / "texts.json", kept / "vectors.npy"
        kept.mkdir(parents=True, exist_ok=True)
        self._known: dict[str, NDArray[np.float16]] = {}
        if self._texts.exists():
            texts: list[str] = json.loads(self._texts.read_text(encoding="utf-8"))
            self._known = dict(zip(texts, np.load(self._vectors), strict=True))

    def queries(self, texts: Sequence[str]) -> Floats:
        """Embed texts as queries: float32 (n, 384)."""
        return self._embed([QUERY + text for text in texts])

    def passages(self, texts: Sequence[str]) -> Floats:
        """Embed texts as passages: float32 (n, 384)."""
        return self._embed([PASSAGE + text for text in texts])

    def known(self, prompt: str) -> list[str]:
        """Return the texts already embedded with a prompt, without it."""
        return [text.removeprefix(prompt) for text in self._known if text.startswith(prompt)]

    def _embed(self, texts: list[str]) -> Floats:
        missing = {text for text in texts if text not in self._known}
        if missing:
            self._learn(sorted(missing, key=lambda text: (len(text), text)))
        return np.stack([self._known[text] for text in texts]).astype(np.float32)

    def _learn(self, texts: list[str]) -> None:
        encoder = Encoder(make_ready(cache=default_cache(), report=print), self._precision)
        for start in range(0, len(texts), STEP):
            part = texts[start : start + STEP]
            vectors = encoder.encode([tidy(text) for text in part]).astype(np.float16)
            self._known |= dict(zip(part, vectors, strict=True))
            print(f"  teacher: {start + len(part)} of {len(texts)} texts", file=sys.stderr, flush=True)
            self._texts.write_text(json.dumps(list(self._known), ensure_ascii=False), encoding="utf-8")
            np.save(self._vectors, np.stack(list(self._known.values())))
