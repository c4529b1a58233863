"""Reads WFDB records that DeepHealth wrote with wfdb-python and compares the digital values and annotations.

Usage: PYTHONPATH=<wfdb-python> check_written.py FOLDER
FOLDER holds fN.hea, fN.dat and fN.i32 for the storage formats N: digital values of all signals one after the other (little-endian int32).
"""
import glob, os, sys
import numpy as np, wfdb

print("wfdb", wfdb.__version__, "numpy", np.__version__)
for path in sorted(glob.glob(sys.argv[1] + "/f*.hea")):
    name = os.path.splitext(path)[0]
    truth = np.fromfile(name + ".i32", "<i4")
    record = wfdb.rdrecord(name, physical=False, return_res=32)
    read = record.d_signal.T.astype("<i4").ravel()
    sums = [int(v) & 0xFFFF for v in record.checksum]
    print(os.path.basename(path), record.fmt, "equal" if (read == truth).all() else "DIFFERENT", "checksums", "equal" if sums == [int(row.sum()) & 0xFFFF for row in record.d_signal.T.astype(np.int64)] else "DIFFERENT")
a = wfdb.rdann(sys.argv[1] + "/f16", "atr")
print(list(zip(a.sample.tolist(), a.symbol, a.subtype.tolist(), a.chan.tolist(), a.num.tolist(), a.aux_note)))
