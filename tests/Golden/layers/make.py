"""Makes convolution_transpose.json, lstm.json and gru.json: outputs and all gradients of PyTorch layers.

Made with Python 3.11, PyTorch 1.13 and numpy 1.24 in float64: python3 tests/Golden/layers/make.py
Inputs, weights and output gradients are multiples of 1/16, which single precision holds exactly.
A row has options, and tensors with shape and values; names of gradients begin with d.
"""
import json
import os
import sys

import numpy as np
import torch
from torch.nn import functional as F

here = os.path.dirname(os.path.abspath(__file__))
random = np.random.RandomState(20260801)


def draw(*shape, scale=16):
    return torch.from_numpy(random.randint(-16, 17, shape) / scale).double().requires_grad_()


def stored(**tensors):
    return {name: {"shape": list(t.shape), "values": [round(v, 9) for v in t.detach().numpy().ravel().tolist()]} for name, t in tensors.items()}


def write(name, rows):
    with open(os.path.join(here, name), "w") as file:
        file.write("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n")


def convolution(name, x, weight, bias=True, **options):
    axes = len(x) - 2
    t, w = draw(*x), draw(*weight)
    b = draw(weight[1] * options.get("groups", 1)) if bias else None
    y = [F.conv_transpose1d, F.conv_transpose2d, F.conv_transpose3d][axes - 1](t, w, b, **options)
    dy = draw(*y.shape)
    y.backward(dy.detach())
    tensors = stored(x=t, weight=w, dy=dy, y=y, dx=t.grad, dweight=w.grad)
    if bias:
        tensors.update(stored(bias=b, dbias=b.grad))
    return {"name": name, "options": options, "tensors": tensors}


def recurrent(kind, n, steps, features, units, directions, last):
    module = getattr(torch.nn, kind)(features, units, batch_first=True, bidirectional=directions == 2).double()
    tensors = {}
    parameters = []
    for suffix, ours in (("", ""), ("_reverse", "Reverse"))[:directions]:
        for theirs, name in (("weight_ih", "weightInput"), ("weight_hh", "weightHidden"), ("bias_ih", "bias"), ("bias_hh", "biasHidden")):
            p = getattr(module, f"{theirs}_l0{suffix}")
            value = draw(*p.shape, scale=32)
            # Both biases of an LSTM are added: this toolkit has one.
            p.data = value.detach() if kind == "GRU" or theirs != "bias_hh" else torch.zeros_like(p)
            if kind == "GRU" or theirs != "bias_hh":
                parameters.append((("biasInput" if kind == "GRU" and name == "bias" else name) + ours, p))
    x = draw(n, steps, features)
    y, state = module(x)
    if last:
        hidden = state[0] if kind == "LSTM" else state
        y = torch.cat(list(hidden), dim=1)
    dy = draw(*y.shape)
    y.backward(dy.detach())
    tensors.update(stored(x=x, dy=dy, y=y, dx=x.grad))
    for name, p in parameters:
        tensors.update(stored(**{name: p.T if p.dim() == 2 else p, "d" + name: p.grad.T if p.dim() == 2 else p.grad}))
    return {"name": f"{steps} steps, {directions} directions, {'last' if last else 'all'}", "units": units, "directions": directions, "last": last, "tensors": tensors}


write("convolution_transpose.json", [
    convolution("1-D", (2, 3, 5), (3, 4, 3)),
    convolution("1-D stride 3", (2, 2, 5), (2, 3, 4), stride=[3], padding=[1], output_padding=[2], dilation=[2]),
    convolution("1-D groups", (2, 4, 5), (4, 3, 3), groups=2, stride=[2]),
    convolution("2-D doubling", (2, 3, 3, 4), (3, 2, 2, 2), stride=[2, 2]),
    convolution("2-D", (1, 2, 4, 3), (2, 3, 3, 5), stride=[2, 1], padding=[1, 2], output_padding=[1, 0], dilation=[1, 2], bias=False),
    convolution("2-D depthwise", (1, 4, 3, 3), (4, 1, 3, 3), groups=4, padding=[1, 1]),
    convolution("3-D", (1, 2, 2, 3, 2), (2, 2, 3, 2, 3), stride=[2, 1, 2], padding=[1, 0, 1], output_padding=[1, 0, 1]),
])
for kind in ("LSTM", "GRU"):
    rows = [recurrent(kind, 3, steps, 4, 5, directions, last) for steps in (1, 7) for directions in (1, 2) for last in (True, False)]
    write(kind.lower() + ".json", rows)
