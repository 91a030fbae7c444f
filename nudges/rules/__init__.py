"""One file a nudge; each declares itself with `@nudge`."""
