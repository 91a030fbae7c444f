"""`admin desk`: desks that customers are handed to."""

from __future__ import annotations
