"""`export`: write the trained net as int8 ONNX beside its tokeniser; prove it says the same."""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from training.net import Net, net_of
from training.paths import DATA, RUNS, SHIPPED

INPUTS, OUTPUTS = ["ids", "shapes"], ["tags", "pointers"]


class OneWindow(nn.Module):
    """The net for one unpadded window: one at a time is fastest and leanest on a CPU."""

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.net = net

    def forward(self, ids: Tensor, shapes: Tensor) -> tuple[Tensor, Tensor]:
        tags, pointers = self.net(ids[None], torch.ones_like(ids[None]), shapes[None])
        return tags[0], pointers[0]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--run", default="base")
    parser.add_argument("--weights", choices=("best", "net", "average"), default="best")
    parser.add_argument("--out", type=Path, default=SHIPPED)


def run(args: argparse.Namespace) -> None:
    """Write model.int8.onnx and tokenizer.json into the folder of the shipped model."""
    net = load_net(RUNS / args.run, args.weights)
    args.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "model.onnx"
        write_onnx(net, whole)
        check_same(net, whole)
        quantise(whole, args.out / "model.int8.onnx")
    shutil.copyfile(DATA / "tokenizer.json", args.out / "tokenizer.json")
    size = (args.out / "model.int8.onnx").stat().st_size
    print(f"model.int8.onnx: {size / 1e6:.1f} MB")


def load_net(folder: Path, weights: str) -> Net:
    """Return the best checkpoint of a run, or the last weights or their running average."""
    if weights == "best":
        return net_of(torch.load(folder / "best.pt")).eval()
    return net_of(torch.load(folder / "last.pt")[weights]).eval()


def write_onnx(net: Net, path: Path) -> None:
    net.set_exported(True)
    ids = torch.randint(1000, 20000, (40,))
    axes = {"ids": {0: "n"}, "shapes": {0: "n"}, "tags": {0: "n"}, "pointers": {0: "n", 1: "m"}}
    torch.onnx.export(
        OneWindow(net).eval(),  # the exporter puts back the mode it found
        (ids, torch.ones_like(ids)),
        path,
        input_names=INPUTS,
        output_names=OUTPUTS,
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )
    net.set_exported(False)


def check_same(net: Net, path: Path) -> None:
    """Stop unless ONNX and torch give the same scores to a thousandth."""
    ids, shapes = torch.randint(1000, 20000, (200,)), torch.randint(0, 9, (200,))
    session = onnxruntime.InferenceSession(path)
    given = dict(zip(INPUTS, (ids.numpy(), shapes.numpy()), strict=True))
    with torch.no_grad():
        wanted = OneWindow(net)(ids, shapes)
    for name, ours, theirs in zip(OUTPUTS, session.run(None, given), wanted, strict=True):
        difference = float(np.abs(ours - theirs.numpy()).max())
        print(f"{name}: largest difference between ONNX and torch {difference:.1e}")
        if difference > 1e-3:
            raise SystemExit("the exported model does not say what the trained one says")


def quantise(whole: Path, out: Path) -> None:
    """Write int8 weights, one scale a channel: one a tensor loses 1.6 points."""
    ready = whole.with_name("ready.onnx")
    quant_pre_process(whole, ready, skip_symbolic_shape=True)
    quantize_dynamic(ready, out, weight_type=QuantType.QInt8, per_channel=True)
