"""`me week`: one's own figures."""

from __future__ import annotations
