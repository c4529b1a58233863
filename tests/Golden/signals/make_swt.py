"""Makes swt.json with PyWavelets: stationary transforms of a formula. python3 make_swt.py swt.json"""
import json, sys
import numpy as np, pywt
x = np.sin(np.arange(64.0) ** 1.3)
out = {}
for name in ["haar", "db3", "sym4"]:
    levels = pywt.swt(x, name, level=3)[::-1]  # the finest first
    out[name] = [{"a": a.tolist(), "d": d.tolist()} for a, d in levels]
json.dump(out, open(sys.argv[1], "w"), separators=(",", ":"))
