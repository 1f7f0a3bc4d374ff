"""scikit-learn's isolation forest as a detector of falls: for each interval its count, what the same interval of the week and
the hour had against the weeks before, and the time of day; trained on the weeks before, anew every week. Reads a JSON list of
series {counts, weekSlot, slotsADay, from} and prints a list of lists of scores: higher is stranger, of falls negative."""

import json
import sys

import numpy as np
from sklearn.ensemble import IsolationForest

WEEKS = 8

found = []
for series in json.load(open(sys.argv[1])):
    counts = np.array(series["counts"], dtype=float)
    slots, day = np.array(series["weekSlot"]), series["slotsADay"]
    week, hour = 7 * day, max(1, day // 24)
    usual = np.full(len(counts), np.nan)
    for at in range(2 * week, len(counts)):
        usual[at] = counts[at - week :: -week][:WEEKS].mean()
    sums = np.concatenate([[0], np.cumsum(counts)])
    usual_sums = np.concatenate([[0], np.cumsum(np.nan_to_num(usual))])
    at = np.arange(len(counts))
    before = np.maximum(0, at + 1 - hour)
    hours = sums[at + 1] - sums[before]
    usual_hours = usual_sums[at + 1] - usual_sums[before]
    gap = (counts - usual) / np.sqrt(np.maximum(usual, 0.5))
    hour_gap = (hours - usual_hours) / np.sqrt(np.maximum(usual_hours, 0.5))
    angle = 2 * np.pi * (slots % day) / day
    features = np.column_stack([counts, gap, hour_gap, np.sin(angle), np.cos(angle)])
    scores = np.zeros(len(counts))
    start = max(series["from"], 2 * week + day)
    for first in range(start, len(counts), week):
        past = features[max(2 * week, first - WEEKS * week) : first]
        forest = IsolationForest(n_estimators=100, random_state=1).fit(past)
        part = features[first : first + week]
        scores[first : first + week] = -forest.score_samples(part)
    found.append(np.where(hour_gap < 0, -scores, scores).tolist())
print(json.dumps(found))
