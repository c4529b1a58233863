#!/usr/bin/python3
"""Goldens for the signal filters, resampling, windows and z-score.

Made with numpy 1.24.2 and scipy 1.10.1 (Debian). Run in this folder: python3 make_goldens.py
Each file is a little-endian float64 array in .npy format.
"""
import numpy as np
from scipy import signal, stats

rng = np.random.default_rng(2003)
n = np.arange(600)
# Drift, a slow wave, a fast wave, sparse spikes and noise: something for every pass band.
x = (0.002 * n + np.sin(2 * np.pi * n * 1.1 / 300) + 0.3 * np.sin(2 * np.pi * n * 50 / 300)
     + (n % 240 == 30) * 2.0 + 0.1 * rng.standard_normal(n.size))
np.save("input", x)

FILTERS = [
    ("low", 1, [40], 300), ("low", 2, [40], 300), ("low", 3, [40], 300), ("low", 4, [15], 360), ("low", 5, [40], 300), ("low", 8, [40], 300),
    ("high", 1, [0.5], 300), ("high", 2, [0.5], 300), ("high", 3, [0.5], 360), ("high", 5, [5], 500), ("high", 6, [100], 250),
    ("bandpass", 1, [5, 15], 360), ("bandpass", 2, [0.5, 40], 300), ("bandpass", 3, [5, 15], 360), ("bandpass", 4, [0.5, 40], 300),
    ("bandpass", 5, [1, 100], 500), ("bandpass", 3, [1, 140], 300),
    ("bandstop", 1, [49, 51], 500), ("bandstop", 2, [48, 52], 360), ("bandstop", 3, [58, 62], 250), ("bandstop", 4, [10, 100], 300),
    ("bandstop", 3, [1, 140], 300),
]
for kind, order, hz, rate in FILTERS:
    sos = signal.butter(order, hz if len(hz) > 1 else hz[0], btype=kind, output="sos", fs=rate)
    name = "_".join([kind, str(order)] + ["%g" % f for f in hz] + [str(rate)])
    # One array: sections, then causal output, then zero-phase output.
    np.save("butter_" + name, np.concatenate([
        sos.ravel(), signal.sosfilt(sos, x), signal.sosfiltfilt(sos, x)]))

for up, down, length in [(5, 6, 600), (6, 5, 599), (3, 1, 50), (1, 3, 200), (1, 2, 1), (2, 1, 1), (75, 32, 100), (32, 75, 333), (7, 11, 2), (25, 9, 40), (147, 160, 480)]:
    np.save("resample_%d_%d_%d" % (up, down, length), signal.resample_poly(x[:length], up, down))

WINDOWS = [("hann",), ("hamming",), ("blackman",), ("kaiser", 5.0), ("kaiser", 0.0), ("kaiser", 14.0), ("kaiser", 120.0),
           ("tukey", 0.5), ("tukey", 0.1), ("tukey", 0.0), ("tukey", 1.0)]
for window in WINDOWS:
    parts = []
    for length in (1, 2, 3, 8, 51):
        for periodic in (False, True):
            parts.append(signal.get_window(window if len(window) > 1 else window[0], length, fftbins=periodic))
    np.save("window_" + "_".join([window[0]] + ["%g" % a for a in window[1:]]), np.concatenate(parts))

np.save("zscore", stats.zscore(x))
