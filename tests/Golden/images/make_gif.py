"""Small moving GIF files, one for each way of disposal, and their frames: gif_frames.json has the SHA-256 of RGBA, with zeros where a pixel
is transparent. The files are written here byte by byte, and the frames are composed of the known values by the rules of GIF89a section 23,
with a transparent background as browsers have it. Pillow agrees for all but disposal 2, where it fills with the background colour.
Made with Python 3.11, numpy 1.24, Pillow 9.4."""
import hashlib
import json

import numpy as np
from PIL import Image, ImageSequence


def pack(indices, bits):
    """LZW of GIF without strings: a clear code before the table grows, so that codes keep their width."""
    clear, end, width = 1 << bits, (1 << bits) + 1, bits + 1
    codes = []
    for i, value in enumerate(indices):
        if i % ((1 << bits) - 2) == 0:
            codes.append(clear)
        codes.append(value)
    codes.append(end)
    number = sum(code << (i * width) for i, code in enumerate(codes))
    data = number.to_bytes((len(codes) * width + 7) // 8, "little")
    return bytes([bits]) + b"".join(bytes([len(data[i:i + 255])]) + data[i:i + 255] for i in range(0, len(data), 255)) + b"\0"


def write(name, disposal, seed):
    random = np.random.default_rng(seed)
    palette = random.integers(0, 256, 24, dtype=np.uint8).tobytes()
    out = b"GIF89a" + (17).to_bytes(2, "little") + (13).to_bytes(2, "little") + bytes([0x82, 0, 0]) + palette
    canvas, shown = np.zeros((13, 17, 4), np.uint8), []
    boxes = [(0, 0, 17, 13), (3, 2, 9, 8), (6, 4, 11, 9), (1, 7, 5, 4)]
    for number, (left, top, width, height) in enumerate(boxes):
        values = random.integers(0, 8, width * height)
        # The first frame covers all; later ones leave pixels as they were where the entry is 5.
        transparent = 0 if number == 0 else 1
        # Pillow disposes of a first frame, which has nothing before it, in a way of its own.
        out += bytes([0x21, 0xF9, 4, ((disposal if number else 1) << 2) | transparent]) + (7 * (number + 1)).to_bytes(2, "little") + bytes([5, 0])
        out += b"\x2c" + b"".join(v.to_bytes(2, "little") for v in (left, top, width, height))
        own = random.integers(0, 256, 24, dtype=np.uint8).tobytes() if number == 2 else b""
        out += bytes([0x82 if own else 0]) + own + pack([int(v) for v in values], 3)
        colors = np.frombuffer(own or palette, np.uint8).reshape(8, 3)[values].reshape(height, width, 3)
        before, box = canvas.copy(), canvas[top:top + height, left:left + width]
        drawn = (values.reshape(height, width) != 5) | (transparent == 0)
        box[drawn] = np.concatenate([colors, np.full((height, width, 1), 255, np.uint8)], 2)[drawn]
        shown.append(hashlib.sha256(canvas.tobytes()).hexdigest())
        if number and disposal == 2:
            box[:] = 0
        elif number and disposal == 3:
            canvas = before
    with open(name, "wb") as file:
        file.write(out + b"\x3b")
    assert disposal == 2 or shown == list(frames(name)), name
    return shown


def frames(name):
    with Image.open(name) as image:
        for frame in ImageSequence.Iterator(image):
            pixels = np.array(frame.convert("RGBA"))
            pixels[pixels[..., 3] == 0] = 0
            yield hashlib.sha256(pixels.tobytes()).hexdigest()


if __name__ == "__main__":
    answer = {f"moving_{disposal}.gif": write(f"moving_{disposal}.gif", disposal, disposal) for disposal in range(4)}
    ramp = np.add.outer(np.arange(29), np.arange(31)).astype(np.uint8)
    Image.fromarray(ramp).save("interlaced.gif", interlace=True)
    answer["interlaced.gif"] = list(frames("interlaced.gif"))
    with open("gif_frames.json", "w", encoding="ascii") as file:
        json.dump(answer, file, indent=1)
        file.write("\n")
