"""An evaluation: its plan, its findings, and what stands behind each of them."""
