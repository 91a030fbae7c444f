"""One file a command; each declares itself with `@command`."""
