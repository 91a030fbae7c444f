"""Who may do and see what, and what never leaves."""
