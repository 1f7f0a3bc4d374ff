"""The Qini area over n times the curve's end, from the points of scikit-uplift's qini_curve (pip install scikit-uplift)."""

import json
import sys

import numpy as np
from sklearn.metrics import auc
from sklift.metrics import qini_curve

found = []
for case in json.load(open(sys.argv[1])):
    y, scores, treated = (np.array(case[name]) for name in ("outcome", "scores", "treated"))
    x, gained = qini_curve(y, scores, treated)
    end = gained[-1]
    found.append((auc(x, gained) - 0.5 * x[-1] * end) / (x[-1] * abs(end)))
print(json.dumps(found))
