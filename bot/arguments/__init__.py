"""How a command's words are read."""
