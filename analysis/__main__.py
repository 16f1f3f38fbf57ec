"""The commands of `analysis`: `python -m analysis extract --help`. None needs a database.

A command is a module with `add_arguments(parser)` and `run(args) -> int`, the exit status. To add
one, name its module in `COMMANDS`: it is imported only when it is asked for.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Protocol, cast

COMMANDS = {
    "extract": "analysis.extract_command",
    "figures": "analysis.contrast.figures_command",
    "contrast": "analysis.contrast.contrast_command",
    "match": "analysis.matching.match_command",
    "group": "analysis.matching.group_command",
    "names": "analysis.names.names_command",
}


class Command(Protocol):
    """What a module named in `COMMANDS` holds."""

    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command named first in `argv`; return its exit status."""
    parser = argparse.ArgumentParser(prog="python -m analysis", description="Text in, JSON out.")
    parser.add_argument("command", choices=COMMANDS)
    given = list(sys.argv[1:] if argv is None else argv)
    name = parser.parse_args(given[:1]).command
    command = cast("Command", import_module(COMMANDS[name]))
    own = argparse.ArgumentParser(prog=f"python -m analysis {name}", description=command.__doc__)
    command.add_arguments(own)
    try:
        return command.run(own.parse_args(given[1:]))
    except BrokenPipeError:  # the reader has seen enough, as in `... | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


if __name__ == "__main__":
    raise SystemExit(main())
