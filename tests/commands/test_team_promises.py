"""`team promises`: a team's open promises."""

from __future__ import annotations
