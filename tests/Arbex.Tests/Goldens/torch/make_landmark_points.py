"""Writes landmark_points.json: what PyTorch computes with a published MobileFaceNet for a formula picture.

    python3 make_landmark_points.py mobilefacenet68_bnfolded.pth

Made with PyTorch 1.13.1. The network is spelled out from its keys, apart from any other implementation. The picture
has the values (v + 1) / 2, where v is the formula of FormulaWeights.Values("input", 3 * 112 * 112).
"""

import json
import pathlib
import sys

import torch
from torch.nn import functional

MASK = (1 << 64) - 1


def formula(name, count):
    state = 0xCBF29CE484222325
    for octet in name.encode():
        state = ((state ^ octet) * 0x100000001B3) & MASK
    for i in range(count):
        z = (state + (i + 1) * 0x9E3779B97F4A7C15) & MASK
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        z ^= z >> 31
        yield 2 * (z >> 11) * 2.0**-53 - 1


def main():
    state = {key: value.double() for key, value in torch.load(sys.argv[1], map_location="cpu").items()}

    def norm(x, name):
        return functional.batch_norm(
            x, *(state[f"{name}.{part}"] for part in ("running_mean", "running_var", "weight", "bias")))

    def block(x, name, stride=1, padding=0, linear=False):
        weight = state[f"{name}.conv.weight"]
        groups = x.shape[1] // weight.shape[1]
        x = norm(functional.conv2d(x, weight, stride=stride, padding=padding, groups=groups), f"{name}.bn")
        return x if linear else functional.prelu(x, state[f"{name}.prelu.weight"])

    def depthwise(x, name, stride=1):
        x = block(x, f"{name}.conv")
        x = block(x, f"{name}.conv_dw", stride, 1)
        return block(x, f"{name}.project", linear=True)

    def stage(x, name, count):
        for i in range(count):
            x = x + depthwise(x, f"{name}.model.{i}")
        return x

    values = [(v + 1) / 2 for v in formula("input", 3 * 112 * 112)]
    x = torch.tensor(values, dtype=torch.float64).reshape(1, 3, 112, 112)
    x = block(block(x, "conv1", 2, 1), "conv2_dw", 1, 1)
    x = stage(depthwise(x, "conv_23", 2), "conv_3", 4)
    x = stage(depthwise(x, "conv_34", 2), "conv_4", 6)
    x = stage(depthwise(x, "conv_45", 2), "conv_5", 2)
    x = block(block(x, "conv_6_sep"), "output_layer.conv_6_dw", linear=True).flatten(1)
    points = norm(functional.linear(x, state["output_layer.linear.weight"]), "output_layer.bn")
    path = pathlib.Path(__file__).parent / "landmark_points.json"
    path.write_text(json.dumps({"points": points[0].tolist()}) + "\n")


if __name__ == "__main__":
    main()
