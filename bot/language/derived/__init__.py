"""What is derived from other files by `python -m bot.cli.derive`."""
