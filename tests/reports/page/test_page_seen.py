"""What readers with other eyes, hands and machines meet: on the sample page and on every real one."""

import pytest
import seeing

pytestmark = pytest.mark.page

# A statement is like another but for its title.
REAL = ["01_survey", "02_staffing", "03_lessons", "04_evaluation", "01_survey-tilgjengelighet", "index"]
MEDIA = {
    "light": {"media": "screen", "color_scheme": "light"},
    "dark": {"media": "screen", "color_scheme": "dark"},
    "print": {"media": "print", "color_scheme": "light"},
}


def named(name, sample_page, request):
    return sample_page if name == "sample" else request.getfixturevalue("real_pages")[name]


@pytest.fixture(params=["sample", *REAL])
def file(request, sample_page):
    return named(request.param, sample_page, request)


def test_the_real_pages_are_all_looked_at(real_pages):
    assert {name for name in real_pages if not name.endswith("-tilgjengelighet")} <= set(REAL)
    assert len(real_pages) == 2 * 4 + 1


def test_everybody_can_read_a_page_in_every_width_and_medium(open_page, file):
    faults = {}
    windows = {width: open_page(file, width) for width in (1280, 320)}
    for media, told in MEDIA.items():
        # Each window is a process of its own, and axe, which takes a second or two, works in both at once.
        for page in windows.values():
            page.emulate_media(**told)
            seeing.unfold(page)
            seeing.start_axe(page)
        faults |= {(width, media): faults_of(page, media) for width, page in windows.items()}
    assert {at: found for at, found in faults.items() if found} == {}


def faults_of(page, media):
    found = [*seeing.axe_faults(page), *seeing.contrast_faults(page), *seeing.overlap_faults(page)]
    if media != "print":  # paper has no window
        found += [*seeing.sideways_faults(page), *seeing.clipped_faults(page)]
    return found


@pytest.mark.parametrize("width", [1280, 390])
def test_the_keyboard_reaches_all_there_is_in_order(open_page, file, width):
    page = open_page(file, width)
    assert seeing.keyboard_faults(page) == []


def test_nothing_is_lost_at_twice_the_size(open_page, file):
    before = seeing.words(open_page(file))
    page = open_page(file, 640)  # what a window of 1280 has room for then
    assert before - seeing.words(page) == set()
    assert seeing.sideways_faults(page) + seeing.clipped_faults(page) == []


@pytest.mark.parametrize("width", [1280, 320])
def test_text_set_wide_apart_is_still_all_there(open_page, file, width):
    page = open_page(file, width)
    seeing.unfold(page)
    assert seeing.spacing_faults(page) == []


def test_without_script_all_can_be_read_and_unfolded(open_page, sample_page):
    page = open_page(sample_page, java_script_enabled=False)
    assert page.locator("main").inner_text().count("n = ") > 3
    first = page.locator("details").first
    first.locator("summary").click()
    assert first.locator("table").is_visible()


def test_colours_that_a_reader_forces_leave_texts_and_rings_to_be_seen(open_page, file):
    page = open_page(file)
    page.emulate_media(forced_colors="active")
    assert seeing.contrast_faults(page) == []
    assert seeing.keyboard_faults(page) == []


def test_nothing_moves_for_those_who_cannot_bear_it(open_page, file):
    page = open_page(file)
    page.emulate_media(reduced_motion="reduce")
    assert seeing.motion_faults(page) == []


# Each check can fail: a defect is planted on a page that has none.
BODY = "document.querySelector('main')"


def planted(open_page, sample_page, script, width=1280):
    page = open_page(sample_page, width)
    page.evaluate(script)
    return page


@pytest.mark.parametrize(
    ("defect", "told"),
    [
        ("document.documentElement.lang = ''", "html-has-lang"),
        ("document.querySelector('svg').removeAttribute('aria-label')", "svg-img-alt"),
        (
            f"{BODY}.insertAdjacentHTML('beforeend', '<p style=\"color:#bbb;background:#fff\">Blek</p>')",
            "color",
        ),
        (f"{BODY}.insertAdjacentHTML('beforeend', '<h6>Hopp</h6>')", "heading-order"),
    ],
)
def test_axe_tells_a_planted_defect(open_page, sample_page, defect, told):
    assert any(fault.startswith(told) for fault in seeing.axe_faults(planted(open_page, sample_page, defect)))


@pytest.mark.parametrize(
    ("shapes", "told"),
    [
        (
            '<rect width="90" height="30" fill="#0a474e"/><text x="9" y="20" fill="#333">A</text>',
            "has contrast",
        ),
        (
            '<text x="9" y="20" fill="#000">A</text><rect width="90" height="30" fill="#0a474e"/>',
            "is covered",
        ),
        ('<path d="M0 0h90v30H0z" fill="#777"/><text x="9" y="20" fill="#777">A</text>', "contrast 1.00"),
        ('<g opacity=".3"><text x="9" y="20" fill="#000">A</text></g>', "has contrast"),
        (
            '<rect width="12" height="30" fill="#000"/><text x="2" y="20" fill="#000">Halvt</text>',
            "contrast 1.00",
        ),
    ],
)
def test_faint_text_in_a_drawing_is_told(open_page, sample_page, shapes, told):
    drawing = f'<svg width="90" height="30" viewBox="0 0 90 30">{shapes}</svg>'
    page = planted(open_page, sample_page, f"{BODY}.insertAdjacentHTML('afterbegin', `{drawing}`)")
    (fault,) = seeing.contrast_faults(page)
    assert told in fault


def test_dark_text_on_a_pale_shape_over_a_dark_one_is_no_fault(open_page, sample_page):
    shapes = (
        '<rect width="90" height="30"/><rect width="90" height="30" fill="#fff"/><text x="9" y="20">A</text>'
    )
    drawing = f'<svg width="90" height="30" viewBox="0 0 90 30">{shapes}</svg>'
    page = planted(open_page, sample_page, f"{BODY}.insertAdjacentHTML('afterbegin', `{drawing}`)")
    assert seeing.contrast_faults(page) == []


def test_texts_on_each_other_are_told(open_page, sample_page):
    drawing = (
        '<svg width="90" height="30"><text x="9" y="20">Den</text><text x="14" y="22">Andre</text></svg>'
    )
    page = planted(open_page, sample_page, f"{BODY}.insertAdjacentHTML('afterbegin', `{drawing}`)")
    assert seeing.overlap_faults(page) == ["«Den» lies on «Andre»"]


def add(html):
    return f"{BODY}.insertAdjacentHTML('beforeend', `{html}`)"


@pytest.mark.parametrize(
    ("check", "defect"),
    [
        ("sideways_faults", add('<p style="width:2000px">Bred</p>')),
        ("clipped_faults", add('<p style="height:9px;overflow:hidden">Lav</p>')),
        ("spacing_faults", add('<p style="line-height:1;height:1.1em;overflow:hidden">Lav</p>')),
        (
            "spacing_faults",
            add(
                '<svg width="200" height="30" font-family="monospace" font-size="10">'
                '<text x="9" y="20">Ti bokstav</text><text x="74" y="20">Andre</text></svg>'
            ),
        ),
        ("motion_faults", f"{BODY}.style.transition = 'all 2s'"),
        ("keyboard_faults", "document.querySelector('summary').style.outline = 'none'"),
        ("keyboard_faults", "document.querySelector('.skip').remove()"),
        ("keyboard_faults", "document.querySelector('.contents a').tabIndex = 5"),
        ("keyboard_faults", add('<a href="#a" style="position:fixed;top:-90px">A</a>')),
        (
            "keyboard_faults",
            "document.querySelector('summary').addEventListener('keydown', event => event.preventDefault())",
        ),
    ],
)
def test_every_check_tells_a_planted_defect(open_page, sample_page, check, defect):
    assert getattr(seeing, check)(planted(open_page, sample_page, defect)) != []


def test_words_that_a_narrow_window_hides_are_missed(open_page, sample_page):
    page = planted(open_page, sample_page, "document.querySelector('.note').hidden = true", 640)
    assert "Leses med varsomhet." in seeing.words(open_page(sample_page)) - seeing.words(page)
