"""Words on their way into a lesson: they tell of no person, and stand in YAML as they were said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import yaml

from kb.errors import KbError


def require_no_person(text: str, names: Iterable[str] = ()) -> None:
    """Raise `KbError` where words tell of a person; roles may be told, and `names` are looked for besides."""
    from kb.privacy.persons import find_persons

    found = [f"{one.text!r} ({one.kind})" for one in find_persons(text, names) if one.kind != "role"]
    if found:
        remedy = "Name the role instead; if it is no person, write it into the file yourself."
        raise KbError(f"This tells of a person: {', '.join(found)}. {remedy}")


def safely_written(value: object) -> object:
    """Give words in quotes where YAML would read something else than words; all else as it is."""
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString

    if not isinstance(value, str):
        return value
    words = " ".join(value.split())
    return words if _reads_as(words) == words else DoubleQuotedScalarString(words)


def on_one_line(values: Mapping[str, object]) -> object:
    """Give values that are written on one line, `{…}`: then git, where two people add one each, can keep both."""
    from ruamel.yaml.comments import CommentedMap

    line = CommentedMap({key: safely_written(value) for key, value in values.items()})
    line.fa.set_flow_style()
    return line


def _reads_as(words: str) -> object:
    try:
        return yaml.safe_load(words)
    except (yaml.YAMLError, ValueError):
        return None
