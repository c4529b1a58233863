"""Stored values of TIFF files that Pillow and OpenCV do not read, or not as stored: tiff_stored.json.

tifffile gives the directory (offsets, sizes, tags); unpacking of bits, planes and predictor 2 is done here with numpy, one bit at a time.
Run: python3 make_tiff_stored.py <folder of the image corpus>
Made with Python 3.11, numpy 1.24, tifffile 2023.2.3.
"""
import hashlib
import json
import sys
import zlib

import numpy as np
import tifffile

FILES = """skimage/multipage_rgb.tif
image-tiff/images/cmyk-3c-32b-float.tiff
image-tiff/images/gradient-3c-32b.tiff
image-tiff/images/gradient-3c-64b.tiff
image-tiff/images/minisblack-1c-7b.tiff
image-tiff/images/minisblack-2c-8b-alpha.tiff
image-tiff/images/random-fp16.tiff
image-tiff/images/white-fp16-pred2.tiff
image-tiff/images/seq/seq-1c-12b-miniswhite-47c39b31.tiff
image-tiff/images/seq/seq-1c-24b-miniswhite-072a9dc9.tiff
image-tiff/images/seq/seq-1c-3b-miniswhite-ef237c07.tiff
image-tiff/images/seq/seq-1c-5b-73098d17.tiff
image-tiff/images/seq/seq-1c-6b-miniswhite-79cafbb6.tiff
image-tiff/images/seq/seq-1c-7b-miniswhite-9c61ba70.tiff
image-tiff/images/seq/seq-3c-14b-planar-4dde706b.tiff
image-tiff/images/seq/seq-3c-24b-contig-27b9f8ce.tiff
image-tiff/images/seq/seq-3c-24b-planar-6296c0c9.tiff
image-tiff/images/seq/seq-3c-i16-f7fcf423.tiff
image-tiff/images/seq/seq-3c-i8-d7550ce4.tiff
image-tiff/images/seq/seq-4c-16b-cmyk-c6e52592.tiff
image-tiff/images/seq/seq-4c-16b-rgba-5181991f.tiff
image-tiff/libtiffpic/depth/flower-minisblack-24.tif
image-tiff/libtiffpic/depth/flower-rgb-contig-04.tif
image-tiff/libtiffpic/depth/flower-rgb-contig-24.tif
image-tiff/libtiffpic/depth/flower-rgb-planar-04.tif
image-tiff/libtiffpic/depth/flower-rgb-planar-10.tif
image-tiff/libtiffpic/depth/flower-rgb-planar-16.tif
image-tiff/libtiffpic/depth/flower-rgb-planar-24.tif
image-tiff/libtiffpic/depth/flower-separated-planar-08.tif
image-tiff/libtiffpic/depth/flower-separated-planar-16.tif""".split()


def packbits(data):
    out, i = bytearray(), 0
    while i < len(data):
        n = data[i] - 256 if data[i] > 127 else data[i]
        if n >= 0:
            out += data[i + 1:i + 2 + n]
            i += n + 2
        elif n > -128:
            out += data[i + 1:i + 2] * (1 - n)
            i += 2
        else:
            i += 1
    return bytes(out)


def samples(row, count, bits, order):
    if bits % 8 == 0:
        size = bits // 8
        return [int.from_bytes(row[i * size:(i + 1) * size], "big" if order == ">" else "little") for i in range(count)]
    line = "".join(f"{byte:08b}" for byte in row)
    return [int(line[i * bits:(i + 1) * bits], 2) for i in range(count)]


def stored(path):
    with tifffile.TiffFile(path) as file:
        page, order = file.pages[0], file.byteorder
        planes = page.samplesperpixel if page.planarconfig == 2 else 1
        within = page.samplesperpixel // planes
        width, height, bits = page.imagewidth, page.imagelength, page.bitspersample
        rows = page.rowsperstrip if page.rowsperstrip < height else height
        strips = -(-height // rows)
        result = np.zeros((planes, height, width * within), object)
        for number, (offset, length) in enumerate(zip(page.dataoffsets, page.databytecounts)):
            file.filehandle.seek(offset)
            data = file.filehandle.read(length)
            data = {1: lambda d: d, 8: zlib.decompress, 32946: zlib.decompress, 32773: packbits}[int(page.compression)](data)
            row_bytes = (width * within * bits + 7) // 8
            for y in range(min(rows, height - number % strips * rows)):
                values = samples(data[y * row_bytes:(y + 1) * row_bytes], width * within, bits, order)
                if int(page.predictor) == 2:
                    for i in range(within, len(values)):
                        values[i] = (values[i] + values[i - within]) % (1 << bits)
                result[number // strips, number % strips * rows + y] = values
        pixels = np.moveaxis(result.reshape(planes, height, width, within), 0, -1).reshape(height, width, page.samplesperpixel)
        size = 1 if bits <= 8 else 2 if bits <= 16 else 4 if bits <= 32 else 8
        values = pixels.astype(f"<u{size}")
        kind = {1: f"uint{8 * size}", 2: f"int{8 * size}", 3: f"float{bits}"}[int(page.sampleformat)]
        return kind, values, [int(extra) for extra in page.extrasamples][:1] == [1]


if __name__ == "__main__":
    answer = {}
    for name in FILES:
        kind, values, premultiplied = stored(f"{sys.argv[1]}/{name}")
        answer[name] = {"dtype": kind, "shape": list(values.shape), "sha256_le": hashlib.sha256(values.tobytes()).hexdigest()}
        if premultiplied:
            answer[name]["premultiplied"] = True
    with open("tiff_stored.json", "w", encoding="ascii") as out:
        json.dump(answer, out, indent=1)
        out.write("\n")
