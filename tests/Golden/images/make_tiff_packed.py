"""Small TIFF files packed by Zstandard, LZMA, WebP and old JPEG (Compression 6), and what libtiff reads of them: tiff_packed.json.

libtiff (through ctypes) writes the first three kinds, without checksums; two files with them are put together here from the output of zstd and of
Python's lzma. So is old JPEG, which libtiff does not write, from JPEG streams of Pillow.
Lossless files are compared with what was written, the others with libtiff's TIFFReadRGBAImageOriented; samples are kept by zlib.
Run: python3 make_tiff_packed.py
Made with Python 3.11, numpy 1.24, Pillow 9.4, libtiff 4.5.0, libzstd 1.5.4, liblzma 5.4.1, libwebp 1.2.4, zstd 1.5.4.
"""
import base64
import ctypes
import io
import json
import lzma
import os
import struct
import subprocess
import tempfile
import zlib

import numpy as np
from PIL import Image

TIFF = ctypes.CDLL("libtiff.so.6")
TIFF.TIFFOpen.restype = ctypes.c_void_p
TIFF.TIFFWriteEncodedStrip.restype = ctypes.c_ssize_t
TIFF.TIFFWriteEncodedTile.restype = ctypes.c_ssize_t
ZSTD, LZMA, WEBP, OLD_JPEG = 50000, 34925, 50001, 6
LEVEL, LOSSLESS = 65568, 65569


def picture(height, width, channels, seed):
    y, x = np.mgrid[:height, :width]
    waves = [128 + 90 * np.sin(x * (0.2 + 0.1 * c) + seed) * np.cos(y * 0.25 + c) for c in range(channels)]
    return np.stack(waves, -1).astype(np.uint8) & 0xF0


def field(file, tag, *values):
    if TIFF.TIFFSetField(file, ctypes.c_uint32(tag), *values) != 1:
        raise ValueError(tag)


def packed(array, compression, predictor=1, tile=0, rows=0, extra=(), codec=()):
    """Writes an array [height, width, channels] with libtiff."""
    height, width, channels = array.shape
    with tempfile.TemporaryDirectory() as folder:
        name = os.path.join(folder, "x.tif")
        file = ctypes.c_void_p(TIFF.TIFFOpen(name.encode(), b"w"))
        for tag, value in ((256, width), (257, height), (258, array.itemsize * 8), (259, compression), (262, 2 if channels > 2 else 1), (277, channels), (284, 1),
                           (339, 3 if array.dtype.kind == "f" else 1)):
            field(file, tag, ctypes.c_int(value))
        if extra:
            field(file, 338, ctypes.c_int(len(extra)), (ctypes.c_uint16 * len(extra))(*extra))
        if predictor > 1:
            field(file, 317, ctypes.c_int(predictor))
        for tag, value in codec:
            field(file, tag, ctypes.c_int(value))
        if tile:
            field(file, 322, ctypes.c_int(tile))
            field(file, 323, ctypes.c_int(tile))
            number = 0
            for top in range(0, height, tile):
                for left in range(0, width, tile):
                    block = np.zeros((tile, tile, channels), array.dtype)
                    part = array[top:top + tile, left:left + tile]
                    block[:part.shape[0], :part.shape[1]] = part
                    data = block.tobytes()
                    assert TIFF.TIFFWriteEncodedTile(file, ctypes.c_uint32(number), data, ctypes.c_ssize_t(len(data))) > 0
                    number += 1
        else:
            field(file, 278, ctypes.c_int(rows))
            for number, top in enumerate(range(0, height, rows)):
                data = array[top:top + rows].tobytes()
                assert TIFF.TIFFWriteEncodedStrip(file, ctypes.c_uint32(number), data, ctypes.c_ssize_t(len(data))) > 0
        TIFF.TIFFClose(file)
        return open(name, "rb").read()


def read(data, channels, stop=1):
    """What libtiff makes of a file, as [height, width, channels]."""
    with tempfile.TemporaryDirectory() as folder:
        name = os.path.join(folder, "x.tif")
        open(name, "wb").write(data)
        file = ctypes.c_void_p(TIFF.TIFFOpen(name.encode(), b"r"))
        width, height = ctypes.c_uint32(), ctypes.c_uint32()
        TIFF.TIFFGetField(file, ctypes.c_uint32(256), ctypes.byref(width))
        TIFF.TIFFGetField(file, ctypes.c_uint32(257), ctypes.byref(height))
        raster = np.zeros((height.value, width.value, 4), np.uint8)
        assert TIFF.TIFFReadRGBAImageOriented(file, width, height, raster.ctypes.data_as(ctypes.c_void_p), ctypes.c_int(1), ctypes.c_int(stop)) == 1
        TIFF.TIFFClose(file)
        return raster[..., :channels]


def parts(stream):
    """A JPEG stream as its segments, its header up to the data of the scan, and these data without the end mark."""
    segments, at = [], 2
    while True:
        marker, length = stream[at + 1], struct.unpack(">H", stream[at + 2:at + 4])[0]
        segments.append((marker, stream[at + 4:at + 2 + length]))
        at += 2 + length
        if marker == 0xDA:
            return segments, stream[:at], stream[at:-2]


def jpeg(array, sampling):
    out = io.BytesIO()
    Image.fromarray(array[..., 0] if array.shape[2] == 1 else array).save(out, "JPEG", quality=80, subsampling=sampling)
    return out.getvalue()


def tables(segments, channels):
    """Tables of all components: quantisation, DC and AC codes."""
    steps, codes = {}, {}
    for marker, content in segments:
        while marker in (0xDB, 0xC4) and content:
            size = 65 if marker == 0xDB else 17 + sum(content[1:17])
            (steps if marker == 0xDB else codes)[content[0]] = content[1:size]
            content = content[size:]
    pick = [0 if i == 0 else 1 for i in range(channels)]
    return [steps[i] for i in pick], [codes[i] for i in pick], [codes[16 + i] for i in pick]


def directory(order, fields, blobs):
    """A file of fields (tag, type, values); a value (name, ...) stands for the offset of a blob."""
    data, at = bytearray((b"II" if order == "<" else b"MM") + struct.pack(order + "HI", 42, 0)), {}
    for name, blob in blobs.items():
        at[name] = len(data)
        data += blob + b"\0" * (len(blob) & 1)
    entries = []
    for tag, kind, values in sorted(fields):
        values = [at[value] if isinstance(value, str) else value for value in values]
        content = b"".join(struct.pack(order + {3: "H", 4: "I", 5: "II"}[kind], *(value if kind == 5 else (value,))) for value in values)
        if len(content) > 4:
            entries.append(struct.pack(order + "HHII", tag, kind, len(values), len(data)))
            data += content
        else:
            entries.append(struct.pack(order + "HHI", tag, kind, len(values)) + content.ljust(4, b"\0"))
    struct.pack_into(order + "I", data, 4, len(data))
    return bytes(data + struct.pack(order + "H", len(entries)) + b"".join(entries) + struct.pack(order + "I", 0))


def checked(array, compression):
    """A file of one strip whose packed data end in a checksum."""
    height, width, channels = array.shape
    if compression == ZSTD:
        data = subprocess.run(["zstd", "-19", "--check", "-c"], input=array.tobytes(), stdout=subprocess.PIPE, check=True).stdout
    else:
        filters = [{"id": lzma.FILTER_DELTA, "dist": channels}, {"id": lzma.FILTER_LZMA2, "preset": 6}]
        data = lzma.compress(array.tobytes(), lzma.FORMAT_XZ, lzma.CHECK_CRC32, filters=filters)
    fields = [(256, 3, [width]), (257, 3, [height]), (258, 3, [8] * channels), (259, 3, [compression]), (262, 3, [2]), (277, 3, [channels]),
              (278, 3, [height]), (273, 4, ["strip"]), (279, 4, [len(data)])]
    return directory("<", fields, {"strip": data})


def old(array, blocks, size, tile=0, order="<", sampling=(1, 1), streams=False, interchange=None, more=()):
    """A file of old JPEG: blocks are JPEG streams of (height, width) each."""
    height, width, channels = array.shape
    names = [f"block{i}" for i in range(len(blocks))]
    blobs = {name: block if streams else parts(block)[2] for name, block in zip(names, blocks)}
    lengths = [len(blobs[name]) for name in names]
    fields = [(256, 3, [width]), (257, 3, [height]), (258, 3, [8] * channels), (259, 3, [OLD_JPEG]), (262, 3, [6 if channels == 3 else 1]), (277, 3, [channels]),
              (512, 3, [1]), *more]
    fields += [(322, 3, [size[1]]), (323, 3, [size[0]]), (324, 4, names), (325, 4, lengths)] if tile else [(278, 3, [size[0]]), (273, 4, names), (279, 4, lengths)]
    if channels == 3:
        fields.append((530, 3, list(sampling)))
    if interchange is not None:
        blobs["stream"] = interchange
        fields += [(513, 4, ["stream"]), (514, 4, [len(blobs["stream"])])]
    elif not streams:
        for tag, name, kind in zip((519, 520, 521), "qda", tables(parts(blocks[0])[0], channels)):
            for i, table in enumerate(kind):
                blobs[f"{name}{i}"] = table
            fields.append((tag, 4, [f"{name}{i}" for i in range(channels)]))
    return directory(order, fields, blobs)


def with_height(header, height):
    """A header whose frame states other rows."""
    at = header.index(b"\xff\xc0") + 5
    return header[:at] + struct.pack(">H", height) + header[at + 2:]


def strips(array, rows, sampling):
    return [jpeg(array[top:top + rows], sampling) for top in range(0, array.shape[0], rows)]


if __name__ == "__main__":
    gray16 = (picture(21, 37, 1, 1).astype(np.uint16) * 251)
    real = (picture(21, 17, 1, 2) / np.float32(7)).astype(np.float32)
    rgb, rgba, opaque = picture(21, 19, 3, 3), picture(21, 19, 4, 4), picture(20, 18, 4, 5)
    opaque[..., 3] = 255
    lossless = {
        "zstd_strips_predictor2": (rgb, packed(rgb, ZSTD, 2, rows=8)),
        "zstd_tiles_predictor2": (gray16, packed(gray16, ZSTD, 2, tile=16)),
        "zstd_strips_predictor3": (real, packed(real, ZSTD, 3, rows=9)),
        "zstd_strips": (rgb, packed(rgb, ZSTD, rows=21)),
        "lzma_strips": (rgb, packed(rgb, LZMA, rows=11)),
        "lzma_tiles_predictor2": (gray16, packed(gray16, LZMA, 2, tile=32)),
        "zstd_checksum": (rgb, checked(rgb, ZSTD)),
        "lzma_checksum": (rgb, checked(rgb, LZMA)),
        "webp_lossless_strips": (rgb, packed(rgb, WEBP, rows=8, codec=((LOSSLESS, 1),))),
        "webp_lossless_tiles_opacity": (rgba, packed(rgba, WEBP, tile=16, extra=(2,), codec=((LOSSLESS, 1),))),
        "webp_lossless_strips_opaque": (opaque, packed(opaque, WEBP, rows=20, extra=(2,), codec=((LOSSLESS, 1),))),
    }
    lossy_strips, lossy_tiles = packed(rgb, WEBP, rows=21, codec=((LEVEL, 60),)), packed(rgb, WEBP, tile=16, codec=((LEVEL, 60),))
    plain, color = picture(24, 20, 1, 6), picture(24, 20, 3, 7)
    tiles = [jpeg(np.pad(color, ((0, 8), (0, 0), (0, 0)))[top:top + 16, :16], 0) for top in (0, 16)]
    whole = jpeg(color, 2)
    weights = [(529, 5, [(299, 1000), (587, 1000), (114, 1000)]), (532, 5, [(16, 1), (235, 1), (128, 1), (240, 1), (128, 1), (240, 1)])]
    lossy = {
        "webp_strips": (3, lossy_strips),
        "webp_tiles": (3, lossy_tiles),
        "old_jpeg_tables_gray": (1, old(plain, strips(plain, 8, 0), (8, 20))),
        "old_jpeg_tables_420": (3, old(color, strips(color, 16, 2), (16, 20), sampling=(2, 2))),
        "old_jpeg_tables_422_big_endian": (3, old(color, strips(color, 16, 1), (16, 20), sampling=(2, 1), order=">", more=weights)),
        "old_jpeg_tables_tiles": (3, old(color[:, :16], tiles, (16, 16), tile=1)),
        "old_jpeg_stream_whole": (3, old(color, [whole], (24, 20), sampling=(2, 2), interchange=whole)),
        "old_jpeg_stream_headers": (3, old(color, strips(color, 16, 2), (16, 20), sampling=(2, 2), interchange=with_height(parts(jpeg(color[:16], 2))[1], 24))),
        "old_jpeg_strip_is_stream": (3, old(color, [whole], (24, 20), sampling=(2, 2), streams=True)),
    }
    # libtiff does not read several blocks that share one stream without restart markers: they show what the only strip shows.
    answer = {}
    for name, blocks, size, tile in (("strips", 2, (16, 20), 0), ("tiles", 4, (16, 16), 1)):
        shared = old(color, [whole[:64]] * blocks, size, tile=tile, sampling=(2, 2), streams=True, interchange=whole)
        answer[f"old_jpeg_stream_whole_{name}"] = {"shape": list(color.shape), "dtype": "uint8", "file": shared, "exact": False,
                                                   "samples": read(lossy["old_jpeg_stream_whole"][1], 3).tobytes()}
    for name, (array, data) in lossless.items():
        kind = array.dtype.newbyteorder("<")
        answer[name] = {"shape": list(array.shape), "dtype": str(array.dtype), "file": data, "samples": array.astype(kind).tobytes(), "exact": True}
    for name, (channels, data) in lossy.items():
        array = read(data, channels)
        answer[name] = {"shape": list(array.shape), "dtype": "uint8", "file": data, "samples": array.tobytes(), "exact": name.startswith("webp")}
    for entry in answer.values():
        entry["file"] = base64.b64encode(entry["file"]).decode()
        entry["samples"] = base64.b64encode(zlib.compress(entry["samples"], 9)).decode()
    with open("tiff_packed.json", "w", encoding="ascii") as out:
        json.dump(answer, out, indent=1)
        out.write("\n")
