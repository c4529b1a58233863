"""Colours of 96 RGB triples by scikit-image and Pillow: colors.json.
hsv, lab: skimage.color.rgb2hsv, rgb2lab (D65, 2 degrees) of RGB/255 in double. gray, ycbcr: Pillow's convert("L"), convert("YCbCr") of 8 bits.
Made with Python 3.11, numpy 1.24, scikit-image 0.19, Pillow 9.4."""
import itertools
import json

import numpy as np
from PIL import Image
from skimage import color

rgb = np.array(list(itertools.product((0, 127, 255), repeat=3)), np.uint8)
rgb = np.concatenate([rgb, np.random.default_rng(1).integers(0, 256, (69, 3), dtype=np.uint8)])
image = Image.fromarray(rgb[None])
real = rgb[None] / 255.0
answer = {
    "rgb": rgb.ravel().tolist(),
    "gray": np.array(image.convert("L")).ravel().tolist(),
    "ycbcr": np.array(image.convert("YCbCr")).ravel().tolist(),
    "hsv": np.round(color.rgb2hsv(real), 9).ravel().tolist(),
    "lab": np.round(color.rgb2lab(real), 7).ravel().tolist(),
}
with open("colors.json", "w", encoding="ascii") as file:
    json.dump(answer, file)
    file.write("\n")
