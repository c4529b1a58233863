#!/usr/bin/python3
"""Goldens for pulse waves: systolic peaks after Elgendi et al. 2013 with scipy's filters, and onsets: ppg.json.

Made with numpy 1.24.2 and scipy 1.10.1 (Debian). Run: python3 make_ppg.py
"""
import json
import numpy as np
from scipy import signal

cases = []
for rate, bpm, seed in [(100, 64, 1), (125, 88, 2), (64, 50, 3)]:
    t = np.arange(25 * rate) / rate
    rng = np.random.default_rng(seed)
    x = 0.3 * np.sin(2 * np.pi * 0.22 * t) + 0.03 * rng.standard_normal(t.size) + 20
    beat = 0.2
    while beat < 25:
        x += np.exp(-((t - beat) / 0.11) ** 2) + 0.4 * np.exp(-((t - beat - 0.29) / 0.13) ** 2)
        beat += 60 / bpm * (1 + 0.06 * np.sin(beat))
    x = np.round(x, 6)
    w = signal.sosfiltfilt(signal.butter(2, [0.5, 8], "bandpass", fs=rate, output="sos"), x)
    e = np.maximum(w, 0) ** 2

    def mean(v, seconds):
        h = max(int(seconds * rate / 2), 1)
        return np.array([v[max(i - h, 0):i + h + 1].mean() for i in range(v.size)])

    inside = mean(e, 0.111) > mean(e, 0.667) + 0.02 * e.mean()
    edges = np.flatnonzero(np.diff(np.r_[0, inside.astype(int), 0]))
    peaks = []
    for a, b in edges.reshape(-1, 2):
        if b - a >= 0.111 * rate:
            k = a + int(np.argmax(w[a:b]))
            if peaks and k - peaks[-1] < 0.3 * rate:
                peaks[-1] = k if w[k] > w[peaks[-1]] else peaks[-1]
            else:
                peaks.append(k)
    onsets = []
    for i, k in enumerate(peaks):
        start = max(k - int(0.5 * rate), peaks[i - 1] + 1 if i else 0)
        onsets.append(start + (k - start - 1 - int(np.argmin(x[start:k][::-1]))))
    cases.append({"rate": rate, "samples": x.tolist(), "peaks": [int(k) for k in peaks], "onsets": [int(k) for k in onsets]})
    print(rate, len(peaks))
json.dump(cases, open("ppg.json", "w"), separators=(",", ":"))
