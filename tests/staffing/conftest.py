"""The sample staffing files, and small ones a test can change."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.staffing.records import Staffing, read_staffing

DATA = Path(__file__).parents[2] / "notebooks" / "data" / "staffing"

# R1 is lent by the school and moves on to the nursing homes; R2 comes from an agency, R3 said no.
SMALL = {
    "needs": """id;område;tjenestested;kompetanse;stillinger;fra;til;meldt;besatt;besatt_dato
B1;PLO;Solbakken;sykepleier;5;2020-04-01;2020-05-01;2020-03-28;3;2020-03-30
B2;PLO;Solbakken;vert;2;2020-04-01;;2020-03-30;1;2020-04-09
B3;Skole;Åsen skole;lærer;4;2020-04-02;;2020-04-01;0;
""",
    "resources": """id;kilde;kompetanse;ledig_fra;ledig_til;hjemmeområde;villig
R1;intern;lærer;2020-03-20;2020-06-20;Skole;ja
R2;vikarbyrå;sykepleier;2020-03-25;;;ja
R3;frivillig;lege;2020-03-25;;;nei
""",
    "clearances": """ressurs;steg;startet;ferdig
R1;politiattest;2020-03-20;2020-03-26
R1;første vakt;2020-03-26;2020-03-27
R2;tilgang;2020-03-25;
""",
    "assignments": """id;ressurs;person;fra_område;til_område;tjenestested;fra;til;timer;kostnad
O1;R1;;Skole;Helse;Legevakta;2020-03-27;2020-04-20;;
O2;R1;;Skole;PLO;Solbakken;2020-05-01;;;
O3;R2;;;PLO;Solbakken;2020-04-01;2020-04-14;75,5;52000
O4;;P1;PLO;PLO;Solbakken;2020-04-01;;;
""",
    "overtime": """område;rolle;periode;type;timer;kostnad;personer;person
PLO;sykepleier;2020-03;overtid;100,5;40200;12;
PLO;sykepleier;2020-04;overtid;80;32000;9;
PLO;sykepleier;2020-04;forskjøvet arbeidstid;20;1800;4;
PLO;tjenesteleder;2020-03;overtid;10;6000;1;L1
PLO;tjenesteleder;2020-04;overtid;21;12600;1;L1
Helse;lege;2020-W14;overtid;40;32000;7;
""",
    "recruitment": """kategori;søkere;rekruttert;engasjert;fra;til
Leger;20;10;8;2020-03-12;2020-06-01
Sykepleiere;30;9;9;2020-03-12;2020-06-01
Smittesporere;12;6;6;2020-07-01;2020-08-31
""",
}


@pytest.fixture(scope="session")
def sample() -> Staffing:
    """Give the notebooks' sample data as read."""
    return read_staffing(DATA)


@pytest.fixture
def folder_with(tmp_path):
    """Write the small files; those named as arguments get other content, None leaves one out."""

    def write(**changes: str | None) -> Path:
        for name, content in (SMALL | changes).items():
            if content is not None:
                (tmp_path / f"{name}.csv").write_text(content, encoding="utf-8")
        return tmp_path

    return write


@pytest.fixture
def small(folder_with) -> Staffing:
    """Give the small files as read."""
    return read_staffing(folder_with())


@pytest.fixture
def only_headers(folder_with) -> Staffing:
    """Give files that nobody has written in yet."""
    return read_staffing(folder_with(**{name: text.splitlines()[0] + "\n" for name, text in SMALL.items()}))
