#!/usr/bin/python3
"""Goldens for signal-quality indices of a formula's stretch: quality.json.

Indices with numpy as ecg_qc and Zhao and Zhang 2018 define them. Made with numpy 1.24.2 and scipy 1.10.1 (Debian). Run: python3 make_quality.py
"""
import json
import numpy as np
from scipy import stats

RATE = 250
t = np.arange(2500) / RATE
beats = [100, 310, 512, 730, 941, 1147, 1360, 1571, 1777, 1990, 2201, 2404]
x = sum(np.exp(-((np.arange(t.size) - b) / 4.0) ** 2) + 0.2 * np.exp(-((np.arange(t.size) - b - 70) / 15.0) ** 2) for b in beats)
x = x + 0.1 * np.sin(2 * np.pi * 0.35 * t) + 0.03 * np.sin(2 * np.pi * 31 * t + 1) + 5
other = [b + 3 for b in beats[:-2]] + [2300]
y = np.abs(np.fft.rfft(x - x.mean()))
f = np.fft.rfftfreq(t.size, 1 / RATE)


def share(v, a, b, c, d):
    return v[(f >= a) & (f <= b)].sum() / v[(f >= c) & (f <= d)].sum()


n = t.size
correction = np.sqrt((n - 1) / n)  # scipy's deviation is over n.
rr = np.diff(beats)
json.dump({
    "beats": beats, "other": other, "samples": np.round(x, 12).tolist(),
    "qsqi": 2 * 10 / (12 + 11), "csqi": float(rr.std(ddof=1) / rr.mean()),
    "ssqi": float(stats.skew(x) * correction ** 3), "ksqi": float((stats.kurtosis(x) + 3) * correction ** 4 - 3),
    "psqi": share(y, 5, 15, 5, 40), "bassqi": 1 - share(y, 0, 1, 0, 40),
    "qrspower": share(y ** 2, 5, 15, 5, 40), "baselinepower": 1 - share(y ** 2, 0, 1, 0, 40)}, open("quality.json", "w"), separators=(",", ":"))
