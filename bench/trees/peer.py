"""Fits the same rows with scikit-learn's histogram-based boosting, at its defaults: reads float64 columns (of words their codes) and
uint8 labels, prints the log-loss and AUC on the last rows and the processor time of the fit as JSON."""

import json
import resource
import sys
import warnings

import numpy
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import log_loss, roc_auc_score

warnings.filterwarnings("ignore")
rows, learned, folder, words = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], json.loads(sys.argv[4])
x = numpy.fromfile(f"{folder}/x", dtype=numpy.float64).reshape(len(words), rows).T.copy()
y = numpy.fromfile(f"{folder}/y", dtype=numpy.uint8)


def used():
    spent = resource.getrusage(resource.RUSAGE_SELF)
    return spent.ru_utime + spent.ru_stime


# of more words than there are bins the codes count as numbers
words = [is_word and len(numpy.unique(x[:, i])) <= 254 for i, is_word in enumerate(words)]
began = used()
model = HistGradientBoostingClassifier(categorical_features=words, random_state=1).fit(x[:learned], y[:learned])
seconds = used() - began
p = model.predict_proba(x[learned:])[:, 1]
print(json.dumps({
    "logLoss": log_loss(y[learned:], p),
    "auc": roc_auc_score(y[learned:], p),
    "seconds": seconds,
    "trees": model.n_iter_,
}))
