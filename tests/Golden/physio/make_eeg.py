#!/usr/bin/python3
"""Goldens for EEG: band power with scipy, references, epochs and muscle activity with mne: eeg.json.

Made with numpy 1.24.2, scipy 1.10.1 and mne 1.3.0 (Debian). Run: python3 make_eeg.py
"""
import json
import numpy as np
import mne
from scipy import integrate, signal, stats

mne.set_log_level("error")
RATE, N = 256, 256 * 16
n = np.arange(N)
NAMES = ["Fp1", "F7", "T3", "O1"]
# A formula, so that the test makes the same samples: microvolt.
data = np.array([(20 + 3 * c) * np.sin(2 * np.pi * (9.5 + c) * n / RATE + c) + 30 * np.sin(2 * np.pi * 2.3 * n / RATE + 2 * c)
                 + 8 * np.sin(n ** 1.5 / 17.0 + c) + 5 * np.cos(n * (0.7 + c) % 5.3) for c in range(4)])

BANDS = [(0.5, 4), (4, 8), (8, 13), (13, 30), (30, 45)]
f, p = signal.welch(data[0], RATE, nperseg=4 * RATE)


def power(a, b):
    m = (f >= a) & (f <= b)
    return float(integrate.trapezoid(p[m], f[m]))


absolute = [power(*b) for b in BANDS]
info = mne.create_info(NAMES, RATE, "eeg")
raw = mne.io.RawArray(data, info)
average = mne.set_eeg_reference(raw.copy(), "average", projection=False)[0].get_data()
reference = mne.set_eeg_reference(raw.copy(), ["T3"])[0].get_data()
bipolar = mne.set_bipolar_reference(raw.copy(), ["Fp1", "F7"], ["F7", "T3"]).get_data(picks=["Fp1-F7", "F7-T3"])

bad = data.copy()
bad[1, 1500:1510] += 400
bad[2, 2400:2800] = 7.0
raw2 = mne.io.RawArray(bad, info)
samples = [20, 300, 777, 1450, 1999, 2500, 3300, 4000]
events = np.array([[s, 0, 1] for s in samples])
epochs = mne.Epochs(raw2, events, tmin=-0.2, tmax=0.5, baseline=(-0.1, 0), reject=dict(eeg=300), flat=dict(eeg=1), preload=True)

RATE2 = 512
m = np.arange(RATE2 * 20)
noise = np.array([np.sin(m ** 1.31 / 3.0 + c) + np.sin(m * (1.45 + 0.01 * c)) * (1 + 6 * ((m > 5000) & (m < 5600))) for c in range(3)])
sos = signal.butter(4, [110, 140], "bandpass", fs=RATE2, output="sos")
envelope = np.abs(signal.hilbert(signal.sosfiltfilt(sos, noise, axis=1), axis=1))
activity = stats.zscore(envelope, axis=1).sum(0) / np.sqrt(3)
activity = signal.sosfiltfilt(signal.butter(4, 4, "low", fs=RATE2, output="sos"), activity)

pick = slice(0, N, 64)
json.dump({
    "absolute": absolute, "relative": (np.array(absolute) / power(0.5, 45)).tolist(),
    "average": average[:, pick].ravel().tolist(), "reference": reference[:, pick].ravel().tolist(), "bipolar": bipolar[:, pick].ravel().tolist(),
    "samples": samples, "kept": epochs.selection.tolist(), "length": epochs.get_data().shape[2],
    "evoked": epochs.average(picks="all").data.ravel().tolist(),
    "drop": [list(d) for d in epochs.drop_log], "activity": activity[::40].tolist()}, open("eeg.json", "w"), separators=(",", ":"))
print(epochs.drop_log, epochs.selection, activity.max())
