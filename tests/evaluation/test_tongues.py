from kb.evaluation.tongues import said


def test_a_text_in_another_language_is_marked_and_escaped():
    assert str(said("Kva <b> vi ikkje veit", "nb")) == '<span lang="nn">Kva &lt;b&gt; vi ikkje veit</span>'
    assert said("Kva vi ikkje veit", "nn") == "Kva vi ikkje veit"
    assert said("Lager og utstyr", "nb") == "Lager og utstyr"
