#!/usr/bin/python3
"""Goldens for the classes of artefacts in series of beats: rr.json.

Lipponen and Tarvainen, "A robust algorithm for heart rate variability time series artefact correction using novel beat classification",
J. Med. Eng. Technol. 43(3), 2019, written from the paper with numpy arrays. Made with numpy 1.24.2 (Debian). Run: python3 make_rr.py
"""
import json
import numpy as np


def around(v, half):
    return [v[max(i - half, 0):i + half + 1] for i in range(v.size)]


def threshold(v):
    return np.array([5.2 * np.subtract(*np.quantile(np.abs(w), [.75, .25])) / 2 for w in around(v, 45)])


def classify(times):
    rr = np.empty(times.size)
    rr[1:] = np.diff(times)
    rr[0] = rr[1:].mean()
    drr = np.empty(times.size)
    drr[1:] = np.diff(rr)
    drr[0] = drr[1:].mean()
    th1 = threshold(drr)
    d = drr / th1
    pad = np.pad(d, 2, "reflect")
    med = np.array([np.median(w) for w in around(rr, 5)])
    m = rr - med
    m[m < 0] *= 2
    th2 = threshold(m)
    m = m / th2
    n = times.size
    before, after, later = pad[1:n + 1], pad[3:n + 3], pad[4:n + 4]
    s12 = np.where(d > 0, np.maximum(before, after), np.where(d < 0, np.minimum(before, after), 0))
    s22 = np.where(d >= 0, np.minimum(after, later), np.maximum(after, later))
    kinds = ["normal"] * n
    i = 0
    while i < n - 2:
        if abs(d[i]) <= 1:
            i += 1
        elif (d[i] > 1 and s12[i] < -0.13 * d[i] - 0.17) or (d[i] < -1 and s12[i] > -0.13 * d[i] + 0.17):
            kinds[i] = "ectopic"
            i += 1
        else:
            for j in [i, i + 1] if abs(d[i + 1]) < abs(d[i + 2]) else [i]:
                long = d[j] > 1 and s22[j] < -1
                short = d[j] < -1 and s22[j] > 1
                if long or short or abs(m[j]) > 3:
                    if short and j + 1 < n and abs(rr[j] + rr[j + 1] - med[j]) < th2[j]:
                        kinds[j] = "extra"
                    elif long and abs(rr[j] / 2 - med[j]) < th2[j]:
                        kinds[j] = "missed"
                    else:
                        kinds[j] = "misplaced"
                i += 1
    return kinds


rng = np.random.default_rng(5)
cases = []
for number in range(4):
    k = np.arange(260)
    rr = 0.85 + 0.04 * np.sin(k / 6) + 0.03 * np.sin(k / 25) + 0.012 * rng.standard_normal(k.size)
    t = np.cumsum(rr)
    if number == 1:    # Ectopic beats: early, then a pause.
        for at in (40, 90, 150, 210):
            t[at] -= 0.3
    if number == 2:    # Missed and extra beats.
        t = np.delete(t, [50, 120, 200])
        t = np.sort(np.append(t, [(t[20] + t[21]) / 2, t[170] + 0.3, t[230] + 0.45]))
    if number == 3:    # All of them, and a pause and a wrong place.
        t[60] -= 0.25
        t[100] += 0.2
        t[180:] += 0.9
        t = np.delete(t, [140])
        t = np.sort(np.append(t, [t[220] + 0.4]))
    t = np.round(t, 6)
    cases.append({"times": t.tolist(), "kinds": classify(t)})
    print(number, {k: [i for i, x in enumerate(cases[-1]["kinds"]) if x == k] for k in ("ectopic", "missed", "extra", "misplaced")})
json.dump(cases, open("rr.json", "w"), separators=(",", ":"))
