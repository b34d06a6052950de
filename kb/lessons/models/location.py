"""Where a named embedding model lies: in a folder, already fetched from the hub, or on the hub."""

from __future__ import annotations

import hashlib
from pathlib import Path

from kb.errors import KbError

HUB_SECONDS = 5.0  # without this question, sentence-transformers tries an unreachable hub for 70 seconds
SAMPLES = 16
SAMPLE = 4096  # bytes
CHOICES = (
    "Name an existing folder, a model of the hub while it can be reached, or leave the name out of kb.toml "
    "to get the default model, which needs no hub."
)


def find_folder(model: str) -> Path | None:
    """Return the folder, or None if `model` can only be a hub's name; raise `KbError` if it is neither."""
    folder = Path(model).expanduser()
    if folder.is_dir():
        return folder
    if folder.is_absolute() or model.startswith((".", "~")) or "\\" in model or model.count("/") > 1:
        raise KbError(f"There is no folder {folder} with an embedding model. {CHOICES}")
    return None


def name_model(model: str) -> str:
    """Return the hub's name, or a folder's name with a digest of its files, which training changes."""
    folder = find_folder(model)
    return f"{folder.resolve().name}@{_digest(folder)}" if folder else model


def is_fetched(model: str) -> bool:
    """Tell whether a hub's model is on this machine; raise `KbError` if not and the hub cannot give it."""
    from huggingface_hub import model_info, try_to_load_from_cache

    place = model if "/" in model else f"sentence-transformers/{model}"  # as sentence-transformers reads it
    try:
        if isinstance(try_to_load_from_cache(place, "config.json"), str):
            return True
        model_info(place, timeout=HUB_SECONDS)
    except Exception as error:  # the hub's client raises its own, its HTTP library's and the system's
        told = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise KbError(
            f"{model} is no folder here, and it cannot be had from the model hub: {told}\n{CHOICES}"
        ) from error
    return False


def _digest(folder: Path) -> str:
    """Hash samples of every file: training changes all weights, and a whole model takes seconds to read."""
    digest = hashlib.sha256()
    for path in sorted(
        path for path in folder.rglob("*") if path.suffix in {".json", ".safetensors", ".bin"}
    ):
        size = path.stat().st_size
        digest.update(f"{path.relative_to(folder).as_posix()} {size}\n".encode())
        with path.open("rb") as file:
            for start in range(0, size, max(SAMPLE, size // SAMPLES)):
                file.seek(start)
                digest.update(file.read(SAMPLE))
    return digest.hexdigest()[:8]
