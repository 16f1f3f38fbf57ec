"""Run one step of making the model: `python -m training prepare|train|...`."""

from __future__ import annotations

import argparse
from importlib import import_module

STEPS = (
    "prepare",
    "train",
    "recover",
    "prune",
    "fit",
    "export",
    "evaluate",
    "embedding",
    "stance_prepare",
    "stance_train",
    "stance_export",
)


def main() -> None:
    """Run the step named on the command line; only its own libraries are imported."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("step", choices=STEPS)
    step, rest = parser.parse_known_args()
    module = import_module(f"training.{step.step}")
    own = argparse.ArgumentParser(prog=f"python -m training {step.step}")
    module.add_arguments(own)
    module.run(own.parse_args(rest))


if __name__ == "__main__":
    main()
