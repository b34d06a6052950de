"""`kb report` and `kb publish`: notebooks to pages."""

from __future__ import annotations

from pathlib import Path

import click

from kb.console import tidy_end


@click.command()
@click.argument("notebook", type=click.Path(path_type=Path))
@click.option("--pdf", is_flag=True, help="Also print the page to a tagged PDF; needs an installed Chromium.")
@click.option("--docx", is_flag=True, help="Also write the page as a Word document.")
def report(notebook: Path, pdf: bool, docx: bool) -> None:
    """Run one notebook, unless its page is current, and write its page."""
    from kb.publishing.notebooks import publish_one
    from kb.settings import read_settings

    with tidy_end():
        page, _ = publish_one(read_settings(), notebook, say=click.echo)
        click.echo(page)
        if docx:
            _tell_word(page)
        if pdf:
            from kb.reports.paper.printing import write_pdf

            click.echo(write_pdf(page))


def _tell_word(page: Path) -> None:
    from kb.reports.paper.word import write_word

    written = write_word(page)
    if written.undrawn:
        click.echo(f"The document has its charts in words and tables only. {written.undrawn}", err=True)
    click.echo(written.file)


@click.command()
def publish() -> None:
    """Run the notebooks that changed, and write their pages and the index of them."""
    from kb.publishing.notebooks import publish_all
    from kb.settings import read_settings

    with tidy_end():
        published = publish_all(read_settings(), say=click.echo)
    click.echo(
        f"{len(published.written)} pages written, {len(published.unchanged)} unchanged: {published.index}"
    )
