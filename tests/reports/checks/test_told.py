from kb.reports.checks.gate import check_page

TOLD = """<article class="finding" data-cell="2"><ul class="to-mend"><li>
<span class="problem">It was “1,234”.</span> <span class="remedy">Mend it.</span></li><li>Other.</li>
</ul></article>"""


def test_faults_that_a_block_tells_stop_the_page_with_their_cell_and_nothing_they_quote_is_judged():
    page = f'<html lang="nb"><body>{TOLD}</body></html>'
    found = [
        fault
        for fault in check_page(page, notebook="a.ipynb", places={2: "cell 2"})
        if fault.place == "cell 2"
    ]
    assert [(fault.problem, fault.remedy) for fault in found] == [
        ("It was “1,234”.", "Mend it."),
        ("Other.", ""),
    ]
