"""What is installed, and where it runs."""
