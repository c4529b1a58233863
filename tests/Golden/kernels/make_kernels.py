"""Makes convolution.json, pooling.json, normalization.json, softmax.json and matmul.json beside this script: results and gradients
of the structured kernels, in double precision, by PyTorch. Made with Python 3.11, PyTorch 1.13.0, NumPy 1.24.2.

    python3 tests/Golden/kernels/make_kernels.py

Inputs are multiples of 1/64, so that single and double precision hold the same value. Tensors are flat, row-major lists.
A window is [input, kernel, stride, dilation, padBefore, padAfter].
"""
import json
from pathlib import Path

import torch
import torch.nn.functional as F

HERE = Path(__file__).resolve().parent
torch.set_default_dtype(torch.float64)
torch.manual_seed(20260731)


def draw(*shape, requires_grad=False):
    x = torch.randint(-128, 129, shape).to(torch.float64) / 64
    return x.requires_grad_(requires_grad)


def flat(x):
    return [int(v) if v == int(v) else float(f"{v:.10g}") for v in x.detach().reshape(-1).tolist()]


def save(name, cases):
    lines = [json.dumps(case, separators=(",", ":")) for case in cases]
    (HERE / f"{name}.json").write_text("[\n" + ",\n".join(lines) + "\n]\n")


def pads(windows):
    """The order of F.pad: last axis first, before and after."""
    return [p for w in reversed(windows) for p in (w[4], w[5])]


CONV = {1: F.conv1d, 2: F.conv2d, 3: F.conv3d}


def convolution(name, batch, channels, filters, groups, windows):
    x = draw(batch, channels, *[w[0] for w in windows], requires_grad=True)
    w = draw(filters, channels // groups, *[w[1] for w in windows], requires_grad=True)
    b = draw(filters, requires_grad=True)
    y = CONV[len(windows)](F.pad(x, pads(windows)), w, b, stride=[w[2] for w in windows], dilation=[w[3] for w in windows], groups=groups)
    dy = draw(*y.shape)
    y.backward(dy)
    return {"name": name, "batch": batch, "channels": channels, "filters": filters, "groups": groups, "windows": windows,
            "x": flat(x), "w": flat(w), "bias": flat(b), "y": flat(y), "dy": flat(dy), "dx": flat(x.grad), "dw": flat(w.grad), "dbias": flat(b.grad)}


save("convolution", [
    convolution("1-D", 2, 3, 4, 1, [[11, 3, 1, 1, 1, 1]]),
    convolution("1-D stride 2 dilation 2", 2, 2, 3, 1, [[13, 4, 2, 2, 3, 3]]),
    convolution("1-D asymmetric padding", 1, 2, 3, 1, [[8, 4, 1, 1, 0, 3]]),
    convolution("1-D groups", 2, 4, 6, 2, [[9, 3, 2, 1, 1, 1]]),
    convolution("1-D depthwise", 2, 3, 6, 3, [[9, 3, 1, 1, 1, 1]]),
    convolution("2-D", 2, 3, 4, 1, [[6, 3, 1, 1, 1, 1], [7, 3, 1, 1, 1, 1]]),
    convolution("2-D mixed", 1, 2, 4, 2, [[7, 2, 2, 1, 1, 0], [9, 3, 1, 2, 0, 2]]),
    convolution("2-D 1x1 stride 2", 2, 3, 2, 1, [[5, 1, 2, 1, 0, 0], [4, 1, 2, 1, 0, 0]]),
    convolution("2-D larger than the input", 1, 2, 2, 1, [[2, 5, 1, 1, 2, 2], [3, 4, 1, 1, 2, 2]]),
    convolution("3-D", 1, 2, 3, 1, [[3, 2, 1, 1, 0, 0], [4, 3, 1, 1, 1, 1], [5, 3, 2, 1, 1, 1]]),
    convolution("3-D groups dilation", 1, 4, 2, 2, [[4, 2, 1, 2, 0, 0], [4, 2, 2, 1, 1, 1], [5, 2, 1, 3, 0, 1]]),
])

MAX = {1: F.max_pool1d, 2: F.max_pool2d, 3: F.max_pool3d}
AVERAGE = {1: F.avg_pool1d, 2: F.avg_pool2d, 3: F.avg_pool3d}


def pooling(name, planes, windows):
    x = draw(1, planes, *[w[0] for w in windows], requires_grad=True)
    kernel, stride, dilation, padding = ([w[i] for w in windows] for i in (1, 2, 3, 4))
    y, indices = MAX[len(windows)](x, kernel, stride, padding, dilation, return_indices=True)
    dy = draw(*y.shape)
    y.backward(dy)
    case = {"name": name, "planes": planes, "windows": windows, "x": flat(x), "dy": flat(dy), "max": flat(y), "indices": flat(indices), "dmax": flat(x.grad)}
    if set(dilation) == {1}:
        for counted, key in ((False, "average"), (True, "averageCounted")):
            x.grad = None
            y = AVERAGE[len(windows)](x, kernel, stride, padding, False, counted)
            y.backward(dy)
            case[key], case["d" + key] = flat(y), flat(x.grad)
    return case


save("pooling", [
    pooling("1-D", 3, [[9, 2, 2, 1, 0, 0]]),
    pooling("1-D overlapping", 2, [[10, 3, 2, 1, 1, 1]]),
    pooling("1-D dilated", 2, [[12, 3, 1, 2, 1, 1]]),
    pooling("2-D", 2, [[6, 2, 2, 1, 0, 0], [7, 2, 2, 1, 0, 0]]),
    pooling("2-D overlapping", 2, [[7, 3, 2, 1, 1, 1], [8, 3, 2, 1, 1, 1]]),
    pooling("2-D mixed", 2, [[6, 2, 1, 1, 1, 1], [7, 3, 3, 1, 0, 0]]),
    pooling("3-D", 2, [[4, 2, 2, 1, 0, 0], [5, 3, 2, 1, 1, 1], [6, 2, 1, 1, 1, 1]]),
])


def normalization(name, kind, shape, affine, groups=1):
    x = draw(*shape, requires_grad=True)
    size = shape[1] if kind != "layer" else shape[-1]
    gamma = draw(size, requires_grad=True) if affine else None
    beta = draw(size, requires_grad=True) if affine else None
    if kind == "batch":
        y = F.batch_norm(x, None, None, gamma, beta, training=True, eps=1e-3)
    elif kind == "layer":
        y = F.layer_norm(x, (size,), gamma, beta, eps=1e-3)
    else:
        y = F.group_norm(x, groups, gamma, beta, eps=1e-3)
    dy = draw(*y.shape)
    y.backward(dy)
    case = {"name": name, "kind": kind, "shape": list(shape), "groups": groups, "epsilon": 1e-3, "x": flat(x), "y": flat(y), "dy": flat(dy), "dx": flat(x.grad)}
    if affine:
        case |= {"gamma": flat(gamma), "beta": flat(beta), "dgamma": flat(gamma.grad), "dbeta": flat(beta.grad)}
    return case


save("normalization", [
    normalization("batch", "batch", (4, 3, 5), True),
    normalization("batch without affine", "batch", (3, 2, 7), False),
    normalization("batch of vectors", "batch", (8, 5), True),
    normalization("layer", "layer", (5, 9), True),
    normalization("layer without affine", "layer", (4, 6), False),
    normalization("group", "group", (2, 6, 5), True, groups=3),
    normalization("group without affine", "group", (2, 4, 3), False, groups=2),
    normalization("instance", "group", (2, 3, 8), True, groups=3),
])


def softmax(name, scale, logarithm):
    x = (draw(4, 5) * scale).requires_grad_()
    y = F.log_softmax(x, 1) if logarithm else F.softmax(x, 1)
    dy = draw(4, 5)
    y.backward(dy)
    return {"name": name, "kind": "log softmax" if logarithm else "softmax", "rows": 4, "classes": 5, "x": flat(x), "y": flat(y), "dy": flat(dy), "dx": flat(x.grad)}


def cross_entropy(name, rows, classes, weighted, smoothing, scale=1):
    x = (draw(rows, classes) * scale).requires_grad_()
    labels = torch.randint(0, classes, (rows,))
    weights = torch.randint(16, 128, (classes,)).to(torch.float64) / 64 if weighted else None
    loss = F.cross_entropy(x, labels, weights, label_smoothing=smoothing)
    loss.backward(torch.tensor(1.5))
    case = {"name": name, "kind": "cross entropy", "rows": rows, "classes": classes, "smoothing": smoothing, "dloss": 1.5,
            "x": flat(x), "labels": flat(labels), "probabilities": flat(F.softmax(x, 1)), "loss": flat(loss), "dx": flat(x.grad)}
    if weighted:
        case["weights"] = flat(weights)
    return case


save("softmax", [
    softmax("softmax", 1, False),
    softmax("softmax of large numbers", 256, False),
    softmax("log softmax", 1, True),
    softmax("log softmax of large numbers", 256, True),
    cross_entropy("cross entropy", 6, 4, False, 0),
    cross_entropy("cross entropy weights", 7, 3, True, 0),
    cross_entropy("cross entropy smoothing", 6, 5, False, 0.125),
    cross_entropy("cross entropy weights smoothing", 7, 4, True, 0.125),
    cross_entropy("cross entropy of large numbers", 5, 3, True, 0, scale=128),
])


def matmul(batch, m, n, k):
    x, w = draw(batch, m, k), draw(batch, k, n)
    return {"name": f"{batch} x {m} {n} {k}", "batch": batch, "m": m, "n": n, "k": k, "x": flat(x), "w": flat(w), "xt": flat(x.transpose(1, 2)),
            "wt": flat(w.transpose(1, 2)), "y": flat(x @ w)}


save("matmul", [matmul(1, 3, 4, 5), matmul(2, 5, 1, 7), matmul(3, 1, 6, 2)])
