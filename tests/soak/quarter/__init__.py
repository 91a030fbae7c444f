"""A quarter of a company, typed line by line, and an oracle that says what each of its days must bring to whom."""
