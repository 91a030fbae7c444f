"""`admin quota`: calls a day asked of a person."""

from __future__ import annotations
