"""The inside of Snurr: what people say and what we answer."""

from __future__ import annotations

import sys

# why here, before any other module: where structlog finds rich it loads it whole, and pygments with it, for tracebacks
# that no log of ours shows. That would be a tenth of a second of every start, and seven megabytes of every process.
_rich = sys.modules.pop("rich", None)
sys.modules["rich"] = None  # type: ignore[assignment]
import structlog as structlog  # noqa: E402

del sys.modules["rich"]
if _rich:
    sys.modules["rich"] = _rich
