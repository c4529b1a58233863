"""Compares files that Ecvl wrote with the PNG it wrote of the same image, by readers of others.

Usage: python3 check_written.py FOLDER    (holds NAME.png with NAME.jp2, NAME.j2k, NAME_lossy.jp2, NAME.jls)
JP2 and J2K are read by Pillow 9.4.0 (OpenJPEG 2.5.0), JPEG-LS by GDCM 3.0.21 and pydicom 2.3.1 as a DICOM frame.
"""
import pathlib
import sys

import numpy
import pydicom
from PIL import Image
from pydicom.dataset import FileMetaDataset
from pydicom.encaps import encapsulate

SYNTAX = "1.2.840.10008.1.2.4.80"


def jpeg_ls(path, shape, bits):
    data = pydicom.Dataset()
    data.file_meta = FileMetaDataset()
    data.file_meta.TransferSyntaxUID = SYNTAX
    data.is_little_endian, data.is_implicit_VR = True, False
    data.Rows, data.Columns = shape[:2]
    data.SamplesPerPixel = shape[2] if len(shape) == 3 else 1
    data.PhotometricInterpretation = "RGB" if data.SamplesPerPixel == 3 else "MONOCHROME2"
    if data.SamplesPerPixel > 1:
        data.PlanarConfiguration = 0
    data.BitsAllocated = data.BitsStored = bits
    data.HighBit = bits - 1
    data.PixelRepresentation = 0
    data.SOPClassUID, data.SOPInstanceUID = "1.2.840.10008.5.1.4.1.1.7", "1.2.3"
    data.file_meta.MediaStorageSOPClassUID, data.file_meta.MediaStorageSOPInstanceUID = data.SOPClassUID, "1.2.3"
    data.PixelData = encapsulate([path.read_bytes()])
    data["PixelData"].is_undefined_length = True
    data["PixelData"].VR = "OB"
    return data.pixel_array


folder = pathlib.Path(sys.argv[1])
for original in sorted(folder.glob("*.png")):
    expected = numpy.asarray(Image.open(original)).astype(int)
    for ending in (".jp2", ".j2k", "_lossy.jp2", ".jls"):
        path = folder / (original.stem + ending)
        if not path.exists() or (ending == ".jls" and expected.ndim == 3 and expected.shape[2] != 3):
            continue
        bits = 16 if expected.max() > 255 else 8
        actual = jpeg_ls(path, expected.shape, bits) if ending == ".jls" else numpy.asarray(Image.open(path))
        print(path.name, expected.shape, "largest difference", abs(actual.astype(int) - expected).max())
