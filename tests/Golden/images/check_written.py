"""Reads the PNG, TIFF, BMP and PNM files that this library wrote, with Pillow and tifffile, and compares every sample.

1. DEEPHEALTH_WRITE=<folder> run the test Files_for_other_readers_are_written
2. python3 check_written.py <folder> > check_written.txt
tifffile has no LZW and no floating-point predictor here (package imagecodecs is missing); Pillow reads those through libtiff.
"""
import collections
import pathlib
import sys

import numpy as np
import PIL
import tifffile
from PIL import Image, ImageSequence


def expected(path):
    head, samples = path.read_bytes().split(b"\n", 1)
    kind, *shape = head.decode().split()
    return np.frombuffer(samples, np.dtype(kind)).reshape([int(size) for size in shape])


def pillow(path, want):
    pages = []
    with Image.open(path) as image:
        for page in ImageSequence.Iterator(image):
            if page.mode == "P":
                page = page.convert("RGB" if want.shape[3] == 3 else "RGBA")
            pages.append(np.array(page).astype(np.uint8) if page.mode == "1" else np.array(page))
    return np.stack(pages).reshape(want.shape)


def with_tifffile(path, want):
    with tifffile.TiffFile(path) as file:
        return np.stack([page.asarray() for page in file.pages]).reshape(want.shape)


def compare(read, path, want):
    try:
        got = read(path, want)
    except Exception as error:
        return f"not read ({type(error).__name__})"
    if read is pillow and got.dtype == np.uint8 and want.dtype == np.uint16:
        return "equal in the high bytes, which are all that it keeps" if np.array_equal(got, want >> 8) else "DIFFERENT"
    if read is pillow and got.dtype == np.int32 and want.dtype == np.uint32:
        got = got.view(np.uint32)
    same = np.array_equal(got.astype(want.dtype), want) and (got.dtype == want.dtype or np.array_equal(got, want))
    return "equal" if same else "DIFFERENT"


if __name__ == "__main__":
    results = collections.defaultdict(list)
    names = sorted(path for path in pathlib.Path(sys.argv[1]).iterdir() if path.suffix != ".expected")
    for path in names:
        want = expected(path.with_name(path.name + ".expected"))
        answers = {"Pillow": compare(pillow, path, want)}
        if path.suffix == ".tif":
            answers["tifffile"] = compare(with_tifffile, path, want)
        for tool, answer in answers.items():
            results[path.suffix[1:], tool, answer].append(path.name)
        if not any(answer.startswith("equal") for answer in answers.values()):
            results[path.suffix[1:], "no tool", "no proof"].append(path.name)
    print(f"Pillow {PIL.__version__}, tifffile {tifffile.__version__}, {len(names)} files")
    for (kind, tool, answer), files in sorted(results.items()):
        print(f"{kind}: {tool}: {answer}: {len(files)}" + ("" if answer.startswith(("equal", "not read")) else "\n    " + "\n    ".join(files)))
