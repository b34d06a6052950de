"""What a reader meets on a page, told as lists of faults: none is good. Each takes a page in a browser."""

from functools import cache
from importlib.resources import files
from pathlib import Path

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
# WCAG 2.1, 1.4.12: nothing may be lost when a reader sets text this wide apart.
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""


@cache
def script():
    """Read the functions that run in the page."""
    return Path(__file__).with_name("seeing.js").read_text(encoding="utf-8")


def ask(page, call):
    """Call a function of seeing.js in the page."""
    return page.evaluate(f"(() => {{ {script()}\nreturn {call} }})()")


def unfold(page):
    page.evaluate("document.querySelectorAll('details').forEach(found => { found.open = true })")


@cache
def axe():
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def start_axe(page):
    """Let axe begin in the page and do not wait: pages in windows of their own are judged at the same time."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe())
    options = {"runOnly": TAGS, "resultTypes": ["violations"]}
    page.evaluate("options => { window.judged = axe.run(options).then(found => found.violations) }", options)


def axe_faults(page):
    """Tell what axe finds, as it is begun now or was before."""
    if not page.evaluate("'judged' in window"):
        start_axe(page)
    found = page.evaluate("judged.finally(() => { delete window.judged })")
    return [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]


def contrast_faults(page):
    """Tell texts in drawings that stand out less than 4.5 to 1 (3 to 1 where large) from what lies beneath.

    axe leaves these undecided: it sees no shapes. Texts that a later shape covers are told too.
    """
    return ask(page, "contrastFaults()")


def overlap_faults(page):
    """Tell texts of a drawing that lie on each other."""
    return ask(page, "overlapFaults()")


def sideways_faults(page):
    """Tell what reaches out of the window without a region of its own to scroll in."""
    return ask(page, "sidewaysFaults()")


def clipped_faults(page):
    """Tell texts that are cut off by the box they stand in."""
    return ask(page, "clippedFaults()")


def spacing_faults(page):
    """Tell what is lost when a reader sets the text wide apart, in drawings too."""
    before = words(page)
    page.add_style_tag(content=SPACING)
    lost = [f"lost: {text}" for text in sorted(before - words(page))]
    return [*sideways_faults(page), *clipped_faults(page), *overlap_faults(page), *lost]


def words(page):
    """Give the texts outside drawings that can be seen."""
    return set(ask(page, "seenTexts()"))


def motion_faults(page):
    """Tell what moves."""
    return ask(page, "motionFaults()")


def keyboard_faults(page):
    """Walk through the page with the Tab key: all that can be used, in the order it stands, seen, no trap."""
    stops = ask(page, "stops()")
    faults = [] if stops and stops[0].startswith("a.skip") else ["the first stop is no skip link"]
    for number, stop in enumerate(stops, start=1):
        page.keyboard.press("Tab")
        met = ask(page, "focused()")
        if met["name"] != stop:
            return [*faults, f"stop {number} should be {stop}, but is {met['name']}"]
        faults += [f"{stop}: {fault}" for fault in met["faults"]]
    page.keyboard.press("Shift+Tab")
    back = ask(page, "focused()")["name"]
    if len(stops) > 1 and back != stops[-2]:
        faults.append(f"the way back from {stops[-1]} should lead to {stops[-2]}, but leads to {back}")
    return faults
