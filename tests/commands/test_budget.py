"""`budget`: how much reading today's nudges were."""

from __future__ import annotations
