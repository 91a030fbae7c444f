"""The page that a platform keeps for each person."""

from __future__ import annotations
