"""The textbook job in pandas and scikit-learn: read, drop missing and duplicate rows, aggregate by user, fit."""

import json
import resource
import sys

import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

sessions = pd.read_csv(sys.argv[1]).dropna().drop_duplicates()
users = sessions.groupby("user_id").agg(
    sessions=("session_id", "count"),
    page_views=("page_views", "mean"),
    product_views=("product_views", "mean"),
    searches=("searches", "mean"),
    cart_adds=("cart_adds", "mean"),
    duration_s=("duration_s", "mean"),
    price_seen=("price_seen", "mean"),
    discount_seen=("discount_seen", "mean"),
    is_returning=("is_returning", "max"),
    is_purchase=("is_purchase", "max"),
)
features = StandardScaler().fit_transform(users.drop(columns="is_purchase"))
# the solver its manual names for many more rows than columns; C is 1 / l2
model = LogisticRegression(C=1.0, solver="newton-cholesky", tol=1e-8).fit(features, users["is_purchase"])
print(
    json.dumps(
        {
            "rows": len(sessions),
            "users": len(users),
            "weights": [*model.intercept_, *model.coef_[0]],
            "peakKb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
        }
    )
)
