"""Fits the same rows with scikit-learn: reads float64 columns and uint8 labels, prints seconds and weights as JSON."""

import json
import sys
import time

import numpy
from sklearn.linear_model import LogisticRegression

rows, columns, rounds, folder = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
x = numpy.fromfile(f"{folder}/x", dtype=numpy.float64).reshape(columns, rows).T.copy()
y = numpy.fromfile(f"{folder}/y", dtype=numpy.uint8)
seconds = []
for _ in range(rounds):
    began = time.perf_counter()
    LogisticRegression(C=1.0, max_iter=1000, tol=1e-4).fit(x, y)
    seconds.append(time.perf_counter() - began)
exact = LogisticRegression(C=1.0, solver="newton-cholesky", tol=1e-10).fit(x, y)
print(json.dumps({"seconds": seconds, "weights": [exact.intercept_[0], *exact.coef_[0]]}))
