"""Makes classification.json with scikit-learn 1.2.1, numpy 1.24.2: metrics of random scores with many ties."""
import json
import os

import numpy as np
from sklearn import metrics

here = os.path.dirname(os.path.abspath(__file__))
random = np.random.RandomState(7)
classes, samples = 5, 120

# Class 4 is never true: it tests what happens without samples. Scores are multiples of 1/16, so that ties abound.
labels = random.randint(0, 4, samples)
scores = random.randint(0, 12, (samples, classes)) / 16.0
scores[np.arange(samples), labels] += random.randint(0, 9, samples) / 16.0
scores = scores.astype(np.float32)
predicted = scores.argmax(axis=1)
everything = list(range(classes))

precision, recall, f1, support = metrics.precision_recall_fscore_support(labels, predicted, labels=everything, zero_division=0)
areas = [metrics.roc_auc_score(labels == c, scores[:, c]) if (labels == c).any() else None for c in everything]
fpr, tpr, thresholds = metrics.roc_curve(labels == 2, scores[:, 2], drop_intermediate=False)

binary = (labels > 1).astype(int)
binary_scores = scores[:, 2]
binary_fpr_auc = metrics.roc_auc_score(binary, binary_scores)

json.dump(
    {
        "labels": labels.tolist(),
        "scores": scores.tolist(),
        "confusion": metrics.confusion_matrix(labels, predicted, labels=everything).tolist(),
        "precision": precision.tolist(),
        "recall": recall.tolist(),
        "f1": f1.tolist(),
        "support": support.tolist(),
        "accuracy": metrics.accuracy_score(labels, predicted),
        "balancedAccuracy": metrics.balanced_accuracy_score(labels, predicted),
        "macroF1": metrics.f1_score(labels, predicted, labels=everything, average="macro", zero_division=0),
        "macroF1OfFirstThree": metrics.f1_score(labels, predicted, labels=[0, 1, 2], average="macro", zero_division=0),
        "auc": areas,
        "rocOfClass2": {"falsePositiveRate": fpr.tolist(), "truePositiveRate": tpr.tolist(), "threshold": thresholds[1:].tolist()},
        "binary": {
            "labels": binary.tolist(),
            "scores": binary_scores.tolist(),
            "threshold": 0.5,
            "confusion": metrics.confusion_matrix(binary, binary_scores >= 0.5).tolist(),
            "f1": metrics.f1_score(binary, binary_scores >= 0.5),
            "auc": binary_fpr_auc,
        },
        "meanAbsoluteError": metrics.mean_absolute_error(scores[:, 0].astype(float), scores[:, 1].astype(float)),
        "rootMeanSquaredError": metrics.mean_squared_error(scores[:, 0].astype(float), scores[:, 1].astype(float), squared=False),
    },
    open(os.path.join(here, "classification.json"), "w"),
)
