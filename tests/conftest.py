"""What several parts' tests share."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from kb.errors import KbError
from kb.lessons.models.model import default_cache, make_ready
from kb.reports.paper.browser import find_browser

# A busy machine is no fault of the code, and CI must say the same of the same commit.
settings.register_profile(
    "kb", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=bool(os.environ.get("CI"))
)
settings.load_profile("kb")


@pytest.fixture(scope="session")
def model_folder() -> Path:
    """Make the default embedding model ready in the usual cache, once for all runs."""
    return make_ready(cache=default_cache(), report=print)


@pytest.fixture(scope="session")
def browser():
    """Give a Chromium that every page test shares."""
    from playwright.sync_api import sync_playwright

    try:
        found = find_browser()
    except KbError as error:
        pytest.fail(str(error))
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(found), args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def windows(browser):
    """Give the windows that no test uses at the moment: a new one takes far longer than a page in an old one."""
    return []


@pytest.fixture
def open_page(browser, windows):
    """Give a function that opens a file and keeps track of what it asks for and complains of."""
    taken, closing = [], []

    def open_(path, width=1280, scheme="light", media="screen", **told):
        if told:
            closing.append(browser.new_context(**told))
            page = new_page(closing[-1])
        else:
            page = windows.pop() if windows else new_page(browser.new_context())
            taken.append(page)
        page.asked, page.complaints = [], []
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(
            color_scheme=scheme, media=media, forced_colors="none", reduced_motion="no-preference"
        )
        page.goto(path.as_uri())
        return page

    yield open_
    windows.extend(taken)
    for context in closing:
        context.close()


def new_page(context):
    page = context.new_page()
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    return page
