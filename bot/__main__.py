"""Makes `python -m bot` the same as `snurr`."""

from bot.cli import main

main()
