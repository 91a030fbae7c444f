"""What people type and read, in five languages."""
