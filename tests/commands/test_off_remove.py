"""The Undo button of `off`."""

from __future__ import annotations
