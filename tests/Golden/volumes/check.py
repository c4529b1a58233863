"""Reads the NRRD and MetaImage files that `FormatReport --write-volumes <folder>` wrote with ITK (itk_volumes show), and compares.

usage: check.py <itk_volumes> <folder>; the result of the last run is result.txt.
"""
import json
import os
import subprocess
import sys

import numpy

program, folder = sys.argv[1:]
expected = json.load(open(os.path.join(folder, "expected.json")))
names = [name for name in expected if name.endswith((".nrrd", ".nhdr", ".mha", ".mhd"))]
lines = subprocess.run([program, "show", *(os.path.join(folder, name) for name in names)], capture_output=True, text=True, check=True).stdout.splitlines()
wrong = 0
for name, line in zip(names, lines):
    truth = expected[name]
    words = line.split()
    if "FAILED" in words:
        print(line)
        wrong += 1
        continue
    size = [int(word) for word in words[2:6]]
    spacing = numpy.array(words[9:12], float)
    origin = numpy.array(words[13:16], float)
    direction = numpy.array(words[17:26], float).reshape(3, 3)
    values = numpy.array(truth["values"])
    lps = numpy.diag([-1, -1, 1, 1]) @ numpy.array(truth["affine"]).reshape(4, 4)
    faults = []
    if size[:3] != truth["shape"][:3]:
        faults.append(f"size {size}")
    if abs(direction * spacing - lps[:3, :3]).max() > 1e-5 or abs(origin - lps[:3, 3]).max() > 1e-5:
        faults.append("place")
    if not numpy.isclose(float(words[27]), values.sum(), rtol=1e-9) or not numpy.isclose(float(words[29]), (values * (numpy.arange(values.size) % 97)).sum(), rtol=1e-9):
        faults.append("samples")
    wrong += len(faults) > 0
    if faults:
        print(name, faults, line)
print(len(names), "files,", wrong, "differ")
sys.exit(wrong > 0)
