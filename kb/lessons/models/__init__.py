"""The embedding models: texts and queries to unit vectors, by whichever engine there is."""

import os

# ONNX Runtime's own builds report their use to its maker unless they are told not to before they are loaded.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
