"""Show the whole product: model, knowledge base, notebooks, pages. Needs Python 3.11 and nothing else."""

import time

from bootstrap import ROOT, prepare, run, stage

STAGES = (
    ("Making the embedding model ready", "model", "get"),
    ("Checking lessons and texts", "check"),
    ("Building the knowledge base from lessons/", "index"),
    ("Writing the sample's decision note", "decision", "note", "notebooks/data/decision.toml"),
    ("Looking back on the year 2020", "yearbook", "2020", "--page"),
    ("Running the notebooks and writing the pages", "publish"),
)


def main() -> None:
    """Run every stage; a second run does again only what has changed."""
    began = time.monotonic()
    prepare()
    for name, *verb in STAGES:
        stage(name, run, "-m", "kb", *verb)
    print(f"\nReady in {time.monotonic() - began:.0f} s. Open these:")
    reports = ROOT / "build" / "reports"
    pages = [*reports.glob("*.html"), reports / "laeringspunkter" / "index.html"]
    read = (page for page in pages if not page.stem.endswith("-tilgjengelighet"))  # the drafts beside them
    for page in sorted(read, key=lambda page: (page != reports / "index.html", page)):
        print(f"  {page}")
    print("\nSearch the bank, or work in the notebooks:")
    print("  .venv/bin/kb search besøksregler   (Windows: .venv\\Scripts\\kb)")
    print("  .venv/bin/jupyter lab notebooks")


if __name__ == "__main__":
    main()
