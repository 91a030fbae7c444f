"""`admin hours`: a person's working hours."""

from __future__ import annotations
