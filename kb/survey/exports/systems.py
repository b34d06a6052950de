"""The survey systems whose exports are known by their headers, and what their own columns tell.

Where each layout is known from:

- Microsoft Forms: headers ID, Start time, Completion time, Email, Name (Norwegian: Starttidspunkt,
  Fullføringstidspunkt, E-postadresse, Navn, Tidspunkt for siste endring), then the questions in full; several answers
  in one cell, each followed by a semicolon. As public programs that read such files name them; Microsoft publishes no
  list of them that the project has read.
- Nettskjema: `csv-report` of its API, as recorded in the tests of the R package nettskjemar: semicolon, all cells in
  quotation marks, `$submission_id`, `$created`, `$answer_time_ms`, and a column `question.option` of 0 and 1 for
  each box to tick.
- LimeSurvey: its source (CsvWriter, Writer): UTF-8 with a byte order mark, all cells in quotation marks,
  `code[part]`, a blank line at the end.
- SurveyXact: semicolon, a column `variable_number` of 0 and 1 (Ikke valgt, Valgt) for each option, and `stat…`
  columns on the state of the respondent, of which statoverall_4 says that the answer is complete. As public programs
  that read such files use them; not confirmed against Rambøll's own description.
- Enalyzer: its help pages say CSV in UTF-8 or Excel, each question as text, value or label number, and a column for
  each option of a question with several answers. The names of its own columns are as the project understands them.
- Questback: layout as the project understands it (a respondent id, then the questions with their number, and a
  column `question - option` for each option); not confirmed against its publisher.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kb.survey.exports.records import Role
from kb.survey.exports.wording import folded


@dataclass(frozen=True, slots=True)
class System:
    """A system: sets of headers of which one must be there, patterns of headers, and what its columns tell."""

    name: str
    headers: Sequence[frozenset[str]] = ()
    pattern: re.Pattern[str] | None = None
    roles: Mapping[str, Role] = field(default_factory=dict)
    about: re.Pattern[str] | None = None
    several: str | None = None


_GENERAL: dict[str, Role] = {
    "start time": "start",
    "starttid": "start",
    "starttidspunkt": "start",
    "startet": "start",
    "started": "start",
    "completion time": "end",
    "fullføringstidspunkt": "end",
    "sluttid": "end",
    "fullført": "end",
    "completed": "end",
    "besvart": "end",
    "last modified time": "about",
    "tidspunkt for siste endring": "about",
    "status": "about",
    "språk": "about",
    "language": "about",
}
_KEYS = (
    *(
        "id",
        "key",
        "nøkkel",
        "uuid",
        "respondent",
        "respondentid",
        "respondent id",
        "respondent-id",
        "respid",
    ),
    *(
        "respondentkey",
        "respnokk",
        "responseid",
        "response id",
        "svarid",
        "svar-id",
        "svar_id",
        "respondent_id",
    ),
    *("respons-id", "besvarelses-id", "løpenummer", "lopenummer", "$submission_id"),
)

_FORMS = System(
    "Microsoft Forms",
    headers=(
        frozenset({"id", "start time", "completion time"}),
        frozenset({"id", "starttidspunkt", "fullføringstidspunkt"}),
    ),
    about=re.compile(r"total points|quiz feedback|totalt antall poeng|tilbakemelding på test"),
    several=";",
)
_NETTSKJEMA = System(
    "Nettskjema",
    headers=(frozenset({"$submission_id"}),),
    roles={"$created": "end", "$answer_time_ms": "milliseconds"},
    about=re.compile(r"\$.*"),
)
_LIMESURVEY = System(
    "LimeSurvey",
    headers=(
        frozenset({"id", "submitdate"}),
        frozenset({"id", "lastpage", "startlanguage"}),
        frozenset({"response id", "date submitted", "last page"}),
    ),
    roles={
        "submitdate": "finished",
        "date submitted": "finished",
        "startdate": "start",
        "date started": "start",
        "datestamp": "end",
        "date last action": "end",
        "interviewtime": "seconds",
        "total time": "seconds",
    },
    about=re.compile(
        r"lastpage|last page|startlanguage|start language|seed|token|access code|refurl|referrer url"
        r"|(?:group|question)time.*"
    ),
)
_SURVEYXACT = System(
    "SurveyXact",
    pattern=re.compile(r"stat(?:overall|completion|creation|distribution|source|collect|internal)_\d+"),
    roles={"statoverall_4": "finished"},
    about=re.compile(
        r"stat(?:overall|completion|creation|distribution|source|collect|internal)_\d+"
        r"|digitaldistribution.*|organization|survey|created|modified|closetime|lang"
    ),
)
_ENALYZER = System(
    "Enalyzer",
    headers=(
        frozenset({"respondent-id", "svarstatus"}),
        frozenset({"response id", "response status"}),
        frozenset({"besvarelses-id", "status"}),
        frozenset({"svar-id", "status"}),
    ),
    about=re.compile(r"svarstatus|response status|status|prosjekt.*|undersøkelse|survey"),
    several=";",
)
_QUESTBACK = System(
    "Questback",
    headers=(
        frozenset({"respondentid", "quest"}),
        frozenset({"respondent id", "quest"}),
        frozenset({"respondentid", "svartidspunkt"}),
        frozenset({"respondent id", "svartidspunkt"}),
        frozenset({"respondent id", "response time"}),
    ),
    roles={"svartidspunkt": "end", "response time": "end"},
    about=re.compile(r"quest|invitert|invited|kanal|channel"),
)
PLAIN = System("plain table", several=";")
_SYSTEMS = (_NETTSKJEMA, _FORMS, _SURVEYXACT, _LIMESURVEY, _QUESTBACK, _ENALYZER)


def recognise(names: Sequence[str]) -> System:
    """Say which system wrote these headers; a plain table when none of them did."""
    headers = [folded(name) for name in names]
    return next((system for system in _SYSTEMS if _wrote(system, headers)), PLAIN)


def _wrote(system: System, headers: Sequence[str]) -> bool:
    if system.pattern is not None and any(system.pattern.fullmatch(header) for header in headers):
        return True
    return any(marks <= set(headers) for marks in system.headers)


def roles(system: System, names: Sequence[str]) -> list[Role]:
    """Say what each column tells; the first that may be a key is the key, the rest of them tell about the answer."""
    found: list[Role] = []
    for name in names:
        header = folded(name)
        role = system.roles.get(header) or _GENERAL.get(header)
        if header in _KEYS:
            role = "about" if "key" in found else "key"
        elif role is None and system.about is not None and system.about.fullmatch(header):
            role = "about"
        found.append(role or "answer")
    return found
