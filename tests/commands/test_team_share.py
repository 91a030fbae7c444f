"""The button that shows a team's sums to its channel."""

from __future__ import annotations
