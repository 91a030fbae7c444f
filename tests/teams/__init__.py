"""Teams over real HTTP with real keys and tokens, against a local stand-in."""
