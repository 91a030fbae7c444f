"""The local web chat: the demo, and the fastest test bench."""
