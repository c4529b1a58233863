"""Reads an HDF5 file that DeepHealth wrote with h5py. Usage: check_written.py FILE.h5 TRUTH.i32 (digital values of signals 0 and 1)."""
import sys
import h5py, numpy as np

f = h5py.File(sys.argv[1])
digital = np.concatenate([f["digital/0"][:], f["digital/1"][:]])
print("h5py", h5py.__version__, "digital equal:", (digital == np.fromfile(sys.argv[2], "<i4")).all())
print(dict(f["signals/0"].attrs), dict(f.attrs), f["annotations/text"][:], f["signals/0"].compression)
