"""Holt-Winters of statsmodels (damped, additive, on log1p): reads series,origin,y; writes the paths."""
import sys, time, warnings
import numpy as np, pandas as pd
from statsmodels.tsa.holtwinters import ExponentialSmoothing

warnings.filterwarnings("ignore")
source, target, horizon = sys.argv[1], sys.argv[2], int(sys.argv[3])
out = []
for (series, origin), part in pd.read_csv(source).groupby(["series", "origin"], sort=False):
    y = part.y.interpolate().bfill().clip(lower=0).to_numpy()
    start = time.perf_counter()
    model = ExponentialSmoothing(np.log1p(y), trend="add", damped_trend=True, seasonal="add", seasonal_periods=7)
    path = np.expm1(model.fit().forecast(horizon))
    ms = 1000 * (time.perf_counter() - start)
    out += [("holtWinters", series, origin, h + 1, path[h], ms) for h in range(horizon)]
pd.DataFrame(out, columns=["method", "series", "origin", "h", "value", "ms"]).to_csv(target, index=False)
