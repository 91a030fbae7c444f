"""`follow`: a follow-up with a customer on a day."""

from __future__ import annotations
