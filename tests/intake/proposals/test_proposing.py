"""Proposals quote the bank's texts, keep their names, and need no model."""

import json

import pytest
from banks import write

from kb.errors import FaultsFound
from kb.intake.proposals.proposing import propose, shortened


def test_proposals_say_kind_theme_area_and_place(library):
    by_title = {one.title: one for one in propose(library)}
    one = next(
        one for one in by_title.values() if one.quoted.words.startswith("Vi lærte at ett lager gir ro.")
    )
    assert one.kind == "improvement"
    assert one.themes == ("smittevern",)
    assert one.area == ("Helse og mestring", "Pleie og omsorg")
    assert one.quoted.heading == "Hva lærte dere av å samarbeide?"
    assert by_title["Loggen ble ført på fem ulike måter"].kind == "improvement"
    assert by_title["Hjemmeskole kom i gang på én dag"].kind == "strength"
    assert not any("sentralbordet" in title or "tirsdag" in title for title in by_title)


def test_what_an_import_recorded_of_language_and_organisation_is_used(library):
    front = "---\ntitle: Blogg\nlanguage: nn\norganisation:\n  - Pleie og omsorg\n---\n"
    file = write(
        library.lessons,
        "texts/blogg/2020-06-01-a.md",
        f"{front}## Erfaringer\n\nDet manglet folk om kvelden.\n",
    )
    (one,) = propose(library, [file])
    assert (one.language, one.area) == ("nn", ("Helse og mestring", "Pleie og omsorg"))


def test_every_source_is_the_text_that_stands_there(library):
    for one in propose(library):
        for source in one.sources:
            text = (library.root / source.document).read_text(encoding="utf-8")
            assert text[source.start : source.end] == source.text


def test_a_title_holds_no_word_that_the_text_does_not(library):
    for one in propose(library):
        text = (library.root / one.quoted.document).read_text(encoding="utf-8").casefold()
        assert all(word.casefold().strip(";") in text for word in one.title.removesuffix(" …").split())


def test_an_id_stands_when_the_text_moves_about(library):
    before = {one.title: one.id for one in propose(library)}
    file = library.lessons / "texts/status/2020-05-26-status.txt"
    file.write_text(
        "Forord\n\nNytt forord som sier lite.\n\n" + file.read_text(encoding="utf-8"), encoding="utf-8"
    )
    after = {one.title: one.id for one in propose(library)}
    assert {title: after.get(title) for title in before} == before


def test_the_same_point_in_three_texts_is_one_proposal(library):
    again = "## Erfaringer\n\nMunnbindene lå i tretti skap, og ingen visste hvor mange munnbind vi hadde i skapene.\n"
    same = "## Erfaringer\n\nMunnbindene lå i tretti skap, så ingen visste hvor mange munnbind som lå i skapene.\n"
    write(library.lessons, "texts/blogg/2020-06-01-a.md", again)
    write(library.lessons, "texts/blogg/2020-06-02-b.md", same)
    joined = [one for one in propose(library) if len(one.sources) > 1]
    assert [sorted(source.document[-4] for source in one.sources) for one in joined] == [["a", "b", "r"]]
    assert len(joined[0].ids) == 3


def test_what_stands_on_every_page_is_proposed_once(library):
    text = "## Erfaringer\n\nDet manglet folk på kveldene.\n\n## Mer\n\nDet manglet folk på kveldene.\n"
    write(library.lessons, "texts/blogg/2020-06-01-a.md", text)
    assert sum("manglet folk" in one.title for one in propose(library)) == 1


def test_named_files_alone_are_read_and_their_faults_told(library):
    file = library.lessons / "texts/status/2020-05-26-status.txt"
    assert {one.quoted.document for one in propose(library, [file])} == {
        "lessons/texts/status/2020-05-26-status.txt"
    }
    broken = library.lessons / "texts/status/brutt.docx"
    broken.write_bytes(b"PK no document")
    with pytest.raises(FaultsFound, match="cannot be read as docx"):
        propose(library, [file, broken])
    assert propose(library)  # the others are proposed from all the same


def test_a_bank_without_texts_lessons_or_themes_has_no_proposals(tmp_path, library):
    from dataclasses import replace

    bare = replace(library, root=tmp_path, lessons=tmp_path / "lessons", taxonomy={})
    for file in (tmp_path / "lessons/texts").rglob("*.*"):
        file.unlink()
    assert propose(bare) == ()


def test_an_indexed_bank_gives_the_same_proposals(library):
    before = [one.id for one in propose(library)]
    library.index()
    assert sorted(one.id for one in propose(library)) == sorted(before)


def test_a_proposal_is_plain_values(library):
    told = json.loads(json.dumps([one.as_dict() for one in propose(library)]))
    assert set(told[0]) == {"id", "kind", "title", "language", "themes", "area", "score", "why", "sources"}
    assert set(told[0]["sources"][0]) == {"document", "heading", "start", "end", "text"}
    assert all(0 < one["score"] <= 1 for one in told)


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("– Vi øvde ikke på den, sier beredskapsrådgiveren.", "Vi øvde ikke på den"),
        ("fra 6. april samlet vi alt.", "Fra 6. april samlet vi alt"),
        ("ord " * 40, "Ord " + "ord " * 21 + "…"),
    ],
)
def test_a_title_is_the_text_s_own_words(words, title):
    assert shortened(words) == title
