"""`snooze`: a nudge comes again later."""

from __future__ import annotations
