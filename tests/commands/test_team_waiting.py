"""`team waiting`: how long customers waited, by place."""

from __future__ import annotations
