"""Checks compressed DICOM files that DicomTranscoder wrote with pydicom, GDCM and DCMTK.

usage: check.py SOURCES WRITTEN
SOURCES holds NAME.dcm, WRITTEN holds NAME@UID.dcm: the same file in the transfer syntax UID.
Lossless files must have equal pixels in pydicom (with GDCM or Pillow behind it) and GDCM, and equal elements but for those that the
compression changes; lossy ones must state it. dcmdump must read every file without a warning.
"""
import glob
import os
import subprocess
import sys
import tempfile

import gdcm
import numpy as np
import pydicom

LOSSY = {"1.2.840.10008.1.2.4.81", "1.2.840.10008.1.2.4.91"}
DCMTK = {"1.2.840.10008.1.2.5": "dcmdrle", "1.2.840.10008.1.2.4.57": "dcmdjpeg", "1.2.840.10008.1.2.4.70": "dcmdjpeg",
         "1.2.840.10008.1.2.4.80": "dcmdjpls", "1.2.840.10008.1.2.4.81": "dcmdjpls"}
CHANGED = {0x00280004, 0x00280006, 0x00280100, 0x00280102, 0x7FE00010}
LOSSY_CHANGED = {0x00080008, 0x00080018, 0x00282110, 0x00282112, 0x00282114}


def by_gdcm(path):
    reader = gdcm.ImageReader()
    reader.SetFileName(path)
    if not reader.Read():
        return None
    image = reader.GetImage()
    kind = {gdcm.PixelFormat.UINT8: "u1", gdcm.PixelFormat.INT8: "i1", gdcm.PixelFormat.UINT16: "<u2", gdcm.PixelFormat.INT16: "<i2",
            gdcm.PixelFormat.UINT12: "<u2", gdcm.PixelFormat.INT12: "<i2"}[image.GetPixelFormat().GetScalarType()]
    raw = np.frombuffer(image.GetBuffer().encode("utf-8", "surrogateescape"), kind)
    return raw


def signed(values, data_set):
    half = 1 << (data_set.BitsStored - 1)
    return (values.astype(int) ^ half) - half if data_set.PixelRepresentation else values.astype(int)


def main(sources, written):
    gdcm.Trace.WarningOff()
    gdcm.Trace.ErrorOff()
    print("pydicom", pydicom.__version__, "gdcm", gdcm.Version.GetVersion(), "dcmtk", subprocess.run(["dcmdump", "--version"], capture_output=True, text=True).stdout.split()[2])
    native_path = os.path.join(tempfile.gettempdir(), "native.dcm")
    bad = 0
    files = sorted(glob.glob(os.path.join(written, "*@*.dcm")))
    for path in files:
        name, uid = os.path.basename(path)[:-4].split("@")
        source = pydicom.dcmread(os.path.join(sources, name + ".dcm"))
        result = pydicom.dcmread(path)
        problems = []
        if result.file_meta.TransferSyntaxUID != uid:
            problems.append("transfer syntax " + result.file_meta.TransferSyntaxUID)
        # pydicom and GDCM keep the bits beside the stored ones, which mean nothing.
        mask = (1 << source.BitsStored) - 1
        expected = source.pixel_array & mask
        try:
            actual = result.pixel_array & mask
            if uid in LOSSY:
                error = np.abs(signed(expected, source) - signed(actual, source)).mean()
                if result.LossyImageCompression != "01" or not result.LossyImageCompressionRatio:
                    problems.append("loss is not stated")
                problems += ["error %d" % error] if error > 0.05 * np.ptp(expected) else []
            elif not np.array_equal(expected, actual):
                problems.append("pydicom reads other pixels")
        except Exception as error:
            problems.append("pydicom: %s" % error)
        if uid not in LOSSY:
            raw = by_gdcm(path)
            # GDCM keeps the order of planes that the source states.
            if raw is None or not np.array_equal(np.sort(raw & mask), np.sort(expected.ravel())):
                problems.append("GDCM reads other pixels")
        for element in source:
            if element.tag in CHANGED or (uid in LOSSY and element.tag in LOSSY_CHANGED):
                continue
            if element.tag not in result or result[element.tag].value != element.value:
                problems.append("element %s" % element.tag)
        extra = {element.tag for element in result} - {element.tag for element in source} - CHANGED - LOSSY_CHANGED
        problems += ["added %s" % tag for tag in extra]
        dump = subprocess.run(["dcmdump", path], capture_output=True)
        if dump.returncode or dump.stderr.strip():
            problems.append("dcmdump: %s" % dump.stderr.strip()[:200])
        if uid in DCMTK:
            done = subprocess.run([DCMTK[uid], path, native_path], capture_output=True)
            native = pydicom.dcmread(native_path).pixel_array & mask if done.returncode == 0 else None
            if native is None or not np.array_equal(native, actual):
                problems.append("%s reads other pixels: %s" % (DCMTK[uid], done.stderr[:200]))
        bad += bool(problems)
        print("%-50s %s" % (name + " " + uid, "; ".join(problems) or "ok"))
    print(len(files), "files,", bad, "with problems")
    return bad


if __name__ == "__main__":
    sys.exit(bool(main(*sys.argv[1:3])))
