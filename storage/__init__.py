"""Keeps what was logged, in SQLite or PostgreSQL."""
