"""Makes mlp, cnn and resnet .safetensors: initial weights, 20 batches and the 20 losses of three tiny models.

Made with Python 3.11, PyTorch 1.13, numpy 1.24 on one thread in float32. README.md describes models and names.
"""
import collections
import os
import sys

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(here, "..", "serialization"))
import safetensors_writer  # noqa: E402

STEPS = 20


class Mlp(nn.Module):
    def __init__(self):
        super().__init__()
        self.dense1 = nn.Linear(20, 32)
        self.dense2 = nn.Linear(32, 16)
        self.dense3 = nn.Linear(16, 4)

    def forward(self, x):
        return self.dense3(torch.tanh(self.dense2(F.relu(self.dense1(x)))))


class Cnn(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 8, 3, padding=1, bias=False)
        self.norm1 = nn.BatchNorm2d(8)
        self.conv2 = nn.Conv2d(8, 16, 3, stride=2, padding=1)
        self.dense = nn.Linear(16 * 3 * 3, 5)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.norm1(self.conv1(x))), 2)
        return self.dense(F.relu(self.conv2(x)).flatten(1))


class Block(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.norm1 = nn.BatchNorm1d(inputs)
        self.conv1 = nn.Conv1d(inputs, outputs, 5, stride=stride, padding=2, bias=False)
        self.norm2 = nn.BatchNorm1d(outputs)
        self.conv2 = nn.Conv1d(outputs, outputs, 5, padding=2, bias=False)
        self.shortcut = nn.Conv1d(inputs, outputs, 1, stride=stride, bias=False) if stride > 1 else None

    def forward(self, x):
        y = self.conv1(F.relu(self.norm1(x)))
        y = self.conv2(F.relu(self.norm2(y)))
        return y + (x if self.shortcut is None else self.shortcut(x))


class ResNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Conv1d(2, 8, 7, stride=2, padding=3, bias=False)
        self.block1 = Block(8, 8, 1)
        self.block2 = Block(8, 16, 2)
        self.norm = nn.BatchNorm1d(16)
        self.dense = nn.Linear(16, 4)

    def forward(self, x):
        x = self.block2(self.block1(self.stem(x)))
        return self.dense(F.relu(self.norm(x)).mean(dim=2))


def batches(seed, shape, classes):
    """Noise around a wave of another frequency per class, so that there is something to learn."""
    random = np.random.RandomState(seed)
    waves = np.sin(np.outer(np.arange(1, classes + 1), 2 * np.pi * np.arange(shape[-1]) / shape[-1]) * 2)
    waves = waves.reshape((classes,) + (1,) * (len(shape) - 2) + shape[-1:])
    result = []
    for _ in range(STEPS):
        labels = random.randint(0, classes, shape[0])
        x = waves[labels] + 0.7 * random.standard_normal(shape)
        result.append((x.astype(np.float32), labels.astype(np.int32)))
    return result


def stored(state, prefix=""):
    """Tensors under the names and in the orientation of this toolkit."""
    result = collections.OrderedDict()
    for name, tensor in state.items():
        array = tensor.detach().numpy().astype(np.float32)
        if name.endswith("num_batches_tracked"):
            continue
        if "dense" in name and name.endswith("weight"):
            array = array.T
        for torch_name, our_name in (("running_mean", "runningMean"), ("running_var", "runningVariance")):
            name = name.replace(torch_name, our_name)
        if "norm" in name:
            name = name.replace(".weight", ".gamma").replace(".bias", ".beta")
        result[prefix + name] = array.copy()
    return result


def train(make, optimizer, data, class_weights, dtype):
    torch.manual_seed(1)
    model = make().to(dtype)
    start = stored(model.state_dict())
    optimizer = optimizer(model.parameters())
    weights = None if class_weights is None else torch.tensor(class_weights, dtype=dtype)
    losses = []
    for x, labels in data:
        optimizer.zero_grad()
        loss = F.cross_entropy(model(torch.from_numpy(x).to(dtype)), torch.from_numpy(labels).long(), weight=weights)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    model.eval()
    with torch.no_grad():
        logits = model(torch.from_numpy(data[0][0]).to(dtype)).numpy()
    return start, stored(model.state_dict(), "final."), np.array(losses), logits


def make_golden(name, make, optimizer, data, class_weights=None):
    start, final, losses, logits = train(make, optimizer, data, class_weights, torch.float32)
    _, _, exact, _ = train(make, optimizer, data, class_weights, torch.float64)
    tensors = dict(start)
    for step, (x, labels) in enumerate(data):
        tensors[f"batch.{step:02}.x"] = x
        tensors[f"batch.{step:02}.labels"] = labels
    tensors["losses"] = losses.astype(np.float32)
    tensors["losses.double"] = exact
    tensors.update(final)
    tensors["final.logits"] = logits.astype(np.float32)
    safetensors_writer.write(os.path.join(here, name + ".safetensors"), tensors)
    print(f"{name}: loss {losses[0]:.4f} -> {losses[-1]:.4f}, float32 differs from double by {np.max(np.abs(losses / exact - 1)):.1e}")


torch.set_num_threads(1)
torch.use_deterministic_algorithms(True)
make_golden("mlp", Mlp, lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9), batches(11, (16, 20), 4))
make_golden("cnn", Cnn, lambda p: torch.optim.Adam(p, lr=3e-3), batches(12, (16, 1, 12, 12), 5))
make_golden("resnet", ResNet, lambda p: torch.optim.AdamW(p, lr=3e-3, weight_decay=1e-2), batches(13, (8, 2, 64), 4), [1.0, 2.0, 1.0, 0.5])
