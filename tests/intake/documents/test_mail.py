import datetime as dt
from email.message import EmailMessage

from .conftest import outline


def mail(body="Hei!\n\nVi lærte mye i går.", html=None, **heads):
    message = EmailMessage()
    told = {"From": "a@fjordvik.example", "To": "b@fjordvik.example", "Subject": "Læring etter øvelsen",
            "Date": "Mon, 14 Aug 2023 10:00:00 +0200", **heads}  # fmt: skip
    for name, value in told.items():
        message[name] = value
    if body is not None:
        message.set_content(body)
    if html is not None:
        message.add_alternative(html, subtype="html") if body is not None else message.set_content(
            html, "html"
        )
    return message


def test_the_subject_is_the_title_and_attachments_are_named_and_not_opened(original):
    message = mail()
    message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="rapport.pdf")
    found = original("a.eml", bytes(message))
    assert (found.title, found.made) == ("Læring etter øvelsen", dt.date(2023, 8, 14))
    assert outline(found.blocks) == ["# Læring etter øvelsen", "Hei!", "Vi lærte mye i går."]
    assert [note.place for note in found.left_out] == ["attachment rapport.pdf"]


def test_answered_mail_is_quoted_and_earlier_mail_and_signature_are_left_out(original):
    body = "Enig.\n\n> Skal vi øve igjen?\n\nJa, i mai.\n\n-- \nOla\n"
    assert outline(original("a.eml", bytes(mail(body))).blocks)[1:] == [
        "Enig.",
        "> Skal vi øve igjen?",
        "Ja, i mai.",
    ]
    body = "Enig.\n\nFra: Kari <k@fjordvik.example>\nSendt: 3. mai 2020\nTil: Ola\nEmne: Øving\n\nGammelt."
    found = original("b.eml", bytes(mail(body)))
    assert outline(found.blocks)[1:] == ["Enig."]
    assert "earlier mail" in found.left_out[0].problem


def test_a_mail_in_html_alone_is_read(original):
    found = original("a.eml", bytes(mail(None, "<p>Vi lærte</p><ul><li>å øve</li></ul>")))
    assert outline(found.blocks)[1:] == ["Vi lærte", "- å øve"]


def test_a_wrongly_named_encoding_is_read_all_the_same(original):
    head = b"From: a@x.example\nTo: b@x.example\nSubject: Hei\nContent-Type: text/plain; charset=klingon\n\n"
    assert original("a.eml", head + "Blåbær på øya".encode("cp1252")).blocks[-1].text == "Blåbær på øya"


def test_what_is_no_mail_or_encrypted_is_refused(fault):
    assert "not an e-mail" in fault("a.eml", "Hei på deg").problem
    head = b"From: a@x.example\nTo: b@x.example\nSubject: Hei\nContent-Type: application/pkcs7-mime\n\nAAAA"
    assert "encrypted" in fault("b.eml", head).problem
    assert (
        "head longer"
        in fault("c.eml", b"From: a\nTo: b\nSubject: " + b"=?utf-8?q?a?= " * 20_000 + b"\n\nx").problem
    )


def test_a_mail_that_was_only_sent_on_is_read(original):
    body = "Fra: Kari\nSendt: 3. mai 2020\nTil: Ola\n\nVi lærte at lister må være nye."
    assert original("a.eml", bytes(mail(body))).blocks[-1].text == "Vi lærte at lister må være nye."


def test_a_mail_as_outlook_writes_it_keeps_points_and_leaves_out_earlier_mail(original):
    html = (
        "<div><p class=MsoNormal>Dette lærte vi:</p><p class=MsoListParagraph>\u00b7<span>&nbsp;&nbsp;</span>Øv mer</p>"
        "<div><p><b>Fra:</b> Kari<br><b>Sendt:</b> mandag<br><b>Til:</b> Ola</p></div><p>Gammelt.</p></div>"
    )
    found = original("a.eml", bytes(mail(None, html)))
    assert outline(found.blocks)[1:] == ["Dette lærte vi:", "- Øv mer"]
