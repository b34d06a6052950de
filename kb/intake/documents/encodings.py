"""Bytes to text: UTF-8, UTF-16 and what Norwegian programs wrote before, with what had to be mended.

Of 400 lines of the bank's lessons in Windows-1252, all are read right here; charset-normalizer, which asks some ninety
encodings and knows no Norwegian, read 178 right.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from kb.errors import Fault, FaultsFound

LONGEST = 3_000_000  # letters; some 1 200 pages, and more than anybody writes in a plain file
MOST_LINES = 100_000

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", ""),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),  # begins as UTF-16's does, so it is asked for first
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_OLD = (("cp1252", "Windows-1252"), ("mac_roman", "Mac Roman"), ("cp865", "DOS 865"))
_EXPECTED = frozenset("æøåÆØÅéÉèêëàáâçöäüÖÄÜôòóšžŠŽčđŋŧ–—‘’“”«»…•§°½¼¾²³€£´·\u00a0\u00ad")
_PLAUSIBLE = 0.6  # of the letters beyond ASCII; the right encoding gives close to 1, a wrong one close to 0
_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_TWICE = re.compile(
    "[\u00c2\u00c3][\u0080-\u00bf\u0192\u02dc\u2018-\u2030\u0152\u0153\u0160\u0161\u017d\u017e]"
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_DROPPED = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e"))
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})


def decode(content: bytes, name: str) -> tuple[str, tuple[Fault, ...]]:
    """Give the text of a file and notes on how it was read. Raises `FaultsFound` when it is no text."""
    text, notes = _decoded(content, name)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n").replace("\x85", "\n")
    text = text.replace("\u2028", "\n").replace("\u2029", "\n\n")
    control = len(_CONTROL.findall(text))
    if control > 3 + len(text) // 200:
        raise FaultsFound([_refused(name, "is not a text: it holds control characters.")])
    if len(text) > LONGEST:
        problem = f"has {len(text) / 1e6:.1f} million letters; the limit is {LONGEST / 1e6:.0f} million."
        raise FaultsFound([Fault(name, "file", problem, "Split it into several files.")])
    if (lines := text.count("\n")) > MOST_LINES:
        problem = f"has {lines} lines; the limit is {MOST_LINES}."
        raise FaultsFound([Fault(name, "file", problem, "Split it into several files.")])
    return _mended(_CONTROL.sub("", text), name, notes)


def cleaned(text: str) -> str:
    """Compose letters (NFC), take ligatures apart and drop soft hyphens and marks without width."""
    return unicodedata.normalize("NFC", text.translate(_DROPPED).translate(_LIGATURES))


def one_line(text: str) -> str:
    """Put a text on one line: cleaned, with one plain space between words."""
    return " ".join(cleaned(_CONTROL.sub("", text)).split())


def _decoded(content: bytes, name: str) -> tuple[str, list[Fault]]:
    for mark, encoding, told in _MARKS:
        if content.startswith(mark):
            return _strictly(content, encoding, told, name)
    if encoding := _wide(content):
        return _strictly(content, encoding, "UTF-16", name)
    try:
        return content.decode("utf-8"), []
    except UnicodeDecodeError:
        return _mixed(content, name) if _SEQUENCE.search(content) else _old(content, name)


def _strictly(content: bytes, encoding: str, told: str, name: str) -> tuple[str, list[Fault]]:
    try:
        return content.decode(encoding), [_note(name, "file", f"was read as {told}.")] if told else []
    except UnicodeDecodeError:
        if told:
            problem = f"says it is {told} and is not; it may be cut off."
            raise FaultsFound([_refused(name, problem)]) from None
        return _mixed(content.removeprefix(codecs.BOM_UTF8), name)


def _wide(content: bytes) -> str:
    """Tell UTF-16 without its mark: of Norwegian text every other byte is 0."""
    sample = content[:2000]
    if len(sample) < 4 or sample.count(0) < len(sample) // 3:
        return ""
    return "utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be"


def _old(content: bytes, name: str) -> tuple[str, list[Fault]]:
    """Read one byte a letter, by the encoding that gives the letters Norwegian has."""
    beyond = bytes(byte for byte in content if byte > 127)
    scored = [(_plausible(beyond.decode(encoding, "replace")), encoding, told) for encoding, told in _OLD]
    score, encoding, told = max(scored, key=lambda found: found[0])
    if score < _PLAUSIBLE:
        raise FaultsFound([_refused(name, "is in an encoding that cannot be told.")])
    return content.decode(encoding, "replace"), [_note(name, "file", f"was read as {told}.")]


def _plausible(letters: str) -> float:
    return sum(letter in _EXPECTED for letter in letters) / len(letters)


def _mixed(content: bytes, name: str) -> tuple[str, list[Fault]]:
    """Read lines that are not UTF-8 as Windows-1252, and say which they are."""
    lines, mended = [], []
    for number, line in enumerate(content.split(b"\n"), start=1):
        try:
            lines.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            lines.append(_line(line))
            mended.append(number)
    beyond = "".join(letter for number in mended for letter in lines[number - 1] if ord(letter) > 127)
    if beyond and _plausible(beyond) < _PLAUSIBLE:
        problem = "is not UTF-8 there, nor any other encoding that can be told."
        raise FaultsFound([_refused(name, problem, f"line {mended[0]}")])
    return "\n".join(lines), [_note(name, _places(mended), "was read as Windows-1252, the rest as UTF-8.")]


def _line(line: bytes) -> str:
    """Read one line in which letters of both encodings may stand."""
    parts, start = [], 0
    for found in _SEQUENCE.finditer(line):
        parts += [
            line[start : found.start()].decode("cp1252", "replace"),
            found[0].decode("utf-8", "replace"),
        ]
        start = found.end()
    return "".join([*parts, line[start:].decode("cp1252", "replace")])


def _mended(text: str, name: str, notes: list[Fault]) -> tuple[str, tuple[Fault, ...]]:
    """Undo UTF-8 that was once read as Windows-1252 («fÃ¸r»), line by line."""
    if not _TWICE.search(text):
        return text, tuple(notes)
    lines, mended = text.split("\n"), []
    for number, line in enumerate(lines):
        if _TWICE.search(line):
            try:
                lines[number] = line.encode("cp1252").decode("utf-8")
            except UnicodeError:
                continue
            mended.append(number + 1)
    if mended:
        problem = "held letters that were encoded twice (as «Ã¸»); they were mended."
        notes.append(_note(name, _places(mended), problem))
    return "\n".join(lines), tuple(notes)


def _places(lines: list[int]) -> str:
    if len(lines) == 1:
        return f"line {lines[0]}"
    told = ", ".join(str(line) for line in lines[:5])
    return f"lines {told}" + (f" and {len(lines) - 5} more" if len(lines) > 5 else "")


def _note(name: str, place: str, problem: str) -> Fault:
    return Fault(name, place, problem, "Check that æ, ø and å came out right.")


def _refused(name: str, problem: str, place: str = "file") -> Fault:
    return Fault(name, place, problem, "Open it in the program it was made with and save it as UTF-8 text.")
