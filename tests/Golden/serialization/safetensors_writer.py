"""Writes safetensors files with nothing but struct, json and numpy, from the format's description alone.

Format: 8 bytes little-endian header length; JSON {"name": {"dtype", "shape", "data_offsets": [begin, end]}, ...,
"__metadata__": {text: text}} padded with spaces; the elements, little-endian and row-major, without gaps.
"""
import json
import struct

import numpy as np

DTYPES = {"float32": "F32", "float64": "F64", "float16": "F16", "int32": "I32", "int64": "I64", "uint8": "U8", "bool": "BOOL"}


def write(path, tensors, metadata=None, bfloat16=()):
    """tensors: name -> array. Names in bfloat16 hold float32 values whose upper 16 bits are stored."""
    header = {}
    if metadata:
        header["__metadata__"] = metadata
    data = b""
    for name, array in tensors.items():
        array = np.ascontiguousarray(array).reshape(np.shape(array))
        if name in bfloat16:
            dtype, raw = "BF16", (array.astype("<f4").view("<u4") >> 16).astype("<u2").tobytes()
        else:
            dtype, raw = DTYPES[array.dtype.name], array.astype(array.dtype.newbyteorder("<")).tobytes()
        header[name] = {"dtype": dtype, "shape": list(array.shape), "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)
