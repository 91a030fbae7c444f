"""The business rules: plain data and pure functions, no input or output, no clock; times enter as arguments."""
