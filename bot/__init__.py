"""The inside of Snurr: what people say and what we answer."""
