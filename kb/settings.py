"""Settings from `kb.toml`: where things are, which model, which language, how small a cell may be."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kb.errors import Fault, FaultsFound
from kb.lessons.library import Library

if TYPE_CHECKING:
    from kb.reports.checks.gate import Watch
    from kb.reports.page.profile import Profile

FILE = "kb.toml"


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Bank(_Section):
    """Where lessons lie and where the knowledge base is kept."""

    lessons: str = "lessons"
    database: str = "build/kb.sqlite"


class Model(_Section):
    """The embedding model: the default's name or its int8 form's, a folder, or a name on a hub."""

    name: str = "multilingual-e5-small"


class ProfileKeys(_Section):
    """The municipality's own look: a short name, accents for light and dark (#rrggbb), and a logo file."""

    short_name: str = ""
    accent_light: str = ""
    accent_dark: str = ""
    logo: str = ""


class Reports(_Section):
    """Notebooks, the pages made of them, and whose they are. `contact` is a shared address, not a person's."""

    notebooks: str = "notebooks"
    output: str = "build/reports"
    language: Literal["nb", "nn", "en"] = "nb"
    municipality: str = ""
    synthetic: bool = False
    contact: str = ""
    profile: ProfileKeys = ProfileKeys()


class Privacy(_Section):
    """How many persons must stand behind a cell that is shown, a file of names never told, and public offices.

    `offices` are words for offices whose holders are public, beside those the search for persons knows.
    """

    smallest: Annotated[int, Field(ge=1, le=100)] = 5
    names: str = ""
    offices: tuple[str, ...] = ()


class Intake(_Section):
    """How long imported texts lie before somebody must look at them again."""

    review_after_months: Annotated[int, Field(ge=1, le=120)] = 24


class _File(_Section):
    bank: Bank = Bank()
    model: Model = Model()
    reports: Reports = Reports()
    privacy: Privacy = Privacy()
    intake: Intake = Intake()


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings; `root` is the folder of `kb.toml`, or the working folder where there is none."""

    root: Path
    bank: Bank
    model: Model
    reports: Reports
    privacy: Privacy
    intake: Intake

    def profile(self) -> Profile:
        """Read the profile of pages. Raises `FaultsFound` for a pale accent, or a logo that cannot be shown."""
        from kb.reports.page.profile import read_profile

        return read_profile(self.root, **self.reports.profile.model_dump())

    def names(self) -> tuple[str, ...]:
        """Read the names that no page may tell. Raises `KbError` where their file cannot be read."""
        from kb.privacy.names import read_names

        return read_names(self.root / self.privacy.names) if self.privacy.names else ()

    def watch(self, ledger: Path | None = None) -> Watch:
        """Tell what no page may tell: the listed names, few persons, and what a run's ledger says it hid."""
        from kb.privacy.ledger import hidden_of, read_ledger
        from kb.reports.checks.gate import Watch

        return Watch(
            names=self.names(),
            allowed=(self.reports.contact,) if self.reports.contact else (),
            hidden=hidden_of(read_ledger(ledger)) if ledger else (),
            smallest=self.privacy.smallest,
        )

    def library(self, database: Path | None = None) -> Library:
        """Open the bank these settings tell of."""
        from kb.lessons.bank.themes import read_taxonomy
        from kb.lessons.models.embedding import open_embedder
        from kb.lessons.models.model import default_cache

        lessons = self.root / self.bank.lessons
        return Library(
            root=self.root,
            lessons=lessons,
            database=database or self.root / self.bank.database,
            embedder=open_embedder(self.model.name, cache=default_cache()),
            taxonomy=read_taxonomy(lessons / "themes.toml"),
        )


def read_settings(start: Path | None = None) -> Settings:
    """Read the nearest `kb.toml` at or above `start` (the working folder); defaults where there is none.

    Raises `FaultsFound` with every key that is unknown or wrong.
    """
    here = (start or Path.cwd()).resolve()
    file = next((folder / FILE for folder in (here, *here.parents) if (folder / FILE).is_file()), None)
    if file is None:
        return _settings(here, _File())
    try:
        return _settings(
            file.parent, _File.model_validate(tomllib.loads(file.read_text(encoding="utf-8-sig")))
        )
    except (OSError, RecursionError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        remedy = "Mend the TOML, or your access to the file."
        raise FaultsFound([Fault(FILE, "file", f"cannot be read ({error}).", remedy)]) from error
    except ValidationError as error:
        faults = [(".".join(str(part) for part in e["loc"]), e["msg"]) for e in error.errors()]
        remedy = "See the README for the keys and what they hold."
        raise FaultsFound([Fault(FILE, place, f"{problem}.", remedy) for place, problem in faults]) from error


def _settings(root: Path, file: _File) -> Settings:
    return Settings(root, file.bank, file.model, file.reports, file.privacy, file.intake)
