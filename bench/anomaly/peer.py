"""STL as a detector: for each day the 84 days before it are decomposed (statsmodels' STL, robust, log scale, season of a
week), and the day is out where it lies further from the last trend and season than 3.5 robust deviations of how far the days
before it lay. Days of the calendar are muted, and missing ones filled by the line between their neighbours. Reads a JSON list of series
{days, values, muted, from} and prints a list of lists of days."""

import json
import sys

import numpy as np
from statsmodels.tsa.seasonal import STL

WINDOW, LEAST, LIMIT = 84, 28, 3.5

found = []
for series in json.load(open(sys.argv[1])):
    values = np.array([np.nan if value is None else value for value in series["values"]], dtype=float)
    muted = np.array(series["muted"])
    usual = np.where(muted, np.nan, np.log(np.maximum(values, 1e-6)))
    known = np.flatnonzero(~np.isnan(usual))
    filled = np.interp(np.arange(len(usual)), known, usual[known])
    alarms, errors = [], []
    for at in range(LEAST, len(values)):
        if np.isnan(usual[at]):
            continue
        past = filled[max(0, at - WINDOW) : at]
        parts = STL(past, period=7, robust=True).fit(inner_iter=1, outer_iter=3)
        error = usual[at] - (parts.trend[-1] + parts.seasonal[-7])
        if at >= series["from"]:
            recent = np.array(errors[-WINDOW:])
            middle = np.median(recent)
            spread = 1.4826 * np.median(np.abs(recent - middle))
            if abs(error - middle) > LIMIT * spread:
                alarms.append(series["days"][at])
        errors.append(error)
    found.append(alarms)
print(json.dumps(found))
