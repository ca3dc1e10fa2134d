"""Writes the small PyTorch files beside it, and what PyTorch itself reads in them (expected.json).

Made with Debian 12's python3-torch 1.13.1 and python3-numpy 1.24.2:

    python3 make_torch_files.py

Nothing here is random; running it again gives the same tensors.
"""

import collections
import json
import pathlib

import numpy
import torch

HERE = pathlib.Path(__file__).parent
FORMS = {
    "zip": dict(),
    "zip4": dict(pickle_protocol=4),
    "legacy": dict(_use_new_zipfile_serialization=False),
}


class RecorderMeter1:
    """The kind of helper that training scripts leave in their checkpoints."""

    def __init__(self):
        self.losses = numpy.zeros((3, 2), dtype=numpy.float32)
        self.best = numpy.float64(0.5)


def numbers(count, dtype=torch.float32):
    """-1, -0.75, ... : exact in every floating type here."""
    return (torch.arange(count, dtype=torch.float32) * 0.25 - 1).to(dtype)


def types():
    state = collections.OrderedDict()
    for dtype in (torch.float64, torch.float32, torch.float16, torch.bfloat16):
        state[str(dtype)] = numbers(6, dtype).reshape(2, 3)
    for dtype in (torch.int64, torch.int32, torch.int16, torch.int8):
        state[str(dtype)] = torch.tensor([-3, 0, 100], dtype=dtype)
    state["torch.uint8"] = torch.tensor([0, 7, 255], dtype=torch.uint8)
    state["torch.bool"] = torch.tensor([True, False, True])
    return state


def views():
    whole = numbers(24).reshape(2, 3, 4)
    state = collections.OrderedDict()
    state["whole"] = whole
    state["transposed"] = whole.permute(2, 0, 1)
    state["part"] = whole[1, :, 1:3]
    state["every_other"] = whole.flatten()[1::2]
    state["tied"] = whole
    state["scalar"] = torch.tensor(3.5)
    state["counter"] = torch.tensor(7)
    state["empty"] = torch.zeros(0, 3)
    state["channels_last"] = numbers(2 * 3 * 2 * 2).reshape(2, 3, 2, 2).contiguous(memory_format=torch.channels_last)
    return state


def checkpoint():
    torch.manual_seed(0)
    layer = torch.nn.Sequential(torch.nn.Linear(3, 2), torch.nn.BatchNorm1d(2))
    optimizer = torch.optim.Adam(layer.parameters())
    layer(numbers(12).reshape(4, 3)).square().sum().backward()
    optimizer.step()
    return {
        "epoch": 88,
        "arch": "mobilefacenet",
        "state_dict": collections.OrderedDict(("module." + key, value) for key, value in layer.state_dict().items()),
        "best_acc": torch.tensor(92.5),
        "acc": numpy.float32(91.25),
        "optimizer": optimizer.state_dict(),
        "recorder1": RecorderMeter1(),
        "shape": torch.Size([1, 2]),
        "dtype": torch.float32,
        "device": torch.device("cpu"),
        "seen": {1, 2, 3},
        "big": 1 << 70,
        "bytes": b"\x00\xff",
        "nothing": None,
    }


def parameters():
    return {
        "weight": torch.nn.Parameter(numbers(4).reshape(2, 2)),
        "fixed": torch.nn.Parameter(numbers(2), requires_grad=False),
    }


def described(tensor):
    tensor = tensor.detach().contiguous()
    return {
        "dtype": str(tensor.dtype),
        "shape": list(tensor.shape),
        "values": tensor.flatten().to(torch.float64).tolist(),
    }


def tensors(value, prefix=""):
    if isinstance(value, torch.Tensor):
        yield prefix, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from tensors(inner, f"{prefix}/{key}" if prefix else str(key))


def main():
    expected = {}
    for name, make in (("types", types), ("views", views), ("checkpoint", checkpoint), ("parameters", parameters)):
        for form, options in FORMS.items():
            file = f"{name}.{form}.pth"
            value = make()
            torch.save(value, HERE / file, **options)
            expected[file] = {key: described(tensor) for key, tensor in tensors(torch.load(HERE / file))}
    torch.save(torch.nn.Linear(2, 1), HERE / "module.zip.pth")
    torch.jit.save(torch.jit.script(torch.nn.Linear(2, 1)), HERE / "script.zip.pth")
    (HERE / "expected.json").write_text(json.dumps(expected, indent=1) + "\n")


if __name__ == "__main__":
    main()
