"""Reads parts of whole slides with OpenSlide's own Python binding; the tests compare WholeSlide with them.

Usage: python3 make_slides.py CORPUS > slides.json    (CORPUS holds images/libvips/CMU-1-Small-Region.svs and others)
Made with openslide-python 1.2.0, OpenSlide 3.4.1, Pillow 9.4.0, numpy 1.24.2, scikit-image 0.19.3.
"""
import json
import sys

import numpy
import openslide
from skimage.filters import threshold_otsu

FILES = {
    "images/libvips/CMU-1-Small-Region.svs": [(0, 0, 32, 16), (1000, 2000, 200, 150), (2180, 2940, 64, 48), (-20, -10, 40, 30)],
    "images/pillow/tiff_tiled_ycbcr_jpeg_2x2_sampling.tif": [(100, 50, 64, 64)],
    "images/image-tiff/images/quad-tile.jpg.tiff": [(0, 0, 512, 384)],
    "images/image-tiff/images/tiled-jpeg-rgb-u8.tif": [(37, 91, 128, 96)],
}


def facts(image):
    pixels = numpy.asarray(image)
    rows, columns = pixels.shape[:2]
    places = [(0, 0), (rows // 2, columns // 2), (rows - 1, columns - 1), (rows // 3, 2 * columns // 3)]
    return {
        "size": [columns, rows],
        "sums": [int(value) for value in pixels.reshape(-1, pixels.shape[2]).astype(numpy.int64).sum(0)],
        "pixels": [[column, row] + [int(value) for value in pixels[row, column]] for row, column in places],
    }


def saturation(image):
    rgb = numpy.asarray(image)[:, :, :3].astype(numpy.int64)
    box = 3
    rows, columns = rgb.shape[0] // box, rgb.shape[1] // box
    sums = rgb[: rows * box, : columns * box].reshape(rows, box, columns, box, 3).sum((1, 3))
    most, least = sums.max(2), sums.min(2)
    return numpy.where(most > 0, 255 * (most - least) // numpy.maximum(most, 1), 0)


result = {}
for name, regions in FILES.items():
    slide = openslide.OpenSlide(sys.argv[1] + "/" + name)
    result[name] = {
        "levels": [list(size) + [down] for size, down in zip(slide.level_dimensions, slide.level_downsamples)],
        "properties": dict(slide.properties),
        "associated": {key: facts(image) for key, image in slide.associated_images.items()},
        "regions": [{"at": [x, y], **facts(slide.read_region((x, y), 0, (width, height)))} for x, y, width, height in regions],
    }
    if name.endswith(".svs"):
        values = saturation(slide.read_region((0, 0), 0, slide.dimensions))
        threshold = int(threshold_otsu(values.astype(numpy.uint8)))
        result[name]["tissue"] = {"threshold": threshold, "part": float((values > threshold).mean()), "size": list(values.shape[::-1])}

json.dump(result, sys.stdout, indent=1)
