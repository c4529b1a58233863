#!/usr/bin/python3
"""Goldens for filter design, filtering, spectra and transforms.

Made with numpy 1.24.2, scipy 1.10.1 and mpmath 1.2.1 (Debian). Run in this folder, after make_goldens.py: python3 make_processing_goldens.py
Each file is a little-endian float64 array in .npy format that holds arrays one after another, each behind its length. Complex arrays are
stored as pairs.
"""
import numpy as np
from scipy import signal

x = np.load("input.npy")
y = np.roll(x, 7) * 0.5 + np.cos(np.arange(600) ** 1.5 / 40)


def save(name, *parts):
    flat = []
    for part in parts:
        part = np.ascontiguousarray(part)
        part = part.view(np.float64) if np.iscomplexobj(part) else part.astype(np.float64)
        flat += [[part.size], part.ravel()]
    np.save(name, np.concatenate(flat))


def hz(edges):
    return edges if len(edges) > 1 else edges[0]


BANDS = [("low", [40], 300), ("high", [5], 250), ("bandpass", [5, 15], 360), ("bandstop", [48, 52], 500)]
ORDERS = {"cheby1": [1, 2, 3, 4, 5, 8], "cheby2": [1, 2, 3, 4, 5, 8], "ellip": [1, 2, 3, 4, 5, 7]}
for family, orders in ORDERS.items():
    for kind, edges, rate in BANDS:
        parts = []
        for order in orders:
            ripples = {"cheby1": [0.5], "cheby2": [40], "ellip": [0.2, 60]}[family]
            make = getattr(signal, family)
            sos = make(order, *ripples, hz(edges), btype=kind, output="sos", fs=rate)
            parts += [sos, signal.sosfilt(sos, x), signal.sosfiltfilt(sos, x)]
            if order <= 4:
                parts += make(order, *ripples, hz(edges), btype=kind, output="ba", fs=rate)
        save("%s_%s" % (family, kind), *parts)
save("ellip_hard", *[signal.ellip(n, rp, rs, 30, output="sos", fs=300) for n, rp, rs in [(2, 3, 3.5), (3, 0.001, 20), (6, 1, 120), (9, 0.1, 80)]])

parts = []
for frequency, quality, rate in [(50, 30, 500), (60, 2, 360), (0.5, 5, 100)]:
    parts += [np.r_[signal.iirnotch(frequency, quality, rate)], np.r_[signal.iirpeak(frequency, quality, rate)]]
save("resonant", *parts)

save("firwin",
     signal.firwin(31, 40, fs=300), signal.firwin(32, 40, fs=300), signal.firwin(31, 40, fs=300, pass_zero=False),
     signal.firwin(45, [5, 15], fs=360, pass_zero=False), signal.firwin(44, [5, 15], fs=360, pass_zero=False),
     signal.firwin(45, [48, 52], fs=500), signal.firwin(61, [10, 30, 60], fs=300), signal.firwin(61, [10, 30, 60, 90], fs=300, pass_zero=False),
     signal.firwin(1, 40, fs=300), signal.firwin(51, 40, fs=300, window=("kaiser", 5.0)), signal.firwin(51, 40, fs=300, window="blackman"),
     *[np.array(signal.kaiserord(a, w / 150)) for a, w in [(65, 10), (40, 4), (15, 30)]])

parts = []
for b, a in [signal.butter(3, 0.2), (signal.firwin(11, 0.3), [2.0]), ([1, 2], [2.0, -0.6, 0.1, 0.05]), ([3.0], [1.5])]:
    zi = signal.lfilter_zi(b, a) if max(len(b), len(a)) > 1 else np.zeros(0)
    out, zf = signal.lfilter(b, a, x, zi=zi * x[0]) if zi.size else (signal.lfilter(b, a, x), zi)
    parts += [b, a, zi, signal.lfilter(b, a, x), out, zf]
    parts += [signal.filtfilt(b, a, x, padtype=t) for t in ("odd", "even", "constant", None)] if zi.size else []
    parts += [signal.filtfilt(b, a, x, padlen=100)] if zi.size else []
save("lfilter", *parts)
sos = signal.cheby1(5, 0.5, [5, 15], btype="bandpass", output="sos", fs=360)
zi = signal.sosfilt_zi(sos)
out, zf = signal.sosfilt(sos, x, zi=zi * x[0])
save("sosfilt", zi, out, zf, *[signal.sosfiltfilt(sos, x, padtype=t) for t in ("odd", "even", "constant", None)], signal.sosfiltfilt(sos, x, padlen=100))

FFT_LENGTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 15, 16, 17, 24, 30, 49, 60, 64, 77, 97, 100, 121, 128, 169, 210, 211, 256, 299, 343, 360, 509, 512, 600]
parts = []
for n in FFT_LENGTHS:
    parts += [np.fft.fft(x[:n] + 1j * y[:n]), np.fft.rfft(x[:n])]
save("fft", *parts)

u, v = x, y

parts = []
for f, p in [signal.periodogram(u, 300), signal.periodogram(u, 300, window="hann", scaling="spectrum", detrend="linear", nfft=1024),
             signal.periodogram(u[:599], 250, detrend=False), signal.welch(u, 300), signal.welch(u, 300, nperseg=100, noverlap=75, nfft=131, window="hamming"),
             signal.welch(u, 300, nperseg=101, average="median", detrend="linear"), signal.welch(u, 300, nperseg=100, average="median", scaling="spectrum", detrend=False),
             signal.welch(u[:100], 300), signal.csd(u, v, 300), signal.csd(u, v, 300, nperseg=90, average="median"), signal.coherence(u, v, 300, nperseg=100)]:
    parts += [f, p]
for f, t, s in [signal.spectrogram(u, 300), signal.spectrogram(u, 300, nperseg=64, noverlap=32, window="hann", nfft=100, scaling="spectrum"), signal.spectrogram(u[:100], 300)]:
    parts += [f, t, s.T]
save("spectra", *parts)

parts = []
for n, k in [(600, dict(nperseg=128)), (600, dict(nperseg=101, noverlap=90)), (600, dict(nperseg=100, noverlap=75, window="hamming", nfft=128)), (37, dict(nperseg=16)), (5, dict(nperseg=4, noverlap=1))]:
    f, t, s = signal.stft(u[:n], 300, **k)
    _, back = signal.istft(s * np.linspace(1, 0.5, f.size)[:, None], 300, **k)
    parts += [f, t, s.T, back[:n]]
save("stft", *parts)

times = np.cumsum(0.8 + 0.2 * np.sin(np.arange(200)) + 0.05 * x[:200])
grid = np.linspace(0.01, 0.6, 120)
save("lombscargle", times, grid, *[signal.lombscargle(times, y[:200], 2 * np.pi * grid, precenter=c, normalize=n) for c, n in [(False, False), (True, False), (False, True)]])
save("hilbert", *[signal.hilbert(x[:n]) for n in (1, 2, 3, 599, 600)])
save("detrend", signal.detrend(x), signal.detrend(x, type="constant"), signal.detrend(x, bp=[100, 350]), signal.detrend(x[:2]))
save("firwin2", signal.firwin2(64, [0, 20, 40, 150], [1, 1, 0, 0], fs=300), signal.firwin2(31, [0, 10, 10, 30.3, 30.3, 150], [0, 0, 1, 1, 0.2, 0.5], fs=300, nfreqs=200),
     signal.firwin2(50, [0, 60, 150], [1, 0.3, 0], fs=300, nfreqs=301, window=("kaiser", 5.0)))

import mpmath
mpmath.mp.dps = 60


def scaling_filter(n, outside=()):
    """Daubechies' spectral factorisation: which of the roots pairs (by rising |y|, then imaginary part) lie outside the unit circle."""
    factors = [mpmath.binomial(n - 1 + k, k) for k in range(n)][::-1]
    ys = mpmath.polyroots(factors, maxsteps=500, extraprec=300) if n > 1 else []
    h = [mpmath.mpf(1)]
    for _ in range(n):
        h = [a + b for a, b in zip(h + [0], [0] + h)]
    for y in ys:
        z = (1 - 2 * y) + mpmath.sqrt((1 - 2 * y) ** 2 - 1)
        z = z if abs(z) < 1 else 1 / z
        real = abs(mpmath.im(y)) < mpmath.mpf(10) ** -40
        if ("real" in outside and real) or ("pair" in outside and not real):
            z = 1 / z
        h = [a - z * b for a, b in zip(h + [0], [0] + h)]
    h = [mpmath.re(v) for v in h]
    scale = mpmath.sqrt(2) / sum(h)
    return [v * scale for v in h]


WAVELETS = {"haar": scaling_filter(1), **{"db%d" % n: scaling_filter(n) for n in range(2, 9)}, "sym4": scaling_filter(4, ["pair"])}
for n in range(2, 9):
    assert np.allclose(signal.daub(n), [float(v) for v in WAVELETS["db%d" % n]], atol=1e-7)
# The published least asymmetric filter of 8 taps begins (or ends) like this.
assert abs(float(WAVELETS["sym4"][0]) - 0.0322231006040427) < 1e-13, WAVELETS["sym4"]


def dwt(data, low, mode):
    low = np.array([float(v) for v in low])
    size = low.size
    high = np.array([(-1) ** (k + 1) * low[k] for k in range(size)])
    result = []
    for taps in (low[::-1], high):
        if mode == "symmetric":
            wide = np.pad(data, size - 1, mode="symmetric")
            result.append(np.convolve(wide, taps)[size::2][:(data.size + size - 1) // 2])
        else:
            even = np.append(data, data[-1:]) if data.size % 2 else data
            result.append(np.array([sum(taps[j] * even[(size // 2 + 2 * k - j) % even.size] for j in range(size)) for k in range(even.size // 2)]))
    return result


parts = []
for taps in WAVELETS.values():
    parts.append(np.array([float(v) for v in taps]))
    for size in (1, 2, 5, 8, 99, 100):
        for mode in ("symmetric", "periodization"):
            parts += dwt(x[:size], taps, mode)
save("dwt", *parts)

save("medfilt", *[signal.medfilt(x[:n], k) for n, k in [(600, 1), (600, 3), (600, 31), (10, 15), (1, 3)]])
# Order 8 over 21 samples: scipy itself is off by 1e-9 there, so the normal equations are solved with 60 digits.
vandermonde = mpmath.matrix([[mpmath.mpf(i) ** j for j in range(9)] for i in range(-10, 11)])
unit = mpmath.matrix([1] + [0] * 8)
exact = vandermonde * mpmath.lu_solve(vandermonde.T * vandermonde, unit)
save("savgol", *[signal.savgol_filter(x, n, p, deriv=d, delta=1 / 300) for n, p, d in [(5, 2, 0), (11, 3, 0), (11, 3, 1), (31, 5, 2), (3, 0, 0), (21, 6, 0), (7, 2, 3)]],
     signal.savgol_coeffs(7, 2), signal.savgol_coeffs(9, 4, deriv=1, use="dot"), np.array([float(v) for v in exact]))
save("cwt", signal.cwt(x, signal.ricker, [1, 2.5, 7, 100]), signal.cwt(x, signal.morlet2, [2, 7.5, 30], dtype=complex, w=6))
