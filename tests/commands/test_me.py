"""`me`: one's own settings and who looked."""

from __future__ import annotations
