"""The passages held in memory: their order, what filters admit, their themes, and when they are read again."""

from contextlib import closing

import numpy as np
import pytest
from banks import BODY, TAXONOMY, lesson_text, write
from letters import LetterCounts

from kb.errors import KbError
from kb.lessons.base.indexing import sync
from kb.lessons.base.store import Store
from kb.lessons.retrieval.filters import Filters
from kb.lessons.retrieval.shelf import Reader, fill
from kb.lessons.words.affinity import FLOOR

SCHOOL = "Hjemmeskole: elever på skole, skule og School."
MASKS = "Munnbind er smittevern, infection control."


@pytest.fixture
def bank(tmp_path):
    write(tmp_path, "bank/m.md", lesson_text())
    write(
        tmp_path,
        "bank/texts/blogg/2020-01-01-b.md",
        f"# Om to ting\n\n## En\n\n{SCHOOL}\n\n## To\n\n{MASKS}\n",
    )
    write(tmp_path, "bank/texts/blogg/2021-01-01-a.md", f"# Skole\n\n{SCHOOL}\n")
    index(tmp_path)
    return tmp_path


def index(root, base="kb.sqlite", taxonomy=TAXONOMY):
    changes = sync([root / "bank"], root / base, LetterCounts(), root=root, taxonomy=taxonomy)
    assert changes.faults == ()
    return changes


def filled(root, taxonomy=TAXONOMY, model="letters"):
    with closing(Store(root / "kb.sqlite")) as store:
        return fill(store, model, taxonomy)


def rows_of(shelf, path):
    return [row for row, owner in enumerate(shelf.owners) if shelf.entries[owner].path == path]


def test_rows_are_in_the_order_of_paths_and_places_whenever_they_were_written(bank):
    write(bank, "bank/m.md", lesson_text(title="En annen tittel"))
    write(bank, "bank/a.md", lesson_text(id="a"))
    index(bank)
    shelf = filled(bank)
    with closing(Store(bank / "kb.sqlite")) as store:
        passages = [store.passage(int(number)) for number in shelf.ids]
    paths = [shelf.entries[owner].path for owner in shelf.owners]
    places = list(zip(paths, [passage.start for passage in passages], strict=True))
    assert places == sorted(places)
    assert [shelf.entries[owner].id for owner in shelf.owners] == [passage.document for passage in passages]


def test_each_row_has_the_vector_of_its_own_passage(bank):
    shelf, embedder = filled(bank), LetterCounts()
    (row,) = rows_of(shelf, "bank/texts/blogg/2021-01-01-a.md")
    assert shelf.vectors[row].tolist() == pytest.approx(embedder.query(SCHOOL).tolist())
    assert shelf.vectors.shape == (len(shelf.ids), embedder.dimension)


def test_without_filters_every_row_is_admitted(bank):
    shelf = filled(bank)
    assert shelf.admitted(None).all()
    assert shelf.admitted(Filters()).all()


def test_a_lesson_has_the_themes_it_is_labelled_with_and_no_others(bank):
    body = BODY.replace("Alle hadde bestilt hver for seg.", SCHOOL)
    write(bank, "bank/m.md", lesson_text(body))
    assert index(bank).changed == ("bank/m.md",)
    shelf = filled(bank)
    rows = rows_of(shelf, "bank/m.md")
    near = shelf.affinities[rows, shelf.compass.themes.index("skole")]
    assert near.max() >= FLOOR  # by meaning it would be told and admitted
    assert {shelf.themes_of(row) for row in rows} == {("smittevern",)}
    assert not shelf.admitted(Filters(theme="skole"))[rows].any()
    assert shelf.admitted(Filters(theme="smittevern"))[rows].all()


def test_a_passage_without_labels_has_the_themes_it_is_near_to(bank):
    shelf = filled(bank)
    school, masks = rows_of(shelf, "bank/texts/blogg/2020-01-01-b.md")
    assert shelf.themes_of(school)[0] == "skole"
    assert shelf.themes_of(masks)[0] == "smittevern"


def test_a_theme_admits_the_passages_without_labels_that_have_it(bank):
    shelf = filled(bank)
    texts = [row for row, owner in enumerate(shelf.owners) if not shelf.entries[owner].themes]
    for theme in TAXONOMY:
        admitted = shelf.admitted(Filters(theme=theme))
        assert admitted.any()
        near = shelf.affinities[:, shelf.compass.themes.index(theme)] >= FLOOR
        for row in texts:
            assert bool(admitted[row]) == bool(near[row]) == (theme in shelf.themes_of(row))


def test_a_theme_admits_no_passage_that_another_filter_keeps_out(bank):
    shelf = filled(bank)
    admitted = shelf.admitted(Filters(theme="skole", since="2020-12-31", kind="text"))
    assert admitted[rows_of(shelf, "bank/texts/blogg/2021-01-01-a.md")].all()
    assert admitted.sum() == 1


def test_without_a_taxonomy_only_labels_are_themes(bank):
    shelf = filled(bank, taxonomy={})
    assert shelf.compass is None
    assert shelf.themes_of(rows_of(shelf, "bank/texts/blogg/2021-01-01-a.md")[0]) == ()
    admitted = np.flatnonzero(shelf.admitted(Filters(theme="smittevern"))).tolist()
    assert admitted == rows_of(shelf, "bank/m.md")


def test_another_taxonomy_than_the_indexed_one_tells_no_themes_by_meaning(bank):
    shelf = filled(bank, taxonomy={"skole": TAXONOMY["skole"]})
    assert shelf.compass is None


def test_a_model_that_embedded_nothing_is_told(bank):
    with pytest.raises(KbError, match="no vectors of the model other"):
        filled(bank, model="other")


def test_an_empty_base_is_an_empty_shelf(tmp_path):
    (tmp_path / "bank").mkdir()
    index(tmp_path)
    shelf = filled(tmp_path)
    assert (len(shelf.ids), shelf.entries) == (0, ())
    assert shelf.admitted(Filters(theme="skole")).tolist() == []


@pytest.fixture
def reader(bank):
    with closing(Reader(bank / "kb.sqlite", "letters", TAXONOMY)) as opened:
        yield opened


def paths(reader):
    return {entry.path for entry in reader.open()[1].entries}


def test_nothing_is_read_again_while_nothing_changes(bank, reader):
    store, shelf = reader.open()
    index(bank)  # finds every file as it was
    again = reader.open()
    assert (again[0], again[1]) == (store, shelf)
    assert again[1] is shelf


def test_a_change_by_another_connection_is_seen(bank, reader):
    before = paths(reader)
    write(bank, "bank/ny.txt", "Et nytt notat.")
    index(bank)
    assert paths(reader) == before | {"bank/ny.txt"}
    (bank / "bank/ny.txt").unlink()
    index(bank)
    assert paths(reader) == before


def test_a_file_put_in_the_bases_place_is_seen(bank, reader):
    store, _ = reader.open()
    write(bank, "bank/ny.txt", "Et nytt notat.")
    index(bank, "other.sqlite")
    (bank / "other.sqlite").replace(bank / "kb.sqlite")
    assert "bank/ny.txt" in paths(reader)
    assert reader.open()[0] is not store


def test_a_base_that_is_taken_away_is_told_and_one_that_comes_back_is_read(bank, reader):
    before = paths(reader)
    (bank / "kb.sqlite").rename(bank / "away.sqlite")
    with pytest.raises(KbError, match="Build it with `kb index`"):
        reader.open()
    (bank / "away.sqlite").rename(bank / "kb.sqlite")
    assert paths(reader) == before


def test_a_closed_reader_opens_again(bank, reader):
    before = paths(reader)
    reader.close()
    assert paths(reader) == before
