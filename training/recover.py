"""`recover`: the shipped model as a checkpoint, so that work goes on where its run is gone.

Every int8 matrix is multiplied by its scales again; the word embeddings, never trained, are the published ones.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor

from training.net import Net, load_minilm, net_of
from training.paths import DATA, RUNS, SHIPPED


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--run", default="shipped", help="name of the folder under training/runs/")
    parser.add_argument("--out", type=Path, default=SHIPPED, help="folder of the model")


def run(args: argparse.Namespace) -> None:
    """Write `best.pt` of the run."""
    folder = RUNS / args.run
    folder.mkdir(parents=True, exist_ok=True)
    state = read_state(args.out / "model.int8.onnx")
    net = net_of(state)
    torch.save(net.state_dict(), folder / "best.pt")
    print(f"{folder / 'best.pt'}: {sum(p.numel() for p in net.parameters()) / 1e6:.1f} M weights")


def read_state(path: Path) -> dict[str, Tensor]:
    """Return the weights of an exported model under the names of `Net`."""
    graph = onnx.load(path).graph
    stored = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
    state = {
        name.removeprefix("net."): torch.tensor(values)
        for name, values in stored.items()
        if name.startswith("net.") and name.endswith((".weight", ".bias"))
    }
    for node in graph.node:
        if node.op_type == "MatMulInteger":
            matrix = node.name.removeprefix("/net/").removesuffix("/MatMul_quant").replace("/", ".")
            name = node.input[1].removesuffix("_quantized")
            state[f"{matrix}.weight"] = torch.tensor(whole_numbers_undone(stored, name).T.copy())
    shape = "net.encoder.shape.weight"
    state["encoder.shape.weight"] = torch.tensor(whole_numbers_undone(stored, shape))
    return state | published_embeddings()


def whole_numbers_undone(stored: dict[str, NDArray[np.generic]], name: str) -> NDArray[np.float32]:
    """Return the matrix behind `name`: (stored - zero point) x scale."""
    values = stored[f"{name}_quantized"].astype(np.float32)
    zero = stored[f"{name}_zero_point"].astype(np.float32)
    return np.asarray((values - zero) * stored[f"{name}_scale"].astype(np.float32), np.float32)


def published_embeddings() -> dict[str, Tensor]:
    """Return what the export folds away or rounds: word and kind embeddings as published."""
    net = Net()
    load_minilm(net, DATA / "minilm.safetensors")
    return {
        f"encoder.{name}.weight": net.state_dict()[f"encoder.{name}.weight"]
        for name in ("word", "kind")
    }
