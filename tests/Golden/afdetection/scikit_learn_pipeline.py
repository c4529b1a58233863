"""Runs the classical pipeline of samples/AfDetection with scikit-learn on features that its verb prepare wrote.

Usage: scikit_learn_pipeline.py features.safetensors
"""
import json
import struct
import sys

import numpy
import sklearn
from sklearn.decomposition import PCA
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold
from sklearn.neighbors import KNeighborsClassifier
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

with open(sys.argv[1], "rb") as file:
    length, = struct.unpack("<Q", file.read(8))
    header = json.loads(file.read(length))
    data = file.read()


def tensor(name, kind):
    begin, end = header[name]["data_offsets"]
    return numpy.frombuffer(data[begin:end], kind).reshape(header[name]["shape"])


features, labels = tensor("features", "<f8"), tensor("labels", "<i4")
print(f"scikit-learn {sklearn.__version__}, numpy {numpy.__version__}; {header['__metadata__']['source']}, {len(labels)} records")
models = {
    "knn": lambda: KNeighborsClassifier(5),
    "svm": lambda: SVC(gamma="auto"),
    "rf": lambda: RandomForestClassifier(40, random_state=1),
}
found = {name: [] for name in models}
scores = {name: numpy.zeros(len(labels)) for name in models}
for train, test in StratifiedKFold(5, shuffle=True, random_state=1).split(features, labels):
    pca = PCA(0.95, svd_solver="full").fit(features[train])
    scaler = StandardScaler().fit(pca.transform(features[train]))
    reduced, held = scaler.transform(pca.transform(features[train])), scaler.transform(pca.transform(features[test]))
    for name, make in models.items():
        model = make().fit(reduced, labels[train])
        found[name].append(numpy.mean(model.predict(held) == labels[test]))
        scores[name][test] = model.decision_function(held) if name == "svm" else model.predict_proba(held)[:, 1]
for name, accuracies in found.items():
    print(f"{name}: accuracy {numpy.mean(accuracies):.4f} +- {numpy.std(accuracies):.4f}, AUC {roc_auc_score(labels, scores[name]):.4f}")
