"""The networks and kernels of the comparison in PyTorch, measured on command.

Started by the runner, which sets the number of threads and everything else that libraries read from the environment. Says a line about itself,
then answers one JSON line for each line it reads: "<network> <train|infer> <contiguous|channels_last> <seconds> <wall|cpu>" or
"<kernel with sizes> kernel <contiguous|channels_last|out|new> <seconds> <wall|cpu>" gives {"parameters": n, "times_ms": [...]};
"<network> memory <contiguous|channels_last> <steps> wall" gives {"peak_mb": above the process before, "absolute_mb": of the process}.
Works with PyTorch 1.13 and later.
"""
import json
import os
import sys
import time

try:
    import torch
    from torch import nn
except ImportError:
    # The runner sees that nothing was said, and says so itself.
    sys.exit(1)

FEWEST_TIMES = 3
SHORTEST_MS = 1.0


def mlp():
    layers, inputs = [], 784
    for units in (1024, 1024, 1024):
        layers += [nn.Linear(inputs, units), nn.ReLU()]
        inputs = units
    return nn.Sequential(*layers, nn.Linear(inputs, 10))


def cnn():
    layers, channels = [], 3
    for filters in (32, 64, 128, 256):
        layers += [nn.Conv2d(channels, filters, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)]
        channels = filters
    return nn.Sequential(*layers, nn.Flatten(), nn.Linear(1024, 128), nn.ReLU(), nn.Linear(128, 10))


class ResidualBlock(nn.Module):
    def __init__(self, channels, filters):
        super().__init__()
        stride = 1 if channels == filters else 2
        self.body = nn.Sequential(
            nn.Conv2d(channels, filters, 3, stride, 1, bias=False), nn.BatchNorm2d(filters), nn.ReLU(inplace=True),
            nn.Conv2d(filters, filters, 3, 1, 1, bias=False), nn.BatchNorm2d(filters))
        self.shortcut = None if stride == 1 else nn.Sequential(nn.Conv2d(channels, filters, 1, stride, bias=False), nn.BatchNorm2d(filters))

    def forward(self, x):
        return torch.relu_(self.body(x) + (x if self.shortcut is None else self.shortcut(x)))


def resnet18():
    layers = [nn.Conv2d(3, 64, 7, 2, 3, bias=False), nn.BatchNorm2d(64), nn.ReLU(inplace=True), nn.MaxPool2d(3, 2, 1)]
    channels = 64
    for filters in (64, 128, 256, 512):
        layers += [ResidualBlock(channels, filters), ResidualBlock(filters, filters)]
        channels = filters
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(512, 10))


def two_convolutions(channels, filters):
    layers = []
    for inputs in (channels, filters):
        layers += [nn.Conv2d(inputs, filters, 3, padding=1, bias=False), nn.BatchNorm2d(filters), nn.ReLU(inplace=True)]
    return nn.Sequential(*layers)


class UNetLevel(nn.Module):
    """Convolutions, the smaller levels at half the size, and convolutions over both."""

    def __init__(self, channels, filters, below):
        super().__init__()
        self.down = two_convolutions(channels, filters)
        self.below = nn.Sequential(nn.MaxPool2d(2), below, nn.ConvTranspose2d(2 * filters, filters, 2, 2))
        self.up = two_convolutions(2 * filters, filters)

    def forward(self, x):
        x = self.down(x)
        return self.up(torch.cat([x, self.below(x)], 1))


def unet():
    level = two_convolutions(256, 512)
    for channels, filters in ((128, 256), (64, 128), (32, 64), (3, 32)):
        level = UNetLevel(channels, filters, level)
    return nn.Sequential(level, nn.Conv2d(32, 2, 1))


class LastOfLstm(nn.Module):
    def __init__(self, inputs, units):
        super().__init__()
        self.lstm = nn.LSTM(inputs, units, batch_first=True)

    def forward(self, x):
        return self.lstm(x)[1][0][-1]


def lstm():
    return nn.Sequential(LastOfLstm(12, 128), nn.Linear(128, 5))


class MeanOverTime(nn.Module):
    def forward(self, x):
        return x.mean(2)


def ecg():
    layers, channels = [], 12
    for filters in (64, 128, 128, 256):
        layers += [nn.Conv1d(channels, filters, 7, 2, 3), nn.ReLU(inplace=True)]
        channels = filters
    return nn.Sequential(*layers, MeanOverTime(), nn.Linear(256, 5))


# Network, shape of the batch, shape of the labels, number of classes.
NETWORKS = {
    "mlp": (mlp, (100, 784), (100,), 10),
    "cnn": (cnn, (100, 3, 32, 32), (100,), 10),
    "resnet18": (resnet18, (16, 3, 64, 64), (16,), 10),
    "unet": (unet, (4, 3, 128, 128), (4, 128, 128), 2),
    "lstm": (lstm, (32, 100, 12), (32,), 5),
    "ecg": (ecg, (32, 12, 1000), (32,), 5),
}


class Network:
    """A network with its batch, loss and optimizer."""

    def __init__(self, name, layout):
        create, shape, labels, classes = NETWORKS[name]
        torch.manual_seed(1)
        self.network = create()
        self.input = torch.randn(shape)
        self.labels = torch.randint(0, classes, labels)
        if layout == "channels_last":
            self.network = self.network.to(memory_format=torch.channels_last)
            self.input = self.input.to(memory_format=torch.channels_last)
        self.loss = nn.CrossEntropyLoss()
        self.optimizer = torch.optim.SGD(self.network.parameters(), lr=0.01)
        # PyTorch's LSTM has two biases that are only ever added to each other; one counts.
        self.parameters = sum(parameter.numel() for name, parameter in self.network.named_parameters() if "bias_hh" not in name)

    def step(self, kind):
        self.network.train(kind == "train")
        return self.train if kind == "train" else self.infer

    def train(self):
        self.optimizer.zero_grad(set_to_none=True)
        self.loss(self.network(self.input), self.labels).backward()
        self.optimizer.step()

    def infer(self):
        with torch.inference_mode():
            self.network(self.input)


def product(sizes, transposed, way):
    m, n, k = map(int, sizes.split("x"))
    x = torch.randn(k, m).t() if transposed[0] == "T" else torch.randn(m, k)
    w = torch.randn(n, k).t() if transposed[1] == "T" else torch.randn(k, n)
    y = torch.empty(m, n)
    return lambda: torch.mm(x, w, out=y)


def convolution(axes):
    def create(sizes, _, filters, window, direction, way):
        batch, channels, side = map(int, sizes.split("x"))
        kernel, stride, groups, dilation = map(int, window.split("/"))
        x = torch.randn(batch, channels, *axes * [side])
        w = torch.randn(int(filters), channels // groups, *axes * [kernel])
        if way == "channels_last" and axes == 2:
            x, w = x.to(memory_format=torch.channels_last), w.to(memory_format=torch.channels_last)
        elif way == "channels_last":
            x, w = x.transpose(1, 2).contiguous().transpose(1, 2), w.transpose(1, 2).contiguous().transpose(1, 2)
        sliding = axes * [stride], axes * [kernel // 2 * dilation], axes * [dilation], False, axes * [0], groups
        forward = lambda: torch.ops.aten.convolution(x, w, None, *sliding)
        if direction == "forward":
            return forward
        y = forward()
        mask = [direction == "input-gradient", direction == "weight-gradient", False]
        return lambda: torch.ops.aten.convolution_backward(y, x, w, [0], *sliding, mask)
    return create


def unary(op):
    def create(count, way):
        x = torch.rand(int(count)) * 8 - 4
        y = torch.empty_like(x)
        return (lambda: op(x, out=y)) if way == "out" else (lambda: op(x))
    return create


def softmax(sizes, way):
    rows, columns = map(int, sizes.split("x"))
    x = torch.rand(rows, columns) * 8 - 4
    y = torch.empty_like(x)
    return (lambda: torch.ops.aten._softmax.out(x, 1, False, out=y)) if way == "out" else (lambda: torch.softmax(x, 1))


def layer_norm(sizes, way):
    rows, columns = map(int, sizes.split("x"))
    x = torch.rand(rows, columns) * 8 - 4
    gamma, beta = torch.rand(columns), torch.rand(columns)
    if way == "new":
        return lambda: torch.nn.functional.layer_norm(x, (columns,), gamma, beta)
    y, mean, inverse = torch.empty_like(x), torch.empty(rows, 1), torch.empty(rows, 1)
    return lambda: torch.ops.aten.native_layer_norm.out(x, (columns,), gamma, beta, 1e-5, out0=y, out1=mean, out2=inverse)


def cross_entropy(sizes, way):
    rows, columns = map(int, sizes.split("x"))
    x = torch.rand(rows, columns) * 8 - 4
    labels = torch.randint(0, columns, (rows,))
    return lambda: torch.nn.functional.cross_entropy(x, labels)


KERNELS = {
    "mm": product,
    "conv2d": convolution(2),
    "depthwise2d": convolution(2),
    "grouped2d": convolution(2),
    "dilated2d": convolution(2),
    "depthwise1d": convolution(1),
    "exp": unary(torch.exp),
    "sigmoid": unary(torch.sigmoid),
    "tanh": unary(torch.tanh),
    "softmax": softmax,
    "layernorm": layer_norm,
    "crossentropy": cross_entropy,
}


def measure(step, seconds, clock):
    """Milliseconds per step, of single steps, or of some together where one is too short for the clock."""
    end = time.perf_counter() + seconds
    step()
    before = time.perf_counter()
    step()
    repeats = max(1, int(SHORTEST_MS * 1e-3 / max(time.perf_counter() - before, 1e-7)))
    times = []
    while len(times) < FEWEST_TIMES or time.perf_counter() < end:
        before = clock()
        for _ in range(repeats):
            step()
        times.append((clock() - before) * 1e3 / repeats)
    return times


def blas():
    """Name of the BLAS library that is loaded; the slow reference one is just libblas."""
    try:
        with open("/proc/self/maps") as maps:
            files = {os.path.realpath(line.split()[-1]) for line in maps if "blas" in line or "mkl" in line}
    except OSError:
        return "unknown BLAS"
    names = sorted(os.path.basename(file) for file in files)
    for wanted in ("mkl", "openblas", "blis", "atlas", "libblas"):
        for name in names:
            if wanted in name:
                return name
    return "built-in BLAS"


def resident_mb(name):
    """VmRSS, the resident memory of this process, or VmHWM, its largest value so far; MiB."""
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith(name)) / 1024


def memory(name, layout, steps):
    before = resident_mb("VmRSS")
    network = Network(name, layout)
    step = network.step("train")
    for _ in range(steps):
        step()
    peak = resident_mb("VmHWM")
    return {"peak_mb": round(peak - before, 1), "absolute_mb": round(peak, 1)}


def main():
    # Debian's OpenBLAS reads the environment and not this call, oneDNN and PyTorch's own loops the other way round.
    torch.set_num_threads(int(os.environ["OMP_NUM_THREADS"]))
    capability = torch.backends.cpu.get_cpu_capability() if hasattr(torch.backends, "cpu") else os.environ.get("ATEN_CPU_CAPABILITY", "default")
    print(json.dumps({"version": torch.__version__, "capability": capability, "blas": blas()}), flush=True)
    networks = {}
    for line in sys.stdin:
        name, kind, way, seconds, clock = line.rsplit(maxsplit=4)
        if kind == "memory":
            print(json.dumps(memory(name, way, int(seconds))), flush=True)
            continue
        clock = time.process_time if clock == "cpu" else time.perf_counter
        if kind == "kernel":
            operation, *sizes = name.split()
            with torch.inference_mode():
                times = measure(KERNELS[operation](*sizes, way), float(seconds), clock)
            parameters = 0
        else:
            network = networks.get((name, way)) or networks.setdefault((name, way), Network(name, way))
            times = measure(network.step(kind), float(seconds), clock)
            parameters = network.parameters
        print(json.dumps({"parameters": parameters, "times_ms": times}), flush=True)


main()
