"""`me hours`: one's own working hours."""

from __future__ import annotations
