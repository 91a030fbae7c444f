"""What several commands and nudges show."""
