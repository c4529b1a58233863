"""Reads EDF and BDF files that DeepHealth wrote with two independent readers and compares the digital values.

Usage: check_written.py FOLDER LIBEDF
FOLDER holds NAME.edf or NAME.bdf and NAME.i32, the digital values of all ordinary signals one after the other (little-endian int32).
Readers: EDFlib (LIBEDF is libedf.so), which gives digital values, and MNE-Python, of which signals, samples and annotations are counted.
"""
import ctypes, glob, os, sys
import mne, numpy as np

mne.set_log_level("ERROR")
folder, libedf = sys.argv[1:3]
lib = ctypes.CDLL(libedf)
print("mne", mne.__version__, "EDFlib", lib.edflib_version())


class Param(ctypes.Structure):
    _fields_ = [("label", ctypes.c_char * 17), ("smp_in_file", ctypes.c_longlong), ("phys_max", ctypes.c_double), ("phys_min", ctypes.c_double),
                ("dig_max", ctypes.c_int), ("dig_min", ctypes.c_int), ("smp_in_datarecord", ctypes.c_int), ("physdimension", ctypes.c_char * 9),
                ("prefilter", ctypes.c_char * 81), ("transducer", ctypes.c_char * 81)]


class Header(ctypes.Structure):
    _fields_ = [("handle", ctypes.c_int), ("filetype", ctypes.c_int), ("edfsignals", ctypes.c_int), ("file_duration", ctypes.c_longlong),
                ("startdate_day", ctypes.c_int), ("startdate_month", ctypes.c_int), ("startdate_year", ctypes.c_int), ("starttime_subsecond", ctypes.c_longlong),
                ("starttime_second", ctypes.c_int), ("starttime_minute", ctypes.c_int), ("starttime_hour", ctypes.c_int),
                ("texts", ctypes.c_char * (81 * 3 + 16 + 11 + 2 + 81 * 4 + 16 * 2)), ("pad", ctypes.c_char * 4096), ("rest", ctypes.c_char * 2000000)]


for path in sorted(glob.glob(folder + "/*.[eb]df")):
    truth = np.fromfile(os.path.splitext(path)[0] + ".i32", "<i4")
    raw = (mne.io.read_raw_bdf if path.endswith("bdf") else mne.io.read_raw_edf)(path, preload=False)
    header = Header()
    state = lib.edfopen_file_readonly(path.encode(), ctypes.byref(header), 2)
    assert state == 0, (path, state, header.filetype)
    at, signals = 0, header.edfsignals
    lib.edfread_digital_samples.argtypes = [ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_void_p]
    count = len(truth) // signals
    for i in range(signals):
        buffer = np.zeros(count, "<i4")
        got = lib.edfread_digital_samples(header.handle, i, count, buffer.ctypes.data)
        assert got == count and (buffer == truth[at:at + count]).all(), (path, i, got)
        at += count
    lib.edfclose_file(header.handle)
    assert raw.n_times == count, (raw.n_times, count)
    print(os.path.basename(path), "EDFlib:", signals, "signals equal in", count, "samples; MNE:", len(raw.ch_names), "channels,", raw.n_times, "samples,", len(raw.annotations), "annotations")
