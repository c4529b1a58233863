"""Makes optimizers.json: five steps of each optimizer from given values with given gradients.

Made with Python 3.11, PyTorch 1.13, numpy 1.24 in float64. Two dense layers: weights [5, 3] and [3, 2], biases [3] and [2].
Gradients do not depend on the values, so that every step tests the update alone.
"""
import json
import os

import numpy as np
import torch

here = os.path.dirname(os.path.abspath(__file__))
random = np.random.RandomState(9)
shapes = {"0.weight": (5, 3), "0.bias": (3,), "1.weight": (3, 2), "1.bias": (2,)}
STEPS = 5
start = {name: random.standard_normal(shape).astype(np.float32) for name, shape in shapes.items()}
gradients = [{name: random.standard_normal(shape).astype(np.float32) for name, shape in shapes.items()} for _ in range(STEPS)]
constant = [0.1] * STEPS


def run(make, decay, scope, clip, rates):
    tensors = {name: torch.tensor(value.astype(np.float64), requires_grad=True) for name, value in start.items()}
    weights = [tensor for name, tensor in tensors.items() if name.endswith("weight")]
    biases = [tensor for name, tensor in tensors.items() if name.endswith("bias")]
    optimizer = make([
        {"params": weights, "weight_decay": decay},
        {"params": biases, "weight_decay": decay if scope == "All" else 0.0},
    ])
    steps = []
    for rate, step in zip(rates, gradients):
        for group in optimizer.param_groups:
            group["lr"] = rate
        for name, tensor in tensors.items():
            tensor.grad = torch.tensor(step[name].astype(np.float64))
        if clip > 0:
            torch.nn.utils.clip_grad_norm_(list(tensors.values()), clip)
        optimizer.step()
        steps.append({name: tensor.detach().numpy().ravel().tolist() for name, tensor in tensors.items()})
    return steps


def case(name, kind, make, decay=0.0, scope="All", clip=0.0, rates=None, **settings):
    cases.append({
        "name": name, "kind": kind, "decay": decay, "scope": scope, "clip": clip, "rates": rates or constant, **settings,
        "steps": run(make, decay, scope, clip, rates or constant),
    })


def sgd(momentum=0.0, nesterov=False):
    return lambda groups: torch.optim.SGD(groups, lr=1.0, momentum=momentum, nesterov=nesterov)


def adam(kind, beta1=0.9, beta2=0.999, epsilon=1e-8):
    return lambda groups: kind(groups, lr=1.0, betas=(beta1, beta2), eps=epsilon)


cases = []
halved = [0.1, 0.1, 0.05 * 0.2, 0.05 * 0.2, 0.025 * 0.2]
case("sgd", "sgd", sgd())
case("sgd with decay", "sgd", sgd(), decay=0.2)
case("sgd with decay of weights", "sgd", sgd(), decay=0.2, scope="Weights")
case("sgd with clipping", "sgd", sgd(), clip=1.5)
case("sgd with a limit that is not reached", "sgd", sgd(), clip=1e3)
case("momentum", "sgd", sgd(0.9), momentum=0.9)
case("momentum with decay of weights, clipping and a schedule", "sgd", sgd(0.8), 0.1, "Weights", 2.0, halved, momentum=0.8)
case("nesterov", "sgd", sgd(0.9, True), momentum=0.9, nesterov=True)
case("nesterov with decay", "sgd", sgd(0.9, True), decay=0.05, momentum=0.9, nesterov=True)
case("adam", "adam", adam(torch.optim.Adam))
case("adam with decay", "adam", adam(torch.optim.Adam), decay=0.3)
case("adam with decay of weights and a schedule", "adam", adam(torch.optim.Adam), 0.3, "Weights", rates=halved)
case("adam with other settings", "adam", adam(torch.optim.Adam, 0.5, 0.9, 1e-2), beta1=0.5, beta2=0.9, epsilon=1e-2)
case("adam with clipping", "adam", adam(torch.optim.Adam), clip=0.5)
case("adamw", "adamw", adam(torch.optim.AdamW))
case("adamw with decay", "adamw", adam(torch.optim.AdamW), decay=0.3)
case("adamw with decay of weights, clipping and a schedule", "adamw", adam(torch.optim.AdamW), 0.3, "Weights", 1.0, halved)


def flat(values):
    return {name: value.ravel().tolist() for name, value in values.items()}


json.dump({"start": flat(start), "gradients": [flat(step) for step in gradients], "cases": cases}, open(os.path.join(here, "optimizers.json"), "w"))
