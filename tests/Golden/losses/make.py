"""Makes losses.json: losses, gradients and scores of small random predictions.

Made with Python 3.11, PyTorch 1.13, numpy 1.24 in float64 from float32 inputs.
"""
import json
import os

import numpy as np
import torch
from torch.nn import functional as F

here = os.path.dirname(os.path.abspath(__file__))
random = np.random.RandomState(5)
cases = []


def numbers(shape, scale=2.0):
    return (scale * random.standard_normal(shape)).astype(np.float32)


def add(name, prediction, target, settings, loss, scores):
    x = torch.tensor(prediction.astype(np.float64), requires_grad=True)
    value = loss(x)
    value.backward()
    cases.append({
        "name": name,
        "shape": list(prediction.shape),
        "prediction": prediction.ravel().tolist(),
        "targetShape": list(target.shape),
        "target": target.ravel().tolist(),
        **settings,
        "loss": value.item(),
        "gradient": x.grad.numpy().ravel().tolist(),
        "scores": scores(x.detach()).numpy().ravel().tolist(),
    })


def softmax_case(name, shape, weights=None, smoothing=0.0):
    prediction = numbers(shape)
    labels = random.randint(0, shape[1], (shape[0],) + shape[2:])
    w = None if weights is None else torch.tensor(weights, dtype=torch.float64)
    add(name, prediction, labels, {"loss_kind": "softmax", "weights": weights, "smoothing": smoothing},
        lambda x: F.cross_entropy(x, torch.from_numpy(labels), weight=w, label_smoothing=smoothing), lambda x: F.softmax(x, dim=1))


def binary_case(name, shape, weights=None, positive=1.0):
    prediction = numbers(shape, 3.0)
    target = random.choice([0.0, 0.25, 1.0], shape).astype(np.float32)
    w = None if weights is None else torch.tensor(weights, dtype=torch.float64)
    add(name, prediction, target, {"loss_kind": "binary", "weights": weights, "positive": positive},
        lambda x: F.binary_cross_entropy_with_logits(
            x, torch.from_numpy(target).double(), weight=w, pos_weight=torch.tensor(positive, dtype=torch.float64)),
        torch.sigmoid)


def squared_case(name, shape, weights=None):
    prediction = numbers(shape)
    target = numbers(shape)
    w = 1.0 if weights is None else torch.tensor(weights, dtype=torch.float64)
    add(name, prediction, target, {"loss_kind": "squared", "weights": weights},
        lambda x: (w * F.mse_loss(x, torch.from_numpy(target).double(), reduction="none")).mean(), lambda x: x)


softmax_case("softmax", (7, 5))
softmax_case("softmax of one sample", (1, 3))
softmax_case("softmax with class weights", (7, 4), [1.0, 2.0, 0.5, 0.0])
softmax_case("softmax with smoothing", (6, 5), smoothing=0.1)
softmax_case("softmax with weights and smoothing", (9, 4), [0.5, 1.0, 3.0, 0.25], 0.2)
softmax_case("softmax of maps", (3, 4, 6))
softmax_case("softmax of maps with weights and smoothing", (2, 3, 5), [1.0, 4.0, 0.5], 0.05)
softmax_case("softmax of images", (2, 3, 2, 4), [1.0, 0.5, 2.0])
binary_case("binary", (6, 3))
binary_case("binary of one axis", (5,))
binary_case("binary with class weights", (6, 3), [1.0, 0.0, 2.5])
binary_case("binary with positive weight", (6, 3), positive=4.0)
binary_case("binary with both weights", (2, 4, 3), [0.5, 1.0, 2.0], 0.25)
squared_case("squared", (6, 3))
squared_case("squared with weights", (4, 2), [1.0, 3.0])

json.dump(cases, open(os.path.join(here, "losses.json"), "w"))
