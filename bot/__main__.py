"""Makes `python -m bot` the same as `snurr`."""

from bot.cli.main import main

main()
