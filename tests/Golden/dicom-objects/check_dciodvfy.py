"""Runs dciodvfy (dicom3tools 1.00 of Debian 12) on objects this library wrote, and compares transcoded files with their source.

Usage: check_dciodvfy.py folder source. The folder is of `FormatReport --write-dicom folder source`.
"""

import glob
import os
import subprocess
import sys

folder, source = sys.argv[1:3]


def findings(path, kind):
    run = subprocess.run(["dciodvfy", path], capture_output=True, text=True)
    lines = (run.stdout + run.stderr).splitlines()
    return sorted({line.strip() for line in lines if line.startswith(kind)})


known = set(findings(source, "Error"))
print(f"source: {len(known)} errors")
for path in sorted(glob.glob(os.path.join(folder, "*.dcm"))):
    name = os.path.basename(path)
    errors = [line for line in findings(path, "Error") if not (name.startswith("to_") and line in known)]
    warnings = findings(path, "Warning")
    print(f"{name}: {len(errors)} errors, {len(warnings)} warnings")
    for line in errors:
        print("   ", line)
