"""Makes classical.json with scikit-learn 1.2.1 and numpy 1.24: scalers, PCA, neighbours, SVM, logistic regression and forests
on three data sets of the corpus. Every fifth row, from the first, is the test set.

    python3 make_classical.py <corpus>/datasets classical.json
"""
import csv, gzip, json, sys
import numpy as np
from sklearn.decomposition import PCA
from sklearn.ensemble import ExtraTreesClassifier, RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC


def load(root, name):
    if name == "digits":
        with gzip.open(f"{root}/digits/digits.csv.gz", "rt") as file:
            rows = [[float(v) for v in row] for row in csv.reader(file)]
    else:
        with open(f"{root}/tabular/{name}.csv") as file:
            rows = [[float(v) for v in row] for row in list(csv.reader(file))[1:]]
    data = np.array(rows)
    return data[:, :-1], data[:, -1].astype(int)


result = {}
for name in ["iris", "breast_cancer", "digits"]:
    x, y = load(sys.argv[1], name)
    test = np.arange(len(x)) % 5 == 0
    scaler = StandardScaler().fit(x[~test])
    a, b = scaler.transform(x[~test]), scaler.transform(x[test])
    ya, yb = y[~test], y[test]
    entry = {"rows": len(x), "mean": scaler.mean_.tolist(), "deviation": scaler.scale_.tolist()}
    pca = PCA(n_components=min(10, a.shape[1]), svd_solver="full").fit(a)
    signs = np.sign(pca.components_[np.arange(len(pca.components_)), np.abs(pca.components_).argmax(1)])
    entry["pcaVariances"] = pca.explained_variance_.tolist()
    entry["pcaFirst"] = (pca.components_[0] * signs[0]).tolist()
    entry["pcaTest0"] = (pca.transform(b[:1])[0] * signs).tolist()
    entry["pcaCount95"] = int(PCA(n_components=0.95, svd_solver="full").fit(a).n_components_)
    for weights in ["uniform", "distance"]:
        model = KNeighborsClassifier(5, weights=weights, algorithm="brute").fit(a, ya)
        entry["knn_" + weights] = model.predict(b).tolist()
    for kernel in ["linear", "rbf"]:
        model = SVC(kernel=kernel, C=1.0, tol=1e-6).fit(a, ya)
        entry["svm_" + kernel] = model.predict(b).tolist()
        entry["svmSupport_" + kernel] = model.n_support_.tolist()
        if len(np.unique(y)) == 2:
            entry["svmDecision_" + kernel] = model.decision_function(b)[:20].tolist()
    model = SVC(kernel="rbf", C=2.0, class_weight="balanced", tol=1e-6).fit(a, ya)
    entry["svm_balanced"] = model.predict(b).tolist()
    for weighting in [None, "balanced"]:
        model = LogisticRegression(C=0.5, solver="newton-cg", tol=1e-12, max_iter=10000, class_weight=weighting).fit(a, ya)
        key = "logistic" if weighting is None else "logistic_balanced"
        entry[key] = {"weights": model.coef_.tolist(), "intercepts": model.intercept_.tolist(), "probability": model.predict_proba(b)[:10].tolist()}
    for key, kind in [("forest", RandomForestClassifier), ("extra", ExtraTreesClassifier)]:
        scores = [kind(100, random_state=seed).fit(a, ya).score(b, yb) for seed in range(10)]
        entry[key] = {"mean": float(np.mean(scores)), "deviation": float(np.std(scores))}
    entry["importance"] = np.mean([RandomForestClassifier(100, random_state=s).fit(a, ya).feature_importances_ for s in range(20)], axis=0).tolist()
    result[name] = entry

with open(sys.argv[2], "w") as file:
    json.dump(result, file, separators=(",", ":"))
