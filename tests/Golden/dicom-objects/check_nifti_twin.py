"""Compares a volume that `dicom to-nifti --stored` made with dcm2niix's of the same series, in patient coordinates.

Run with python 3.11, nibabel 5.0, numpy 1.24. Arguments: our file, dcm2niix's file, which may have more time points.
"""

import sys

import nibabel as nib
import numpy as np

ours, theirs = (nib.load(path) for path in sys.argv[1:3])
a, b = np.asanyarray(ours.dataobj), np.asanyarray(theirs.dataobj)
times = a.shape[3]
# Voxels of ours in the indices of theirs; the axes may run the other way.
to_theirs = np.linalg.inv(theirs.affine) @ ours.affine
print("voxel map\n", np.round(to_theirs, 4))
index = np.stack(np.meshgrid(*(np.arange(n) for n in a.shape[:3]), indexing="ij"), -1).reshape(-1, 3)
mapped = index @ to_theirs[:3, :3].T + to_theirs[:3, 3]
off = np.abs(mapped - np.round(mapped)).max()
i, j, k = np.round(mapped).astype(int).T
same = np.array_equal(b[i, j, k, :times].reshape(a.shape), a)
print(f"shape {a.shape} {a.dtype} against {b.shape} {b.dtype}, places differ by at most {off:.2g} voxels, values of {times} time points equal: {same}")
