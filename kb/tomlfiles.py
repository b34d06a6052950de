"""TOML files that people write, read into a model with every fault told."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from kb.errors import Fault, FaultsFound

Model = TypeVar("Model", bound=BaseModel)


def read_model(path: Path | str, model: type[Model], *, remedy: str) -> Model:
    """Read a file as `model`; raise `FaultsFound` with every key that is missing, unknown or wrong."""
    file = Path(path)
    try:
        return model.model_validate(tomllib.loads(file.read_text(encoding="utf-8-sig")))
    except OSError as error:
        problem = f"cannot be opened ({error.strerror})."
        raise FaultsFound([Fault(str(path), "file", problem, "Check its name.")]) from error
    except (RecursionError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FaultsFound(
            [Fault(str(path), "file", f"cannot be read ({error}).", "Mend the TOML.")]
        ) from error
    except ValidationError as error:
        told = [(".".join(map(str, e["loc"])) or "file", e["msg"]) for e in error.errors()]
        raise FaultsFound([Fault(str(path), at, f"{problem}.", remedy) for at, problem in told]) from error
