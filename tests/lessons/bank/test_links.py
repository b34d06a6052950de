from banks import TAXONOMY, lesson_text, write

from kb.lessons.bank.gathering import gather
from kb.lessons.bank.links import missing_sources

SOURCES = "[{document: texts/blogg/b.md, passage: Læring}, {document: Referat 3. mai, passage: Sak 1}]"


def gone(bank):
    documents = gather([bank], bank, TAXONOMY).documents
    assert "felles-lager" in {document.id for document in documents}
    return [str(fault).partition(". ")[0] for fault in missing_sources(documents, bank)]


def test_a_source_in_the_bank_that_is_gone_is_told_and_the_lesson_is_kept(tmp_path):
    write(tmp_path, "entries/a.md", lesson_text(sources=SOURCES))
    assert gone(tmp_path) == ["entries/a.md: field sources.0.document: there is no file texts/blogg/b.md"]
    write(tmp_path, "texts/blogg/b.md", "# Læring\n\nVi lærte.\n")
    assert gone(tmp_path) == []
