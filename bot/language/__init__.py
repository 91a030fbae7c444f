"""What people type and read, in every language."""
