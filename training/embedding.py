"""`embedding`: write MiniLM, as published, as an int8 sentence embedder; prove it says the same."""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer
from onnxruntime.quantization.shape_inference import quant_pre_process
from tokenizers import Tokenizer
from torch import Tensor, nn

from training.net import WIDTH, Encoder, Net, load_minilm
from training.paths import DATA, ROOT

SHIPPED = ROOT.parent / "analysis" / "models" / "embedding"
LEAST_COSINE = 0.997


class Embedder(nn.Module):
    """Unit vectors of texts that all have the same number of pieces, so nothing is padded."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: Tensor) -> Tensor:
        mask = torch.ones_like(ids)
        x = self.encoder(ids, mask, torch.zeros_like(ids))  # shape 0 adds nothing: see load_minilm
        return nn.functional.normalize(x.mean(dim=1), dim=-1)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--weights", type=Path, default=DATA / "minilm.safetensors")
    parser.add_argument("--out", type=Path, default=SHIPPED)


def run(args: argparse.Namespace) -> None:
    """Write model.int8.onnx; its tokeniser is the attribution model's, which is the same file."""
    net = Net()
    load_minilm(net, args.weights)
    embedder = Embedder(net.encoder).eval()
    args.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "model.onnx"
        write_onnx(net, embedder, whole)
        report("float32 ONNX", embedder, whole, least=0.9999)
        quantise(whole, args.out / "model.int8.onnx")
    report("int8 ONNX", embedder, args.out / "model.int8.onnx", least=LEAST_COSINE)


def write_onnx(net: Net, embedder: Embedder, path: Path) -> None:
    net.set_exported(True)
    torch.onnx.export(
        embedder,
        (torch.randint(1000, 20000, (3, 24)),),
        path,
        input_names=["ids"],
        output_names=["vectors"],
        dynamic_axes={"ids": {0: "n", 1: "length"}, "vectors": {0: "n"}},
        opset_version=17,
        dynamo=False,
    )
    net.set_exported(False)


def quantise(whole: Path, out: Path) -> None:
    """Write int8 weights, a scale for each 64 of them; what they meet is cut to int8 as finely.

    One scale a channel, with one for everything that meets it, is a little faster for a single text and
    loses ten times as much: a cosine of 0.992 to what was published, against 0.999.
    """
    ready = whole.with_name("ready.onnx")
    quant_pre_process(whole, ready, skip_symbolic_shape=True)
    words = whole.with_name("words.onnx")
    quantize_dynamic(ready, words, weight_type=QuantType.QInt8, op_types_to_quantize=["Gather"])
    quantizer = MatMulNBitsQuantizer(
        onnx.load(words), bits=8, block_size=64, is_symmetric=True, accuracy_level=4
    )
    quantizer.process()
    quantizer.model.save_model_to_file(str(out))


def report(name: str, embedder: Embedder, path: Path, *, least: float) -> None:
    """Print the cosines to torch's vectors of real sentences; stop when one falls under `least`."""
    session = onnxruntime.InferenceSession(path)
    cosines = []
    for pieces in read_sentences():
        ids = torch.tensor([pieces])
        with torch.no_grad():
            wanted = embedder(ids).numpy()
        (given,) = session.run(None, {"ids": ids.numpy()})
        if given.shape != (1, WIDTH):
            raise SystemExit(f"{name}: expected vectors of {WIDTH}, got {given.shape}")
        cosines.append(float((given * wanted).sum()))
    size = path.stat().st_size / 1e6
    print(
        f"{name}: {size:.1f} MB, cosine to torch {np.mean(cosines):.5f}, least {min(cosines):.5f}"
    )
    if min(cosines) < least:
        raise SystemExit("the exported model does not say what the published one says")


def read_sentences() -> list[list[int]]:
    """Return the pieces of the last paragraph of each article held out, at most 256 of each."""
    tokenizer = Tokenizer.from_file(str(DATA / "tokenizer.json"))
    lines = (DATA / "held_out.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"].strip().rpartition("\n")[2] for line in lines]
    return [encoding.ids[:256] for encoding in tokenizer.encode_batch(texts)]
