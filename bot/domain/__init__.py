"""The rules of the trade, free of input and output."""
