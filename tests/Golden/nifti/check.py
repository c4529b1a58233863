"""Reads the NIfTI files that `FormatReport --write-volumes <folder>` wrote with nibabel, and compares samples, matrix, axis codes and extensions.

usage: check.py <folder>; the result of the last run is result.txt.
"""
import json
import os
import sys

import nibabel
import numpy

folder = sys.argv[1]
expected = json.load(open(os.path.join(folder, "expected.json")))
types = {"Bool": "uint8", "UInt8": "uint8", "Int8": "int8", "UInt16": "uint16", "Int16": "int16", "UInt32": "uint32", "Int32": "int32",
         "UInt64": "uint64", "Int64": "int64", "Float32": "float32", "Float64": "float64"}
print("nibabel", nibabel.__version__, "numpy", numpy.__version__)
wrong = 0
checked = 0
for name, truth in expected.items():
    if not name.endswith((".nii", ".nii.gz", ".hdr")):
        continue
    image = nibabel.load(os.path.join(folder, name))
    faults = []
    if list(image.shape) != truth["shape"]:
        faults.append(f"shape {image.shape}")
    affine = numpy.array(truth["affine"]).reshape(4, 4)
    if abs(image.affine - affine).max() > 1e-4:
        faults.append("affine")
    if "".join(nibabel.aff2axcodes(image.affine)) != truth["axcodes"]:
        faults.append("axis codes")
    # A rotation by nearly 180 degrees loses half of the digits of single precision in the quaternion; nibabel's own files do as well.
    qform, code = image.header.get_qform(coded=True)
    if truth["orthogonal"] != (code > 0) or (code > 0 and abs(qform - affine).max() > 2e-3):
        faults.append(f"qform {code}")
    values = numpy.array(truth["values"])
    read = image.get_fdata(dtype=numpy.float64).ravel(order="F")
    if truth["quantized"]:
        if abs(read - values).max() > 0.51 * image.dataobj.slope:
            faults.append("quantized samples")
    else:
        if image.get_data_dtype().newbyteorder("=") != numpy.dtype(types[truth["type"]]):
            faults.append(f"type {image.get_data_dtype()}")
        if not numpy.array_equal(numpy.asanyarray(image.dataobj).ravel(order="F").astype(numpy.float64), values):
            faults.append("samples")
    if name.startswith("series"):
        header = image.header
        if header.extensions[0].get_content() != b"a comment" or header["descrip"].item() != b"a series" or header.get_zooms()[3] != 2.5 or header.get_xyzt_units() != ("mm", "sec"):
            faults.append("facts")
    checked += 1
    wrong += len(faults) > 0
    if faults:
        print(name, faults)
print(checked, "files,", wrong, "differ")
sys.exit(wrong > 0)
