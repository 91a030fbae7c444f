"""`snurr` completes its words in bash."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.serve import ROOT

BASH = """
eval "$(snurr --show-completion)"
COMP_WORDS=($*)
COMP_CWORD=$(($# - 1))
_snurr_completion snurr
echo "${COMPREPLY[@]}"
"""


@pytest.mark.skipif(not shutil.which("bash"), reason="there is no bash here")
def test_words_are_completed_in_bash(tmp_path: Path) -> None:
    """Commands, those within another, and options."""
    program = tmp_path / "snurr"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m bot "$@"\n')
    program.chmod(0o755)
    environment = os.environ | {"PATH": f"{tmp_path}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    for words, expected in (("snurr im", "import"), ("snurr outbox re", "retry"), ("snurr import --ap", "--apply")):
        typed = ["bash", "-c", BASH, "bash", *words.split()]
        done = subprocess.run(typed, env=environment, cwd=tmp_path, capture_output=True, text=True, check=True)
        assert f"{expected}\n" == done.stdout, done.stderr
