#!/usr/bin/python3
"""Goldens for equiripple filters and envelopes: filters.json.

Made with numpy 1.24.2 and scipy 1.10.1 (Debian). Run in this folder: python3 make_filters.py
"""
import json
import numpy as np
from scipy import signal

CASES = [
    dict(taps=31, bands=[0, 30, 45, 150], desired=[1, 0], rate=300),
    dict(taps=32, bands=[0, 30, 45, 150], desired=[1, 0], rate=300, weights=[1, 10]),
    dict(taps=101, bands=[0, 4, 6, 14, 17, 180], desired=[0, 1, 0], rate=360, weights=[5, 1, 5]),
    dict(taps=57, bands=[0, 30, 45, 55, 70, 250], desired=[1, 0, 1], rate=500),
    dict(taps=41, bands=[0, 0.02, 0.06, 0.5], desired=[0, 1], rate=1),
    dict(taps=24, bands=[0, 125], desired=[1], rate=250, kind="differentiator"),
    dict(taps=31, bands=[0, 80, 100, 125], desired=[1, 0], rate=250, kind="differentiator"),
    dict(taps=31, bands=[5, 120], desired=[1], rate=250, kind="hilbert"),
    dict(taps=32, bands=[5, 125], desired=[1], rate=250, kind="hilbert"),
    dict(taps=12, bands=[0, 0.1, 0.2, 0.5], desired=[1, 0], rate=1, density=64),
]
for c in CASES:
    c.setdefault("kind", "bandpass")
    c.setdefault("weights", [1] * len(c["desired"]))
    c.setdefault("density", 16)
    c["h"] = signal.remez(c["taps"], c["bands"], c["desired"], weight=c["weights"], type=c["kind"], fs=c["rate"],
                          maxiter=200, grid_density=c["density"]).tolist()

x = np.load("../signals/input.npy")
rms = [float(np.sqrt(np.mean(x[max(i - 12, 0):i + 13] ** 2))) for i in range(x.size)]


def envelope(v, distance):
    peaks, _ = signal.find_peaks(v, distance=distance)
    return np.interp(np.arange(v.size), peaks, v[peaks]).tolist()


json.dump({"remez": CASES, "rms": rms, "upper": envelope(x, 20), "lower": (-np.array(envelope(-x, 20))).tolist(),
           "hilbert": np.abs(signal.hilbert(x)).tolist()}, open("filters.json", "w"), separators=(",", ":"))
