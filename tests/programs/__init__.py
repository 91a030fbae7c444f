"""Ways in for programs, over real HTTP."""
