"""Makes unary.json, binary.json and updates.json beside this script: values and derivatives of the element-wise ops and
five steps of each optimizer, all in double precision, by PyTorch. Made with Python 3.11, PyTorch 1.13.0, NumPy 1.24.2.

    python3 tests/Golden/ops/make_ops.py
"""
import json
import math
from pathlib import Path

import torch
import torch.nn.functional as F

HERE = Path(__file__).resolve().parent
torch.set_default_dtype(torch.float64)

AROUND_ZERO = [-20.5, -6.25, -3.7, -2.3, -1.1, -0.6, -0.01, 0.013, 0.4, 0.9, 1.7, 2.9, 3.3, 7.75, 18.5]
POSITIVE = [1e-3, 0.02, 0.3, 0.99, 1.01, 2.5, 7.0, 123.4, 5e4]
NOT_ZERO = [-300.0, -7.0, -1.3, -0.2, -0.004, 0.003, 0.25, 1.5, 9.0, 1e4]

# Op parameters are short binary fractions, so that single and double precision hold the same value.
UNARY = {
    "Affine": (lambda x: -1.75 * x + 0.375, AROUND_ZERO),
    "Abs": (torch.abs, AROUND_ZERO),
    "Exp": (torch.exp, AROUND_ZERO),
    "Log": (torch.log, POSITIVE),
    "Sqrt": (torch.sqrt, POSITIVE),
    "Square": (torch.square, AROUND_ZERO),
    "Reciprocal": (torch.reciprocal, NOT_ZERO),
    "Power(3)": (lambda x: torch.pow(x, 3), AROUND_ZERO),
    "Power(-2)": (lambda x: torch.pow(x, -2), NOT_ZERO),
    "Power(2.5)": (lambda x: torch.pow(x, 2.5), POSITIVE),
    "Power(17)": (lambda x: torch.pow(x, 17), AROUND_ZERO),
    "Power(-18)": (lambda x: torch.pow(x, -18), [-2.0, -1.1, 0.9, 1.7]),
    "Sin": (torch.sin, AROUND_ZERO),
    "Cos": (torch.cos, AROUND_ZERO),
    "Erf": (torch.erf, AROUND_ZERO),
    "Tanh": (torch.tanh, AROUND_ZERO),
    "Sigmoid": (torch.sigmoid, AROUND_ZERO),
    "HardSigmoid": (lambda x: torch.clamp(0.25 * x + 0.5, 0.0, 1.0), AROUND_ZERO),
    "Relu": (F.relu, AROUND_ZERO),
    "LeakyRelu": (lambda x: F.leaky_relu(x, 0.125), AROUND_ZERO),
    "ThresholdedRelu": (lambda x: F.threshold(x, 0.75, 0.0), AROUND_ZERO),
    "Elu": (lambda x: F.elu(x, 1.5), AROUND_ZERO),
    "Selu": (F.selu, AROUND_ZERO),
    "Gelu": (F.gelu, AROUND_ZERO),
    "GeluTanh": (lambda x: F.gelu(x, approximate="tanh"), AROUND_ZERO),
    "Silu": (F.silu, AROUND_ZERO),
    "HardSwish": (F.hardswish, AROUND_ZERO),
    "Mish": (F.mish, AROUND_ZERO),
    "Softplus": (lambda x: torch.logaddexp(x, torch.zeros_like(x)), AROUND_ZERO),
    "Softsign": (F.softsign, AROUND_ZERO),
    "Clip": (lambda x: torch.clamp(x, -1.25, 2.5), AROUND_ZERO),
    "Round": (torch.round, AROUND_ZERO),
    "Floor": (torch.floor, AROUND_ZERO),
    "Ceiling": (torch.ceil, AROUND_ZERO),
    "Sign": (torch.sign, AROUND_ZERO),
}

PAIRS = [(-7.5, 2.25), (-3.1, -1.7), (-0.4, 0.6), (0.05, -2.2), (0.8, 0.3), (1.9, 1.9 + 1e-6), (4.5, -4.5), (12.0, 3.5)]
BASES = [(-2.5, 3.0), (-1.5, -2.0), (-0.3, 1.0), (0.01, 0.6), (0.7, -2.2), (1.0, 5.5), (3.2, 0.0), (11.0, 2.7)]
LOGITS = [(-40.0, 0.0), (-40.0, 1.0), (-3.3, 0.25), (-0.2, 1.0), (0.1, 0.0), (1.6, 0.9), (5.0, 1.0), (37.0, 0.0), (37.0, 1.0)]


def entropy(weight):
    return lambda a, b: F.binary_cross_entropy_with_logits(a, b, reduction="none", pos_weight=torch.tensor(weight))


def entropy_target_slope(weight):
    """The derivative by the target, which PyTorch 1.13 leaves out."""
    return lambda a, b: F.logsigmoid(-a) - weight * F.logsigmoid(a)


BINARY = {
    "Add": (torch.add, PAIRS),
    "Subtract": (torch.sub, PAIRS),
    "Multiply": (torch.mul, PAIRS),
    "Divide": (torch.div, PAIRS),
    "Pow": (torch.pow, BASES),
    "Maximum": (torch.maximum, PAIRS + [(1.5, 1.5)]),
    "Minimum": (torch.minimum, PAIRS + [(1.5, 1.5)]),
    "SquaredDifference": (lambda a, b: (a - b) ** 2, PAIRS),
    "Greater": (torch.gt, PAIRS + [(1.5, 1.5)]),
    "GreaterOrEqual": (torch.ge, PAIRS + [(1.5, 1.5)]),
    "Less": (torch.lt, PAIRS + [(1.5, 1.5)]),
    "LessOrEqual": (torch.le, PAIRS + [(1.5, 1.5)]),
    "Equal": (torch.eq, PAIRS + [(1.5, 1.5)]),
    "NotEqual": (torch.ne, PAIRS + [(1.5, 1.5)]),
    "BinaryCrossEntropyWithLogits": (entropy(1.0), LOGITS),
    "BinaryCrossEntropyWithLogits(2.5)": (entropy(2.5), LOGITS),
}


def numbers(tensor):
    """JSON has no NaN: a derivative that does not exist becomes null."""
    return [None if math.isnan(v) else v for v in tensor.detach().tolist()]


def unary():
    result = {}
    for name, (op, points) in UNARY.items():
        x = torch.tensor(points, requires_grad=True)
        y = op(x)
        y.sum().backward()
        result[name] = {"x": points, "y": numbers(y), "dx": numbers(x.grad)}
    return result


def binary():
    result = {}
    for name, (op, points) in BINARY.items():
        a = torch.tensor([p[0] for p in points], requires_grad=True)
        b = torch.tensor([p[1] for p in points], requires_grad=True)
        entry = {"a": numbers(a), "b": numbers(b)}
        if name.startswith("BinaryCrossEntropy"):
            y = op(a, b.detach())
            y.sum().backward()
            weight = 2.5 if "(" in name else 1.0
            slopes = (a.grad, entropy_target_slope(weight)(a, b))
        else:
            y = op(a, b)
            if y.dtype == torch.bool:
                y = y.to(torch.float64)
                slopes = (torch.zeros_like(a), torch.zeros_like(b))
            else:
                y.sum().backward()
                slopes = (a.grad, b.grad)
        entry.update(y=numbers(y), da=numbers(slopes[0]), db=numbers(slopes[1]))
        result[name] = entry
    return result


START = [0.5, -1.25, 3.0, -0.001, 0.0, 20.0]
GRADIENTS = [[math.sin(1.7 * i + 0.9 * step) * 10.0 ** (i - 3) for i in range(len(START))] for step in range(5)]
OPTIMIZERS = {
    "Sgd": lambda p: torch.optim.SGD(p, lr=0.1),
    "SgdDecay": lambda p: torch.optim.SGD(p, lr=0.1, weight_decay=0.05),
    "Momentum": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9, weight_decay=0.05),
    "Nesterov": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9, nesterov=True, weight_decay=0.05),
    "Adam": lambda p: torch.optim.Adam(p, lr=0.01),
    "AdamDecay": lambda p: torch.optim.Adam(p, lr=0.01, betas=(0.8, 0.95), eps=1e-3, weight_decay=0.05),
    "AdamW": lambda p: torch.optim.AdamW(p, lr=0.01, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.1),
}


def updates():
    result = {"start": START, "gradients": GRADIENTS, "after": {}}
    for name, make in OPTIMIZERS.items():
        p = torch.tensor(START, requires_grad=True)
        optimizer = make([p])
        after = []
        for gradient in GRADIENTS:
            p.grad = torch.tensor(gradient)
            optimizer.step()
            after.append(p.detach().tolist())
        result["after"][name] = after
    return result


for file, table in (("unary.json", unary()), ("binary.json", binary()), ("updates.json", updates())):
    lines = [f"{json.dumps(key)}: {json.dumps(value)}" for key, value in table.items()]
    (HERE / file).write_text("{\n" + ",\n".join(lines) + "\n}\n")
