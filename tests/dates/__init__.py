"""The suite on other days: the machine's wall clock is moved, and what can depend on the date runs again."""
