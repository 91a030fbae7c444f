"""Local stand-ins for the platforms' servers; they refuse what the real ones refuse."""
