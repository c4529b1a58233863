"""Makes all_types.safetensors: every element type, a scalar, an empty tensor, metadata. Made with Python 3.11, numpy 1.24."""
import os

import numpy as np

import safetensors_writer

here = os.path.dirname(os.path.abspath(__file__))
safetensors_writer.write(
    os.path.join(here, "all_types.safetensors"),
    {
        # One after the other as a naive writer lays them out: the 8-byte types are not aligned.
        "flags": np.array([[True, False, True]]),
        "pixels": np.arange(250, 256, dtype=np.uint8).reshape(2, 3),
        "float64": np.array([1 / 3, -1e300, np.inf]),
        "float32": np.array([[0.1, -2.5], [1e-40, 3e38]], dtype=np.float32),
        "float16": np.array([0.1, -65504, 6e-8], dtype=np.float16),
        "bfloat16": np.array([1.0, -2.5, 3.140625], dtype=np.float32),
        "labels": np.array([-1, 0, 2147483647], dtype=np.int32),
        "positions": np.array([-(2 ** 63), 2 ** 53 + 1], dtype=np.int64),
        "größe.scalar": np.array(7.0, dtype=np.float32),
        "empty": np.zeros((0, 4), dtype=np.float32),
    },
    metadata={"format": "np", "note": "made with \"struct\" and json, ä"},
    bfloat16=("bfloat16",),
)
