"""`waiting done`: a customer who waited is taken care of."""

from __future__ import annotations
