"""A peer after RiskLoc (Kalander 2022), written from the paper: weighted leaves, risk scores layer by layer.

Reads one JSON object on standard input, { folder, incidents: [{ file, at }] }; writes a list of { ranked, ms }, where
`ranked` holds places as { dimension: member }.
"""

import itertools
import json
import sys
import time

import numpy as np
import pandas as pd

RISK = 0.5
EXPLAINED = 0.15
DEPTH = 3
PSEUDO = 50.0


def leaves_of(path, at):
    frame = pd.read_csv(path)
    dimensions = [name for name in frame.columns if name not in ("min", "value", "cnt")]
    frame[dimensions] = frame[dimensions].astype(str)
    before = frame[frame["min"] < at].groupby(dimensions)[["value", "cnt"]].sum()
    after = frame[frame["min"] == at].groupby(dimensions)[["value", "cnt"]].sum()
    both = after.join(before.add_suffix("_before"), how="left").fillna(0.0)
    overall = before["value"].sum() / max(1.0, before["cnt"].sum())
    rate = (both["value_before"] + PSEUDO * overall) / (both["cnt_before"] + PSEUDO)
    both["forecast"] = both["cnt"] * rate
    return both.reset_index(), dimensions


def weighted(leaves):
    """Which leaves deviate towards the gap, beyond what the other side scatters; and how far from that cut."""
    sign = np.sign(leaves["value"].sum() - leaves["forecast"].sum()) or 1.0
    score = sign * 2 * (leaves["value"] - leaves["forecast"]) / (leaves["value"] + leaves["forecast"]).clip(lower=1e-9)
    # empty leaves deviate by -2 for want of traffic: the five most extreme of the quiet side are set aside
    quiet = np.sort(score[score < 0])[5:]
    cut = min(abs(quiet.min()), 1.0) if len(quiet) else 0.0
    return score > cut, np.minimum(np.abs(score - cut), 1.0)


def ranked(leaves, dimensions):
    is_far, weight = weighted(leaves)
    leaves = leaves.assign(far=is_far * weight, weight=weight)
    gap = leaves["value"].sum() - leaves["forecast"].sum()
    if gap == 0:
        return []
    found = []
    for depth in range(1, min(DEPTH, len(dimensions)) + 1):
        for names in itertools.combinations(dimensions, depth):
            sums = leaves.groupby(list(names))[["far", "weight", "value", "forecast"]].sum()
            power = (sums["value"] - sums["forecast"]) / gap
            # of the weight that lies in the place, the part that deviates
            risk = sums["far"] / (sums["weight"] + 1.0)
            keep = (power >= EXPLAINED) & (risk >= RISK)
            for key, one in risk[keep].items():
                members = key if isinstance(key, tuple) else (key,)
                found.append((float(one) * min(1.0, float(power[key])), dict(zip(names, map(str, members)))))
    found.sort(key=lambda pair: -pair[0])
    return [where for _, where in found[:3]]


def main():
    asked = json.load(sys.stdin)
    answers = []
    for incident in asked["incidents"]:
        leaves, dimensions = leaves_of(f"{asked['folder']}/{incident['file']}", incident["at"])
        start = time.perf_counter()
        places = ranked(leaves, dimensions)
        answers.append({"ranked": places, "ms": 1000 * (time.perf_counter() - start)})
    json.dump(answers, sys.stdout)


main()
