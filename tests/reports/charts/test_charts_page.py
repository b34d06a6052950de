"""Every kind of chart with twelve areas in a real browser: no text outside, none over another, and its size."""

import datetime as dt
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import seeing

from kb.privacy.disclosure import Table, protect
from kb.reports.charts import (
    Event,
    Names,
    Occasions,
    bars,
    columns_over_time,
    dots_between,
    figures,
    flow_matrix,
    likert_bars,
    lines_over_time,
    occasions,
    sankey,
    small_multiples,
    twin_matrix,
)
from kb.reports.palette import variables

pytestmark = pytest.mark.page

STYLE = Path(figures.__file__).parents[1] / "page" / "templates" / "leadership" / "style.css"
AREAS = (
    "Pleie og omsorg (PLO)",
    "Helsetjenester",
    "HR og digitalisering",
    "Kultur og nærmiljø",
    "Barnehage",
    "Grunnskole",
    "Barne- og familietjenester",
    "NAV og sosiale tjenester",
    "Eiendom og drift",
    "Samfunnsutvikling og plan",
    "Økonomi og virksomhetsstyring",
    "Kommunale foretak og samarbeid",
)
STEPS = ("I svært liten grad", "I liten grad", "I noen grad", "I stor grad", "I svært stor grad", "Vet ikke")
YEARS = ("til 2020", "2021", "2022", "2023")
MONTHS = tuple(f"2020-{month:02}" for month in range(1, 13))
SHORT = ("jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "des")
NAMES = Names(
    "Læringspunkt", "Identifisert", "Tiltak gjort", "Identifisert igjen etter tiltaket", "Status nå"
)
EVENTS = [
    Event(dt.date(2020, 3, 12), "Stengt"),
    Event(dt.date(2020, 3, 20), "Mer"),
    Event(dt.date(2020, 9, 1), "Åpent"),
]
MOST_BYTES = {"likert": 30_000, "matrix": 60_000, "sankey": 48_000}
USUAL_BYTES = 45_000

# Glyphs are lower than the box of their line, so boxes may touch by a little where the letters do not.
LAID_OUT = """figure => {
  const texts = [...figure.querySelectorAll('svg text')].map(text => [text, text.getBoundingClientRect()])
    .filter(([, box]) => box.width)
  const frame = texts[0][0].ownerSVGElement.getBoundingClientRect()
  const wrong = texts.filter(([, box]) => box.left < frame.left - 1 || box.right > frame.right + 1 ||
    box.top < frame.top - 2 || box.bottom > frame.bottom + 2).map(([text]) => 'outside: ' + text.textContent)
  texts.forEach(([one, a], at) => texts.slice(at + 1).forEach(([other, b]) => {
    const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left)
    const tall = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
    if (wide > 1 && tall > 3) wrong.push('over each other: ' + one.textContent + ' | ' + other.textContent)
  }))
  return wrong
}"""


def words(name):
    title = f"Et funn som figuren «{name}» viser, og som fyller mer enn én linje på en telefon"
    return {
        "title": title,
        "alt": "Det figuren viser, 58\u00a0%.",
        "base": "Andel av 6\u00a0087 som svarte",
        "name": name,
    }


def tables():
    draw = np.random.default_rng(3)
    index = pd.Index(AREAS, name="Område")
    scale = [draw.multinomial(n, draw.dirichlet([2, 4, 9, 10, 6, 2])) for n in draw.integers(25, 9000, 12)]
    flows = draw.integers(0, 30, (12, 12)) * (draw.random((12, 12)) < 0.6)
    counts = {
        "scale": pd.DataFrame(scale, index=index, columns=STEPS),
        "before": pd.DataFrame(draw.integers(3, 400, (12, 2)), index=index, columns=["Nei", "Ja"]),
        "after": pd.DataFrame(draw.integers(3, 400, (12, 2)), index=index, columns=["Nei", "Ja"]),
        "panels": pd.DataFrame(draw.integers(2, 90, (12, 12)), index=index, columns=SHORT),
        "series": pd.DataFrame(draw.integers(2, 9000, (12, 5)), index=MONTHS, columns=AREAS[:5]),
        "crowded": pd.DataFrame([[50, 51, 52, 53, 54]] * 12, index=MONTHS, columns=AREAS[7:]),
        "flows": pd.DataFrame(flows, index=index, columns=AREAS),
        "good": pd.DataFrame(flows[:, :4], index=index, columns=YEARS),
        "bad": pd.DataFrame(flows[:, 4:8], index=index, columns=YEARS),
    }
    return protect({name: Table(frame) for name, frame in counts.items()})


def happened():
    """Give twelve things with long names that happened again, sooner or later, for as long as ten years."""
    draw = np.random.default_rng(5)
    first = dt.date(2014, 1, 1)
    rows = []
    for area in AREAS:
        days = [first + dt.timedelta(days=int(at)) for at in draw.integers(0, 3650, 6)]
        label = f"Da noe gikk galt i {area}, og ingen hadde gjort det som ble avtalt"
        rows.append(Occasions(label, tuple(days[::2]), tuple(days[1::2]), "utsatt"))
    return rows


def draw_all():
    safe = tables()
    share = safe["before"].shares()["Ja"]
    spread = pd.DataFrame({"low": (share - 0.06).clip(0), "high": (share + 0.06).clip(upper=1)})
    scale = {"dont_know": "Vet ikke", "sum_label": "stor + svært stor grad"}
    waves = {"waves": ("2019", "2021")}
    return {
        "likert": likert_bars(safe["scale"], **scale, **words("likert")),
        "beside": likert_bars(safe["scale"], neutral="beside", **scale, **words("beside")),
        "excluded": likert_bars(safe["scale"], neutral="excluded", **scale, **words("excluded")),
        "intervals": bars(safe["before"], share_of="Ja", intervals=spread, **words("intervals")),
        "panels": small_multiples(safe["panels"], **words("panels")),
        "panel-shares": small_multiples(safe["panels"], shares=True, **words("panel-shares")),
        "columns": columns_over_time(safe["series"], events=EVENTS, **words("columns")),
        "lines": lines_over_time(safe["series"], events=EVENTS, **words("lines")),
        "crowded": lines_over_time(safe["crowded"], **words("crowded")),
        "matrix": flow_matrix(safe["flows"], **words("matrix")),
        "sankey": sankey(safe["flows"], **words("sankey")),
        "twins": twin_matrix(
            safe["bad"], safe["good"], names=("Forbedringspunkter", "Styrker"), **words("twins")
        ),
        "occasions": occasions(happened(), names=NAMES, **words("occasions")),
        "dots": dots_between(safe["before"], safe["after"], share_of="Ja", **waves, **words("dots")),
        "dot-totals": dots_between(
            safe["before"], safe["after"], unit="timer", **waves, **words("dot-totals")
        ),
    }


@pytest.fixture(scope="module")
def charts():
    return draw_all()


@pytest.fixture(scope="module")
def page_of_charts(charts, tmp_path_factory):
    head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Figurer</title>'
    body = "".join(chart._repr_html_() for chart in charts.values())
    style = f"<style>{variables()}{STYLE.read_text(encoding='utf-8')}</style>"
    file = tmp_path_factory.mktemp("charts") / "charts.html"
    file.write_text(
        f'<!doctype html><html lang="nb">{head}{style}<main><h1>Figurer</h1>{body}</main>', encoding="utf-8"
    )
    return file


@pytest.mark.parametrize("width", [1280, 768, 390, 320])
def test_no_text_of_any_kind_runs_outside_or_over_another(browser, page_of_charts, charts, width):
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(page_of_charts.as_uri())
    wrong = {name: page.locator(f"#figur-{name}").evaluate(LAID_OUT) for name in charts}
    sideways = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert {name: found for name, found in wrong.items() if found} == {}
    assert sideways <= width


@pytest.mark.parametrize("width", [1280, 320])
def test_no_text_lies_on_another_when_a_reader_sets_letters_apart(browser, page_of_charts, width):
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(page_of_charts.as_uri())
    page.add_style_tag(content=seeing.SPACING)
    faults = seeing.overlap_faults(page)
    context.close()
    assert faults == []


@pytest.mark.parametrize(("width", "layout"), [(1280, "wide"), (320, "narrow")])
def test_every_drawing_is_named_by_its_alternative_and_has_its_table(
    browser, page_of_charts, charts, width, layout
):
    context = browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=False)
    page = context.new_page()
    page.goto(page_of_charts.as_uri())
    for name in charts:
        figure = page.locator(f"#figur-{name}")
        assert figure.get_by_role("img", name="Det figuren viser, 58\u00a0%.").count() == 1
        assert figure.locator(f".{layout} svg").is_visible()
        figure.locator("summary").click()
        assert figure.locator("table").is_visible()
    context.close()


@pytest.mark.parametrize("name", draw_all())
def test_a_chart_of_twelve_areas_is_small(charts, name):
    assert len(charts[name]._repr_html_().encode()) <= MOST_BYTES.get(name, USUAL_BYTES)


def test_thirty_charts_of_twelve_areas_and_the_style_leave_room_in_a_megabyte(charts, page_of_charts):
    alone = page_of_charts.stat().st_size - sum(
        len(chart._repr_html_().encode()) for chart in charts.values()
    )
    assert alone + 30 * len(charts["likert"]._repr_html_().encode()) <= 900_000
    sizes = [len(chart._repr_html_().encode()) for chart in charts.values()]
    assert alone + sum(sizes) / len(sizes) * 30 <= 900_000
