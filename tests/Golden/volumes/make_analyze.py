"""Writes an ANALYZE 7.5 pair with the origin of SPM, big endian, with nibabel 5.0.0: 5 x 4 x 3 samples i*i - 100 for i = 0 ... 59."""
import nibabel
import numpy

samples = (numpy.arange(60) ** 2 - 100).astype(">i2").reshape((5, 4, 3), order="F")
header = nibabel.Spm99AnalyzeHeader(endianness=">")
header.set_data_dtype(numpy.int16)
affine = numpy.array([[-2, 0, 0, 10], [0, 3, 0, -6], [0, 0, 4, -8], [0, 0, 0, 1.0]])
header.set_data_shape(samples.shape)
header.set_zooms((2, 3, 4))
header.set_origin_from_affine(affine)
nibabel.Spm99AnalyzeImage(samples, None, header).to_filename("analyze.img")
print(nibabel.load("analyze.img").affine)
