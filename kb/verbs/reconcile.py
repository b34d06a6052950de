"""`kb reconcile`: the figures of a text, held against the data."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click


@click.command()
@click.argument("text", type=click.Path(path_type=Path))
@click.option(
    "--data",
    required=True,
    type=click.Path(path_type=Path),
    help="A folder with a survey, staffing files, or both.",
)
@click.option("--all", "everything", is_flag=True, help="Also list numbers that no data tell of, and dates.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object: every number, its match and verdict.")
def reconcile(text: Path, data: Path, everything: bool, as_json: bool) -> None:
    """Hold the figures of a text (.md, .txt, .ipynb) against the data; exit status 1 when one is flagged.

    It is told what the data say, small figures too: this is for the one who has the data, not for a page.
    """
    from kb.evaluation.figures import read_data_facts
    from kb.evaluation.reconciling.accounts import reconcile_file

    account = reconcile_file(text, read_data_facts(data))
    if as_json:
        click.echo(json.dumps(account.as_dict(), ensure_ascii=False))
    else:
        for one in account.numbers:
            told = one.as_dict()
            if everything or one.judged.verdict not in ("unknown", "not a figure"):
                line = f"{account.file}: {one.place}: {told['number']}: {told['told']}"
                click.echo(click.style(line, fg="red" if one.judged.flagged else None))
        verdicts = [one.judged.verdict for one in account.numbers]
        counts = ", ".join(f"{verdicts.count(name)} {name}" for name in dict.fromkeys(sorted(verdicts)))
        click.echo(f"{len(account.flagged)} flagged of {len(verdicts)} numbers ({counts or 'none'}).")
    sys.exit(1 if account.flagged else 0)
