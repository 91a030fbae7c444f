"""`mute`: no nudges of one kind for a while."""

from __future__ import annotations
