"""`waiting`: a customer waits, in public."""

from __future__ import annotations
