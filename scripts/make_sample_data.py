"""Write the notebooks' synthetic sample data again, byte for byte: `python scripts/make_sample_data.py`."""

from __future__ import annotations

from pathlib import Path

import sample_staffing
import sample_survey

DATA = Path(__file__).resolve().parent.parent / "notebooks" / "data"


def main() -> None:
    """Write every folder of sample data."""
    sample_survey.write(DATA / "survey")
    sample_staffing.write(DATA / "staffing")


if __name__ == "__main__":
    main()
