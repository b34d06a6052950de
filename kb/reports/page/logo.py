"""A logo put into the page: an SVG that keeps to itself, or a small PNG."""

from __future__ import annotations

import base64
import re
from pathlib import Path
from xml.parsers import expat

from kb.errors import Fault, FaultsFound
from kb.reports.checks.hidden import picture_notes

LARGEST = 100_000  # bytes: it stands in every page
_PNG = b"\x89PNG\r\n\x1a\n"
_FORBIDDEN = frozenset({"script", "foreignobject", "iframe", "a", "animate", "set", "handler", "metadata"})
_OUTSIDE = re.compile(r"@import|url\((?!\s*[\"']?#)|javascript:", re.IGNORECASE)
_PLAIN = "Save it as plain SVG (in Inkscape: “Plain SVG”), with shapes and text only."


def embedded(file: Path) -> str:
    """Give a logo as a `data:` address.

    Raises `FaultsFound` for a file that is missing, too large, of another kind, or that reaches outside itself.
    """
    try:
        content = file.read_bytes()
    except OSError:
        remedy = "Name an SVG or PNG file, with its path from kb.toml's folder."
        raise _fault(file, "cannot be read.", remedy) from None
    if len(content) > LARGEST:
        problem = f"is {len(content) / 1000:.0f} kB; the limit is {LARGEST // 1000} kB."
        raise _fault(file, problem, "Save it smaller, or as SVG.")
    if content.startswith(_PNG):
        if notes := picture_notes(content):
            problem = f"carries texts within its file ({', '.join(name for name, _ in notes)})."
            raise _fault(file, problem, "Save it without metadata.")
        return _address("image/png", content)
    if file.suffix.lower() != ".svg":
        raise _fault(file, "is neither SVG nor PNG.", "Save it as one of them.")
    problems = _svg_problems(content)
    if problems:
        raise FaultsFound([Fault(file.name, "logo", problem, _PLAIN) for problem in problems])
    return _address("image/svg+xml", content)


def _svg_problems(content: bytes) -> list[str]:
    """List what in an SVG could run, or fetch from outside."""
    problems: list[str] = []
    names: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2].lower()
        names.append(tag)
        if tag in _FORBIDDEN:
            problems.append(f"holds <{name}>.")
        for key, value in attributes.items():
            problems.extend(_attribute_problems(name, key, value))

    def text(data: str) -> None:
        if names[-1:] == ["style"] and _OUTSIDE.search(data):
            problems.append("has a style that fetches from outside.")

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = lambda *_: problems.append("has a DOCTYPE.")
    parser.CommentHandler = lambda _: problems.append("has a comment.")
    parser.ProcessingInstructionHandler = lambda target, _: problems.append(f"has <?{target}?>.")
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        return [*problems, f"is no SVG ({error})."]
    return problems if names[0] == "svg" else [*problems, "is no SVG."]


def _attribute_problems(tag: str, key: str, value: str) -> list[str]:
    name = key.rpartition(":")[2].lower()
    if name.startswith("on"):
        return [f"has {key} on <{tag}>, which runs code."]
    if name in ("href", "src") and not value.startswith("#"):
        return [f"has {key} on <{tag}>, which leads outside."]
    return [f"has {key} on <{tag}>, which fetches from outside."] if _OUTSIDE.search(value) else []


def _address(kind: str, content: bytes) -> str:
    return f"data:{kind};base64,{base64.b64encode(content).decode('ascii')}"


def _fault(file: Path, problem: str, remedy: str) -> FaultsFound:
    return FaultsFound([Fault(file.name, "logo", problem, remedy)])
