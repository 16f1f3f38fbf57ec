"""`stance_export`: write the trained stance net as int8 ONNX; prove it says the same."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from torch import Tensor, nn

from training.export import quantise
from training.paths import ROOT, RUNS
from training.stance_net import StanceNet

SHIPPED = ROOT.parent / "analysis" / "models" / "stance"
INPUTS, OUTPUTS = ["ids", "kinds"], ["nli", "stance"]


class Pairs(nn.Module):
    """The net for pairs of equal length, without padding."""

    def __init__(self, net: StanceNet) -> None:
        super().__init__()
        self.net = net

    def forward(self, ids: Tensor, kinds: Tensor) -> tuple[Tensor, Tensor]:
        return self.net(ids, kinds, torch.ones_like(ids))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--run", default="stance")
    parser.add_argument("--out", type=Path, default=SHIPPED)


def run(args: argparse.Namespace) -> None:
    """Write model.int8.onnx into the folder of the shipped stance model."""
    net = StanceNet()
    net.load_state_dict(torch.load(RUNS / args.run / "best.pt"))
    net.eval()
    args.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "model.onnx"
        write_onnx(net, whole)
        check_same(net, whole)
        quantise(whole, args.out / "model.int8.onnx")
    size = (args.out / "model.int8.onnx").stat().st_size
    print(f"model.int8.onnx: {size / 1e6:.1f} MB")


def write_onnx(net: StanceNet, path: Path) -> None:
    net.set_exported(True)
    ids = torch.randint(1000, 20000, (2, 40))
    wide = {0: "n", 1: "length"}
    torch.onnx.export(
        Pairs(net).eval(),
        (ids, torch.zeros_like(ids)),
        path,
        input_names=INPUTS,
        output_names=OUTPUTS,
        dynamic_axes={"ids": wide, "kinds": wide, "nli": {0: "n"}, "stance": {0: "n"}},
        opset_version=17,
        dynamo=False,
    )
    net.set_exported(False)


def check_same(net: StanceNet, path: Path) -> None:
    """Stop unless ONNX and torch give the same logits to a thousandth."""
    ids, kinds = torch.randint(1000, 20000, (3, 60)), torch.randint(0, 2, (3, 60))
    session = onnxruntime.InferenceSession(path)
    given = dict(zip(INPUTS, (ids.numpy(), kinds.numpy()), strict=True))
    with torch.no_grad():
        wanted = Pairs(net)(ids, kinds)
    for name, ours, theirs in zip(OUTPUTS, session.run(None, given), wanted, strict=True):
        difference = float(np.abs(ours - theirs.numpy()).max())
        print(f"{name}: largest difference between ONNX and torch {difference:.1e}")
        if difference > 1e-3:
            raise SystemExit("the exported model does not say what the trained one says")
