"""Makes hrv.json: figures of heart rate variability of a made-up series, by numpy 1.24 and scipy 1.10 from the formulas of the literature.

    python3 make.py hrv.json
"""
import json, sys
import numpy as np
from scipy import signal

rng = np.random.default_rng(12)
n = 900
t = np.cumsum(np.full(n, 0.8))
nn = np.round(800 + 30 * np.sin(2 * np.pi * 0.1 * t) + 20 * np.sin(2 * np.pi * 0.25 * t) + rng.normal(0, 15, n) + 40 * np.sin(2 * np.pi * 0.01 * t), 2)
d = np.diff(nn)
out = {"nn": nn.tolist()}
out["time"] = dict(mean=nn.mean(), sdnn=nn.std(ddof=1), sdsd=d.std(), rmssd=np.sqrt((d**2).mean()), median=np.median(nn), range=np.ptp(nn),
                   nni50=int((abs(d) > 50).sum()), pnni50=100 * (abs(d) > 50).mean(), nni20=int((abs(d) > 20).sum()), pnni20=100 * (abs(d) > 20).mean(),
                   mad=np.median(abs(nn - np.median(nn))), meanHr=(60000 / nn).mean(), maxHr=(60000 / nn).max(), minHr=(60000 / nn).min(), stdHr=(60000 / nn).std())
sd1 = np.sqrt(0.5 * d.var(ddof=1)); sd2 = np.sqrt(2 * nn.var(ddof=1) - 0.5 * d.var(ddof=1))
out["poincare"] = dict(sd1=sd1, sd2=sd2, csi=sd2 / sd1, cvi=np.log10(16 * sd1 * sd2), modified=16 * sd2**2 / (4 * sd1))
x = np.cumsum(nn) / 1000; x -= x[0]
e = np.interp(np.arange(0, x[-1], 0.25), x, nn)
f, p = signal.welch(e - e.mean(), fs=4, window="hann", nfft=4096)
band = lambda a, b: float(np.trapz(p[(f >= a) & (f < b)], f[(f >= a) & (f < b)]))
out["welch"] = dict(vlf=band(.003, .04), lf=band(.04, .15), hf=band(.15, .4))


def sampen(v, m, r):
    runs = len(v) - m
    together = longer = 0
    for i in range(runs):
        for j in range(i + 1, runs):
            if np.abs(v[i:i + m] - v[j:j + m]).max() < r:
                together += 1
                longer += abs(v[i + m] - v[j + m]) < r
    return -np.log(longer / together)


def apen(v, m, r):
    def phi(k):
        runs = np.array([v[i:i + k] for i in range(len(v) - k + 1)])
        return np.mean(np.log([(np.abs(runs - one).max(1) <= r).mean() for one in runs]))
    return phi(m) - phi(m + 1)


def dfa(v, low, high):
    s = np.cumsum(v - v.mean()); logs = []
    for k in range(low, high + 1):
        boxes = s[:len(s) // k * k].reshape(-1, k); i = np.arange(k)
        logs.append((np.log(k), np.log(np.sqrt(np.mean([(b - np.polyval(np.polyfit(i, b, 1), i))**2 for b in boxes])))))
    a = np.array(logs)
    return np.polyfit(a[:, 0], a[:, 1], 1)[0]


part = nn[:300]
out["entropy"] = dict(sample=sampen(part, 2, part.std(ddof=1) * .1164 * (.5627 * np.log(2) + 1.3334)), approximate=apen(part, 2, .2 * part.std()))
out["dfa"] = dict(short=dfa(nn, 4, 16), long=dfa(nn, 16, 64))
json.dump(out, open(sys.argv[1], "w"), default=float, separators=(",", ":"))
