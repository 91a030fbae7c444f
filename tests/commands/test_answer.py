"""The buttons that answer the question of the day."""

from __future__ import annotations
