"""What is known of two DICOM files of the corpus on which the tools of its references disagree or fail.

usage: known.py FOLDER
FOLDER is that of the DICOM corpus. Its output is known.txt.
"""
import hashlib
import os
import sys

import gdcm
import pydicom


def by_gdcm(path):
    reader = gdcm.ImageReader()
    reader.SetFileName(path)
    return reader.GetImage().GetBuffer().encode("utf-8", "surrogateescape") if reader.Read() else None


def digest(data):
    return hashlib.sha256(data).hexdigest()


folder = os.path.join(sys.argv[1], "pydicom", "test_files")
print(f"pydicom {pydicom.__version__} gdcm {gdcm.Version.GetVersion()}")

# The stream states 13 bits without sign, Pixel Representation a sign.
path = os.path.join(folder, "J2K_pixelrep_mismatch.dcm")
pixels = pydicom.dcmread(path).pixel_array
print("J2K_pixelrep_mismatch pydicom", pixels.min(), pixels.max(), digest(pixels.astype("<i2").tobytes()))
print("J2K_pixelrep_mismatch gdcm   ", digest(by_gdcm(path)))

# The decoder fails on the overwritten size, the reader goes on: what it gives was in the memory before.
path = os.path.join(folder, "JPEG2000-embedded-sequence-delimiter.dcm")
kept = []
for _ in range(3):
    kept.append(by_gdcm(path))
    kept.append(bytearray(os.urandom(1 << 22)))
print("JPEG2000-embedded-sequence-delimiter gdcm", "differs from read to read" if len({digest(data) for data in kept[::2]}) > 1 else "is the same each time")
