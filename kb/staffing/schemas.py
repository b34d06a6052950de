"""The files of a staffing unit: their columns, which may be left out, and what tells their rows apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kb.datafiles import Column

SOURCES = ("intern", "frivillig", "vikarbyrå", "NAV", "nyrekruttert")
STEPS = ("politiattest", "arbeidsavtale", "registrering", "tilgang", "første vakt")
SHIFTED = "forskjøvet arbeidstid"
KINDS = ("overtid", SHIFTED)
LIMITED = "begrenset"
WILLING = ("ja", LIMITED, "nei")
UNFILLED = ("mangler kompetansen", "ikke klarert", "ikke svar", "for sent", "falt bort", "annet")
ABSENCES = ("egenmelding", "sykmelding", "sykt barn", "karantene", "permisjon")
AREAS = frozenset({"område", "hjemmeområde", "fra_område", "til_område"})


@dataclass(frozen=True, slots=True)
class Schema:
    """The columns that must be there, those that may, and those that together tell rows apart.

    A file that is not `needed` may be left out.
    """

    columns: Sequence[Column]
    unique: Sequence[str] = ()
    extra: Sequence[Column] = ()
    needed: bool = True

    @property
    def every(self) -> Sequence[Column]:
        """Give all columns the file may have, in their order."""
        return [*self.columns, *self.extra]


SCHEMAS: Mapping[str, Schema] = {
    "needs": Schema(
        [
            Column("id", "text"),
            Column("område", "text"),
            Column("tjenestested", "text"),
            Column("kompetanse", "text"),
            Column("stillinger", "integer", minimum=1),
            Column("fra", "date"),
            Column("til", "date", required=False),
            Column("meldt", "date"),
            Column("besatt", "integer", minimum=0),
            Column("besatt_dato", "date", required=False),
        ],
        ["id"],
        # Why positions stood empty, as the unit itself told; nobody else knows.
        [Column("årsak", "code", codes=UNFILLED, required=False)],
    ),
    "resources": Schema(
        [
            Column("id", "text"),
            Column("kilde", "code", codes=SOURCES),
            Column("kompetanse", "text"),
            Column("ledig_fra", "date"),
            Column("ledig_til", "date", required=False),
            Column("hjemmeområde", "text", required=False),
            Column("villig", "code", codes=WILLING),
        ],
        ["id"],
        [Column("stillingsandel", "number", required=False, minimum=1)],  # per cent of a whole position
    ),
    "clearances": Schema(
        [
            Column("ressurs", "text"),
            Column("steg", "code", codes=STEPS),
            Column("startet", "date"),
            Column("ferdig", "date", required=False),
        ],
        ["ressurs", "steg"],
    ),
    "assignments": Schema(
        [
            Column("id", "text"),
            Column("ressurs", "text", required=False),
            Column("person", "text", required=False),
            Column("fra_område", "text", required=False),
            Column("til_område", "text"),
            Column("tjenestested", "text"),
            Column("fra", "date"),
            Column("til", "date", required=False),
            Column("timer", "number", required=False, minimum=0),
            Column("kostnad", "number", required=False, minimum=0),
        ],
        ["id"],
    ),
    "overtime": Schema(
        [
            Column("område", "text"),
            Column("rolle", "text"),
            Column("periode", "text"),
            Column("type", "code", codes=KINDS),
            Column("timer", "number", minimum=0),
            Column("kostnad", "number", minimum=0),
            # Hours without anybody behind them could not be protected.
            Column("personer", "integer", minimum=1),
            Column("person", "text", required=False),
        ]
    ),
    "recruitment": Schema(
        [
            Column("kategori", "text"),
            Column("søkere", "integer", minimum=0),
            Column("rekruttert", "integer", minimum=0),
            Column("engasjert", "integer", minimum=0),
            Column("fra", "date"),
            Column("til", "date"),
        ],
        ["kategori", "fra", "til"],
        [Column("tilbudt", "integer", required=False, minimum=0)],
    ),
    "absence": Schema(
        [
            Column("område", "text"),
            Column("rolle", "text"),
            Column("uke", "text"),
            Column("type", "code", codes=ABSENCES),
            Column(
                "personer", "integer", minimum=1
            ),  # days without anybody behind them could not be protected
        ],
        ["område", "rolle", "uke", "type"],
        [
            Column("dager", "number", required=False, minimum=0),
            Column("stillinger", "number", required=False, minimum=0),
        ],
        needed=False,
    ),
}
