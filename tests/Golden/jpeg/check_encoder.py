"""Compares files of our encoder with Pillow's for the same options; see README.md.

usage: check_encoder.py image.png prefix
The files are named prefix_S_P_O_R_Q.jpg: subsampling 0 4:4:4, 1 4:2:2, 2 4:2:0; progressive; optimised codes; restart interval; quality.
"""
import glob
import io
import os
import sys

import numpy as np
from PIL import Image

image = Image.open(sys.argv[1])
count = different = 0
largest = 0.0
for name in sorted(glob.glob(sys.argv[2] + "_*.jpg")):
    subsampling, progressive, optimize, restart, quality = map(int, name[len(sys.argv[2]) + 1:-4].split("_"))
    file = io.BytesIO()
    image.save(file, "JPEG", quality=quality, subsampling=subsampling, progressive=bool(progressive), optimize=bool(optimize))
    expected = np.array(Image.open(io.BytesIO(file.getvalue()))).astype(int)
    actual = np.array(Image.open(name)).astype(int)
    count += 1
    different += int(np.abs(expected - actual).max() > 0)
    if restart == 0:
        largest = max(largest, os.path.getsize(name) / len(file.getvalue()))

print(f"{count} files, {different} differ, largest ratio of sizes without restart markers {largest:.4f}")
