"""Makes printing.json and arithmetic.json with NumPy 1.24.2, the independent implementation. Run: python3 make.py

printing.json: arrays of every type and the text that str() gives them with NumPy's default options.
  Elements are hexadecimal bit patterns, so that no digit is lost; "pattern" arrays are ((7919 i) mod 2003 - 1000) * scale in the element type.
arithmetic.json: operands and results of broadcasting, reductions and products; reductions and products are computed in float64.
indexing.json: what index expressions pick from arange(60).reshape(3, 4, 5); the test holds the same expressions by name.
"""
import itertools
import json
import os

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
BITS = {np.dtype("float16"): "u2", np.dtype("float32"): "u4", np.dtype("float64"): "u8"}


def printing_case(name, array):
    array = np.asarray(array)
    if array.dtype in BITS:
        elements = ["%x" % v for v in np.ascontiguousarray(array).reshape(-1).view(BITS[array.dtype])]
    else:
        elements = [str(int(v)) for v in array.reshape(-1)]
    return {"name": name, "type": array.dtype.name, "shape": list(array.shape), "elements": elements, "text": str(array[()])}


def pattern_case(name, shape, scale, dtype):
    count = int(np.prod(shape))
    numbers = np.array([(7919 * i) % 2003 - 1000 for i in range(count)], dtype=dtype) * np.dtype(dtype).type(scale)
    numbers = numbers.astype(dtype).reshape(shape)
    return {"name": name, "type": numbers.dtype.name, "shape": list(shape), "scale": scale, "text": str(numbers)}


def printing():
    f = np.float32
    rng = np.random.RandomState(7)
    cases = [
        printing_case("small integers as floats", np.arange(6, dtype=f)),
        printing_case("matrix", np.arange(6, dtype=f).reshape(2, 3) / 4),
        printing_case("signs and fractions", np.array([[1.5, -2.25], [0, 100]], f)),
        printing_case("shortest digits", np.array([0.1, 0.2, 0.3, 1 / 3, 2 / 3], f)),
        printing_case("nine digits cut to eight places", np.array([0.012345679, 0.5], f)),
        printing_case("tie at the ninth place", np.array([1 / 512, 3 / 512, 0.5], f)),
        printing_case("negative zero", np.array([-0.0, 0.0, 1.0], f)),
        printing_case("nan and infinities", np.array([np.nan, np.inf, -np.inf, 1.5], f)),
        printing_case("nan only", np.array([np.nan, np.nan], f)),
        printing_case("infinities only", np.array([-np.inf, np.inf], f)),
        printing_case("nan beside long numbers", np.array([np.nan, 123.456], f)),
        printing_case("positive infinity beside a digit", np.array([np.inf, 1.0], f)),
        printing_case("large ratio", np.array([1000.5, 0.25, -3.0], f)),
        printing_case("ratio of exactly 1000", np.array([1000.0, 1.0], f)),
        printing_case("ratio just above 1000", np.array([1000.0001, 1.0], f)),
        printing_case("largest positional", np.array([99999992.0, 123456.0], f)),
        printing_case("1e8", np.array([1e8, 1e7], f)),
        printing_case("1e-4", np.array([1e-4, 1e-3], f)),
        printing_case("just above 1e-4", np.array([1.0001e-4, 1e-3], f)),
        printing_case("tiny numbers", np.array([1e-38, 1.4e-45, 3.5e-10], f)),
        printing_case("largest number", np.array([3.4028235e38, -1.0], f)),
        printing_case("scientific with nan", np.array([1e10, np.nan, -np.inf], f)),
        printing_case("zeros", np.zeros((2, 2), f)),
        printing_case("rank 3", (np.arange(12, dtype=f) - 5.5).reshape(2, 3, 2)),
        printing_case("rank 4", np.arange(16, dtype=f).reshape(2, 2, 2, 2)),
        printing_case("one element", np.array([[[7.0]]], f)),
        printing_case("long line", np.arange(30, dtype=f) * f(1.25)),
        printing_case("long rows", rng.randn(3, 17).astype(f)),
        printing_case("long rows of rank 3", rng.randn(2, 2, 11).astype(f)),
        printing_case("line of exactly the width", np.arange(10, 34, dtype=np.int32)),
        printing_case("scientific rows", (10.0 ** rng.uniform(-8, 8, (3, 8))).astype(f)),
        printing_case("empty", np.zeros((0,), f)),
        printing_case("empty matrix", np.zeros((3, 0), f)),
        printing_case("scalar 1", f(1)),
        printing_case("scalar 0.1", f(0.1)),
        printing_case("scalar -0", f(-0.0)),
        printing_case("scalar nan", f(np.nan)),
        printing_case("scalar -inf", f(-np.inf)),
        printing_case("scalar 1e-4", f(1e-4)),
        printing_case("scalar 0.0002", f(0.0002)),
        printing_case("scalar 1e8", f(123456789.0)),
        printing_case("scalar 1e15", f(9.9e15)),
        printing_case("scalar 1e16", f(1e16)),
        printing_case("scalar 1.5e-7", f(1.5e-7)),
        printing_case("scalar nine digits", f(0.012345679)),
        printing_case("scalar double", np.float64(1 / 3)),
        printing_case("scalar half", np.float16(65504)),
        printing_case("scalar int", np.int32(-42)),
        printing_case("scalar true", np.bool_(True)),
        printing_case("scalar false", np.bool_(False)),
        printing_case("doubles", np.array([1 / 3, 2 / 3, 1e-3])),
        printing_case("doubles rounded up", np.array([0.999999999, 9.9999999999])),
        printing_case("doubles scientific", np.array([np.pi * 1e10, np.e, -9.9999999999e-7])),
        printing_case("doubles with long exponents", np.array([1e300, 1.5, 5e-324])),
        printing_case("double tie", np.array([2.0 ** -9 + 1, 3 * 2.0 ** -9 + 1])),
        printing_case("halves", np.array([0.1, 65504, -2.5], np.float16)),
        printing_case("halves positional", np.array([0.1, 1 / 3, -2.5], np.float16)),
        printing_case("half ratio overflows", np.array([60000, 0.0002], np.float16)),
        printing_case("half subnormal", np.array([6e-8, 1], np.float16)),
        printing_case("ints", np.array([[1, -20], [300, 4]], np.int32)),
        printing_case("longs", np.array([2 ** 40, -1], np.int64)),
        printing_case("bytes", np.array([0, 7, 255], np.uint8)),
        printing_case("bools", np.array([[True, False], [False, False]])),
        printing_case("bools all true", np.array([True, True])),
        printing_case("many bools", np.arange(40) % 3 == 0),
        pattern_case("1000 elements are not summarised", (1000,), 0.25, "float32"),
        pattern_case("summarised vector", (1001,), 0.25, "float32"),
        pattern_case("summarised matrix", (40, 30), 0.01, "float32"),
        pattern_case("summarised rank 3", (12, 11, 10), 1, "float32"),
        pattern_case("summarised with short axes", (2, 600), 0.5, "float32"),
        pattern_case("summarised rank 4", (3, 7, 2, 30), 0.125, "float32"),
        pattern_case("summarised ints", (2000,), 1, "int32"),
        pattern_case("summarised scientific", (50, 50), 1e7, "float32"),
    ]
    return cases


def tensor(array):
    array = np.asarray(array)
    return {"shape": list(array.shape), "values": [float("%.10g" % v) for v in array.reshape(-1)]}


def arithmetic():
    rng = np.random.RandomState(11)

    def draw(*shape):
        return rng.uniform(0.5, 2.0, shape).astype(np.float32)

    cases = []

    def add(op, inputs, result, **extra):
        cases.append({"op": op, "inputs": [tensor(i) for i in inputs], "result": tensor(result), **extra})

    shapes = [((3, 4), (3, 4)), ((3, 4), (4,)), ((3, 4), (3, 1)), ((3, 4), ()), ((2, 1, 4), (3, 1)), ((1,), (5,)), ((0, 3), (1, 3)),
              ((1, 3, 1, 2), (4, 1, 5, 1)), ((17,), (17,))]
    for left, right in shapes:
        a, b = draw(*left), draw(*right)
        for op, f in {"add": np.add, "subtract": np.subtract, "multiply": np.multiply, "divide": np.divide, "pow": np.power,
                      "maximum": np.maximum, "minimum": np.minimum}.items():
            add(op, [a, b], f(a, b))
    for left, right in [((2, 3), (3, 4)), ((3,), (3, 4)), ((2, 3), (3,)), ((5,), (5,)), ((4, 2, 3), (4, 3, 5)), ((4, 2, 3), (3, 5)),
                        ((2, 3), (4, 3, 5)), ((2, 1, 2, 3), (5, 3, 4)), ((3,), (2, 3, 4)), ((2, 4, 3), (3,)), ((2, 0), (0, 3)), ((0, 3), (3, 2)),
                        ((17, 19), (19, 23))]:
        a, b = draw(*left), draw(*right)
        add("matmul", [a, b], np.matmul(a.astype(np.float64), b.astype(np.float64)))
    # The reductions share one input that the test makes again: 60 different numbers without order.
    x = np.array([(37 * i) % 60 / 8 - 3 for i in range(60)], np.float32).reshape(3, 4, 5)
    for count in range(4):
        for axes in itertools.combinations(range(3), count):
            picked = list(axes)
            axis = tuple(axes) if axes else None
            d = x.astype(np.float64)
            add("sum", [], d.sum(axis), axes=picked)
            add("mean", [], d.mean(axis), axes=picked)
            add("variance", [], d.var(axis), axes=picked)
            add("sample variance", [], d.var(axis, ddof=1), axes=picked)
            add("standard deviation", [], d.std(axis), axes=picked)
            add("max", [], d.max(axis), axes=picked)
            add("min", [], d.min(axis), axes=picked)
    for axis in range(3):
        add("argmax", [], x.argmax(axis), axes=[axis])
        add("argmin", [], x.argmin(axis), axes=[axis])
    return cases


def index_cases():
    x = np.arange(60, dtype=np.float32).reshape(3, 4, 5)
    picks = {
        "position": x[1],
        "two positions": x[1, 2],
        "three positions": x[1, 2, 3],
        "negative position": x[-1, -2],
        "range": x[1:3],
        "range from the end": x[:, 1:-1],
        "every second": x[:, ::2, ::2],
        "reversed": x[:, :, ::-1],
        "reversed every second": x[:, :, ::-2],
        "reversed range": x[:, 2:0:-1],
        "new axis first": x[np.newaxis],
        "new axis between": x[:, np.newaxis, 1],
        "new axis last": x[..., np.newaxis],
        "ellipsis": x[..., 0],
        "ellipsis between": x[1, ..., 2],
        "ellipsis for nothing": x[1, 2, 3, ...],
        "empty range": x[:, 2:2],
        "all kinds": x[np.newaxis, ::-1, ..., 1:4:2],
    }
    return [{"name": name, "result": tensor(result)} for name, result in picks.items()]


def write(name, value):
    with open(os.path.join(HERE, name), "w", encoding="utf-8") as file:
        file.write("[\n" + ",\n".join(json.dumps(case) for case in value) + "\n]\n")


write("printing.json", printing())
write("arithmetic.json", arithmetic())
write("indexing.json", index_cases())
