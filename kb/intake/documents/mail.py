"""E-mail to blocks: the subject, what the sender wrote, and what of the rest was left out."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from email.message import EmailMessage, MIMEPart

from kb.errors import Fault, FaultsFound
from kb.intake.documents.encodings import decode, one_line
from kb.intake.documents.plain import read_plain
from kb.intake.documents.web import read_web
from kb.intake.records import Block

_FROM = re.compile(r"(?:fra|frå|from|von)\s*:\s*\S", re.IGNORECASE)
_SENT = re.compile(r"(?:sendt|sent|dato|date|til|to|emne|subject)\s*:", re.IGNORECASE)
_EARLIER = re.compile(
    r"-{2,}\s*(?:opprinnelig melding|original message|videresendt melding|vidaresend melding|forwarded message)"
    r"|(?:den|på|on)\s.{4,90}\b(?:skrev|skreiv|wrote)\b.*:$",
    re.IGNORECASE,
)
_SIGNATURE = "--"
_LISTED = 20
_LONGEST_HEAD = (
    150_000  # bytes; that to 2 000 receivers is shorter, and the parser's time grows with its square
)


def read_mail(content: bytes, name: str) -> tuple[tuple[Block, ...], str, date | None, tuple[Fault, ...]]:
    """Give blocks, subject and day sent of an .eml and what was left out.

    The plain body is read, or the HTML where there is none. Lines with > are quotes; earlier mail below *Fra: …
    Sendt: …* and the signature below -- are left out. Raises `FaultsFound` where there is no body to read.
    """
    if len(re.split(rb"\r?\n\r?\n", content, maxsplit=1)[0]) > _LONGEST_HEAD:
        problem = "has a head longer than any e-mail."
        raise FaultsFound([Fault(name, "file", problem, "Save its text as .txt or .docx.")])
    message = email.message_from_bytes(content, policy=email.policy.default)
    if not isinstance(message, EmailMessage) or not _is_mail(message):
        problem = "is not an e-mail: it has no sender, receiver, subject or date."
        raise FaultsFound([Fault(name, "file", problem, "Save the message anew as .eml, or as text.")])
    subject = one_line(_header(message, "subject"))
    body = message.get_body(("plain", "html"))
    if body is None or message.get_content_type() in ("multipart/encrypted", "application/pkcs7-mime"):
        remedy = "Open it in your mail program and save its text as .txt or .docx."
        raise FaultsFound([Fault(name, "file", "has no text that can be read; it may be encrypted.", remedy)])
    told, noted = _body(body, name)
    kept, earlier = _without_earlier(told)
    if not kept:  # a mail that was only sent on
        kept, earlier = told, 0
    head = (Block("heading", subject, 1),) if subject else ()
    notes = (*noted, *_earlier(earlier, name), *_attachments(message, name))
    return (*head, *kept), subject, _day(message), notes


def _is_mail(message: EmailMessage) -> bool:
    return sum(_header(message, key) != "" for key in ("from", "to", "subject", "date", "message-id")) >= 2


def _header(message: EmailMessage, key: str) -> str:
    try:
        return str(message.get(key, "") or "")
    except (AttributeError, IndexError, LookupError, TypeError, ValueError):  # headers the parser trips over
        return ""


def _day(message: EmailMessage) -> date | None:
    try:
        sent = getattr(message.get("date"), "datetime", None)
    except (AttributeError, IndexError, LookupError, TypeError, ValueError, OverflowError):
        return None
    return sent.date() if sent is not None else None


def _body(body: MIMEPart, name: str) -> tuple[tuple[Block, ...], tuple[Fault, ...]]:
    payload = body.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    with suppress(LookupError, UnicodeError):  # the mail may name an encoding wrongly, or one nobody knows
        raw = raw.decode((body.get_content_charset() or "").strip() or "none").encode()
    text, notes = decode(raw, name)
    if body.get_content_type() == "text/html":
        blocks, _, _, left_out = read_web(text, name)
        return blocks, (*notes, *left_out)
    return tuple(_plain(text)), notes


def _plain(text: str) -> Iterator[Block]:
    """Read a plain body; a mail's lines are too short and its greetings too many to tell headings by."""
    quoted = re.compile(r"^\s*>[> ]*", re.MULTILINE)
    for part, is_quote in _parts(_unsigned(text)):
        for block in read_plain(quoted.sub("", part) if is_quote else part):
            yield Block("quote", block.text) if is_quote else block


def _unsigned(text: str) -> str:
    """Cut what stands below the line that opens a signature (RFC 3676: two hyphens and a space)."""
    lines = text.split("\n")
    ends = [place for place, line in enumerate(lines) if line.rstrip() == _SIGNATURE]
    return "\n".join(lines[: ends[-1]]) if ends else text


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    lines: list[str] = []
    quoting = False
    for line in text.split("\n"):
        if line.lstrip().startswith(">") != quoting and line.strip():
            yield "\n".join(lines), quoting
            lines, quoting = [], not quoting
        lines.append(line)
    yield "\n".join(lines), quoting


def _without_earlier(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], int]:
    """Cut where an earlier mail begins; give what stands above, and how many blocks were cut."""
    for place, block in enumerate(blocks):
        opens = _FROM.match(block.text) and any(_SENT.search(b.text) for b in blocks[place : place + 3])
        if opens or (_EARLIER.match(block.text) and not _is_above_quotes(blocks, place)):
            return blocks[:place], len(blocks) - place
    return blocks, 0


def _is_above_quotes(blocks: tuple[Block, ...], place: int) -> bool:
    return any(block.kind == "quote" for block in blocks[place + 1 : place + 2])


def _earlier(count: int, name: str) -> Iterator[Fault]:
    if count:
        problem = f"holds earlier mail below, {count} passage(s), which was left out."
        yield Fault(name, "file", problem, "Save that mail as a file of its own, if it is to be read.")


def _attachments(message: EmailMessage, name: str) -> Iterator[Fault]:
    attached = list(message.iter_attachments())
    remedy = "Save it as a file of its own and import that."
    for part in attached[:_LISTED]:
        called = one_line(part.get_filename() or "") or part.get_content_type()
        yield Fault(name, f"attachment {called[:80]}", "was not opened.", remedy)
    if len(attached) > _LISTED:
        yield Fault(name, "file", f"has {len(attached) - _LISTED} more attachments, not opened.", remedy)
