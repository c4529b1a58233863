"""Samples of files of the corpus that its references lack or hold in another form: corpus_values.json.

- Progressive files whose scans leave bits open: libjpeg without its block smoothing, which invents detail (decode_damaged.c; with smoothing it gives the
  values of the references, which this script checks).
- Lossless and 12-bit files, which Pillow and OpenCV do not read: DCMTK, from the same stream in a DICOM envelope. GDCM gives equal samples of the gray ones.
Little-endian samples, RGB or gray, row after row.
Run: cc -O2 -o decode_damaged decode_damaged.c -ljpeg; python3 make_corpus_values.py <folder of the image corpus>
Made with libjpeg-turbo 2.1.5, DCMTK 3.6.7, GDCM 3.0.21, pydicom 2.3.1, Python 3.11 (Debian 12).
"""
import hashlib
import json
import os
import struct
import subprocess
import sys
import tempfile

import gdcm
import pydicom
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.encaps import encapsulate

SUITE = "jpeg-decoder/crashtest/images/imagetestsuite/"
SMOOTHED = [SUITE + name + ".jpg" for name in (
    "46f5d9c1b0fe352353688f736e5617b6", "5c67195f6993c9f8d0d32d4ffe0d8e62", "8e5e74dbf9b68a322fbb9512db837329", "b55977028a3a574336966b6536640fc9",
    "eecb78b937a7c5f04aae2f5b0f5b5acc", "f6b4389c3cf0f5997b2e5a4b905aea8d", "fd44dc63fa7bdd12ee34fc602231ef02")] + ["jpeg-decoder/crashtest/images/subtract-with-overflow.jpg"]
OTHER = ["jpeg-decoder/reftest/images/lossless/1/jpeg_lossless_sel5.jpg", "jpeg-decoder/reftest/images/lossless/1/jpeg_lossless_sel7.jpg",
         "jpeg-decoder/reftest/images/lossless/2/MR4.jpg", "libjpeg-turbo/monkey12.jpg"]


def digest(data):
    return hashlib.sha256(data).hexdigest()


def decode(path, smoothing):
    return digest(subprocess.run(["./decode_damaged", path, str(smoothing)], check=True, capture_output=True).stdout)


def frame_header(data):
    at = 2
    while not 0xC0 <= data[at + 1] <= 0xC3:
        at += 2 + struct.unpack(">H", data[at + 2:at + 4])[0]
    return data[at + 1], *struct.unpack(">BHHB", data[at + 4:at + 10])


def envelope(data, path):
    marker, bits, rows, columns, components = frame_header(data)
    ds = Dataset()
    ds.file_meta = FileMetaDataset()
    ds.file_meta.TransferSyntaxUID = {0xC1: "1.2.840.10008.1.2.4.51", 0xC3: "1.2.840.10008.1.2.4.57"}[marker]
    ds.file_meta.MediaStorageSOPClassUID = ds.SOPClassUID = "1.2.840.10008.5.1.4.1.1.7"
    ds.file_meta.MediaStorageSOPInstanceUID = ds.SOPInstanceUID = "1.2.3.4"
    ds.Rows, ds.Columns, ds.SamplesPerPixel, ds.PixelRepresentation = rows, columns, components, 0
    ds.BitsAllocated, ds.BitsStored, ds.HighBit = 16, bits, bits - 1
    ds.PhotometricInterpretation = "MONOCHROME2" if components == 1 else "YBR_FULL_422"
    if components > 1:
        ds.PlanarConfiguration = 0
    ds.PixelData = encapsulate([data])
    ds["PixelData"].VR = "OB"
    ds.is_little_endian, ds.is_implicit_VR = True, False
    ds.save_as(path, write_like_original=False)
    return rows * columns * components * 2, components


def main(corpus):
    references = json.load(open(os.path.join(corpus, "references.json")))
    values = {}
    for name in SMOOTHED:
        path = os.path.join(corpus, name)
        assert decode(path, 1) == references[name]["cv2"]["sha256_le"], name
        values[name] = {"by": "libjpeg-turbo without block smoothing", "sha256_le": decode(path, 0)}

    with tempfile.TemporaryDirectory() as folder:
        coded, plain = os.path.join(folder, "coded.dcm"), os.path.join(folder, "plain.dcm")
        for name in OTHER:
            size, components = envelope(open(os.path.join(corpus, name), "rb").read(), coded)
            subprocess.run(["dcmdjpeg", coded, plain], check=True)
            samples = pydicom.dcmread(plain).PixelData[:size]
            if components == 1:
                reader = gdcm.ImageReader()
                reader.SetFileName(coded)
                assert reader.Read() and reader.GetImage().GetBuffer().encode("utf-8", "surrogateescape") == samples, name
            values[name] = {"by": "DCMTK", "sha256_le": digest(samples)}

    with open("corpus_values.json", "w") as file:
        json.dump(values, file, indent=1)
        file.write("\n")


main(sys.argv[1])
