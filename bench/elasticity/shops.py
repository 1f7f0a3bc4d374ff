"""Simulated shops for bench/elasticity, written apart from the product, and the raw peer fitted on the same rows.

Nothing here is of the recommended method's own kind: true elasticities are skewed (log-normal within log-normal
categories), weekly units are negative binomial around a level that drifts (autoregressive with Student-t shocks of
four degrees of freedom, plus a slope), promotions are put into busy weeks, cut the price and lift demand by
themselves, one in twenty is recorded in the week after it began, sellers answer slack demand with lower prices, and
shelves run empty. Writes weeks.csv, truth.csv and peer.csv (statsmodels' Poisson regression of every product on log
price and promotion, traffic x availability as exposure) into the folder given.
"""
import sys
import warnings

import numpy as np
import pandas as pd
import statsmodels.api as sm

warnings.filterwarnings("ignore")
folder, shops, products, weeks = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), 52
CATEGORIES = 12
rng = np.random.default_rng(20261125)


def shop(s):
    mean = np.exp(rng.normal(np.log(2.0), 0.2, CATEGORIES))
    season = 0.25 * np.sin(2 * np.pi * (np.arange(weeks) + rng.integers(52)) / 52)
    traffic = np.exp(season + 0.08 * rng.standard_t(5, weeks))
    busy = traffic / traffic.sum()
    for p in range(products):
        c = int(rng.integers(CATEGORIES))
        eta = -mean[c] * np.exp(rng.normal(0, 0.25))
        level = np.exp(rng.uniform(np.log(1), np.log(60)))
        shock = rng.standard_t(4, weeks) * 0.07
        drift = np.zeros(weeks)
        for w in range(1, weeks):
            drift[w] = 0.8 * drift[w - 1] + shock[w]
        drift += rng.normal(0, 0.15) * (np.arange(weeks) / weeks - 0.5)
        list_price = np.exp(rng.normal(3, 0.8))
        regular = np.full(weeks, list_price)
        for at in rng.choice(np.arange(4, weeks - 4), rng.integers(1, 5), replace=False):
            regular[at:] = list_price * np.exp(rng.normal(0, 0.12) + 0.1 * drift[at - 1])
        promo = np.zeros(weeks, bool)
        promo[rng.choice(weeks, rng.integers(0, 9), replace=False, p=busy)] = True
        price = np.round(np.where(promo, regular * (1 - rng.uniform(0.05, 0.3, weeks)), regular), 2)
        lift = rng.gamma(4, 0.1)
        rate = level * traffic * np.exp(drift + eta * np.log(price / list_price) + lift * promo)
        clump = np.exp(rng.normal(np.log(8), 0.5))
        demand = rng.negative_binomial(clump, clump / (clump + rate))
        # a shelf that empties: what is there is sold, and the days it stood empty are known
        stock = np.where(rng.random(weeks) < 0.08, rng.integers(0, np.ceil(level) + 1, weeks), 10**9)
        units = np.minimum(demand, stock)
        open_share = np.where(demand > units, np.ceil(7 * units / np.maximum(demand, 1)) / 7, 1.0)
        said = promo.copy()
        for w in np.flatnonzero(promo):
            if rng.random() < 0.05 and w + 1 < weeks:
                said[w], said[w + 1] = False, True
        yield f"{s}-{p}", f"{s}-{c}", eta, level, list_price, price, said, units, traffic * open_share


rows, truth, peer = [], [], []
for s in range(shops):
    for name, category, eta, level, list_price, price, promo, units, exposure in shop(s):
        truth.append((name, category, eta, level, list_price, price[-1], rng.uniform(0.4, 0.8) * price[-1]))
        rows += [
            (name, w, units[w], price[w], int(promo[w]), exposure[w]) for w in range(weeks) if exposure[w] > 0
        ]
        ok = exposure > 0
        x = np.column_stack([np.ones(ok.sum()), np.log(price[ok]), promo[ok]])
        if not promo[ok].any():
            x = x[:, :2]
        try:
            fit = sm.GLM(units[ok], x, sm.families.Poisson(), offset=np.log(exposure[ok])).fit(scale="X2")
            peer.append((name, fit.params[1], fit.bse[1]))
        except Exception:
            peer.append((name, np.nan, np.nan))
pd.DataFrame(rows, columns=["product", "week", "units", "price", "promo", "exposure"]).to_csv(f"{folder}/weeks.csv", index=False)
pd.DataFrame(
    truth, columns=["product", "category", "elasticity", "level", "list", "price", "cost"]
).to_csv(f"{folder}/truth.csv", index=False)
pd.DataFrame(peer, columns=["product", "value", "se"]).to_csv(f"{folder}/peer.csv", index=False)
