"""Makes `python -m bot` the same as `snurr`."""

from __future__ import annotations

import atexit
import gc

# Else the interpreter, before it ends, searches for garbage among all that was loaded: a twelfth of a short command.
atexit.register(gc.freeze)
# why around the import: searches for garbage find none while modules are loaded, and would be a tenth of every start
gc.disable()
from bot.cli.main import main  # noqa: E402

gc.freeze()
gc.enable()

if __name__ == "__main__":
    main()
