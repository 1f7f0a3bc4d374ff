"""AutoETS, AutoTheta and MSTL of statsforecast, and Prophet: reads series,origin,ds,y; writes the paths of each."""
import logging, sys, time, warnings
import numpy as np, pandas as pd
from prophet import Prophet
from statsforecast.models import MSTL, AutoETS, AutoTheta

warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)
source, target, horizon = sys.argv[1], sys.argv[2], int(sys.argv[3])
out = []


def prophet(part, _):
    model = Prophet(uncertainty_samples=0)
    model.fit(part[["ds", "y"]].dropna())
    ahead = pd.date_range(part.ds.iloc[-1], periods=horizon + 1)[1:]
    return model.predict(pd.DataFrame({"ds": ahead})).yhat.to_numpy()


def of(model, log=False):
    def path(_, y):
        z = np.log1p(y) if log else y
        found = model().forecast(y=z, h=horizon)["mean"]
        return np.expm1(found) if log else found

    return path


ways = {
    "AutoETS": of(lambda: AutoETS(season_length=7)),
    "AutoTheta": of(lambda: AutoTheta(season_length=7)),
    "MSTL": of(lambda: MSTL(season_length=[7, 365])),
    "MSTL of logs": of(lambda: MSTL(season_length=[7, 365]), log=True),
    "Prophet": prophet,
}
for (series, origin), part in pd.read_csv(source, parse_dates=["ds"]).groupby(["series", "origin"], sort=False):
    y = part.y.interpolate().bfill().to_numpy(dtype=float)
    for name, way in ways.items():
        start = time.process_time()
        path = way(part, y)
        ms = 1000 * (time.process_time() - start)
        out += [(name, series, origin, h, path[h], ms) for h in range(horizon)]
pd.DataFrame(out, columns=["method", "series", "origin", "h", "value", "ms"]).to_csv(target, index=False)
