"""The job of bench/lake in pandas: clean, visits, marts and KPIs of a folder of event logs, whole in memory."""

import hashlib
import json
import resource
import sys
import time
from pathlib import Path

import pandas as pd

LOGS, OUT = Path(sys.argv[1]), Path(sys.argv[2])
ZONE = "Europe/Berlin"
KINDS = {"view": "product_view", "search": "search", "cart": "cart_add", "purchase": "purchase"}
LANDED, OLDEST = pd.Timestamp("2026-11-25 09:00:00", tz="UTC"), pd.Timestamp("2000-01-01", tz="UTC")

# when memory ends, it is this process that goes
Path("/proc/self/oom_score_adj").write_text("1000")
start = time.perf_counter()


def read(path: Path, place: int) -> pd.DataFrame:
    if path.suffix == ".parquet":
        rows = pd.read_parquet(path)
    else:
        rows = pd.read_csv(path, dtype="str", keep_default_na=False, na_values=[""])
    return rows.assign(batch=place, row=range(1, len(rows) + 1))


def clean() -> tuple[pd.DataFrame, int]:
    rows = pd.concat(
        [read(path, place) for place, path in enumerate(sorted(LOGS.glob("events-*")))], ignore_index=True
    )
    for name in rows.columns.drop(["batch", "row"]):
        rows[name] = rows[name].str.strip().replace("", None)
    at = pd.to_datetime(rows["happened_at"], format="ISO8601", errors="coerce", utc=True)
    kind = rows["type"].str.lower().map(KINDS)
    cents = (pd.to_numeric(rows["price"], errors="coerce") * 100).round()
    pieces = pd.to_numeric(rows["quantity"], errors="coerce")
    faults = {
        "no platform": rows["platform"].isna(),
        "no happened_at": rows["happened_at"].isna(),
        "happened_at is not a time": at.isna(),
        "happened_at lies outside": (at < OLDEST) | (at > LANDED),
        "type is unknown": kind.isna(),
        "no shopper_id": rows["shopper_id"].isna(),
        "price is not a number": rows["price"].notna() & cents.isna(),
        "price is negative": cents < 0,
        "quantity is not whole": rows["quantity"].notna() & (pieces.isna() | (pieces % 1 != 0)),
        "quantity is negative": pieces < 0,
    }
    reason = pd.Series(pd.NA, index=rows.index, dtype="str")
    for told, is_wrong in reversed(faults.items()):
        reason[is_wrong] = told
    bad = reason.notna()
    rows[bad].assign(reason=reason[bad]).to_parquet(OUT / "quarantine.parquet")
    events = pd.DataFrame(
        {
            "platform": rows["platform"], "event_id": rows["event_id"], "type": kind, "happened_at": at,
            "shopper_id": rows["shopper_id"], "product_id": rows["product_id"], "channel": rows["channel"],
            "device": rows["device"], "region": rows["region"], "price_cents": cents.astype("Int64"),
            "quantity": pieces.where(~bad).astype("Int64"), "batch": rows["batch"], "row": rows["row"],
        }
    )[~bad]
    events["dt"] = events["happened_at"].dt.tz_convert(ZONE).dt.strftime("%Y-%m-%d")
    events = events.drop_duplicates(["platform", "event_id", "dt"], keep="last")
    names = {
        one: hashlib.sha256(f"a key of the bench:{one}".encode()).hexdigest()[:24]
        for one in events["shopper_id"].unique()
    }
    events["shopper_id"] = events["shopper_id"].map(names)
    events.to_parquet(OUT / "events.parquet")
    return events, int(bad.sum())


def visits(events: pd.DataFrame, products: pd.DataFrame) -> pd.DataFrame:
    """No pause of 30 minutes; about the product looked at most, of several the one looked at first."""
    who = ["dt", "platform", "shopper_id"]
    events = events.sort_values([*who, "happened_at"])
    before = events.groupby(who, sort=False)["happened_at"].shift()
    is_new = before.isna() | (events["happened_at"] - before > pd.Timedelta(minutes=30))
    events["visit"] = is_new.cumsum()
    looks = events[(events["type"] == "product_view") & events["product_id"].notna()]
    seen = (
        looks.groupby(["visit", "product_id"], sort=False)
        .agg(looks=("type", "size"), first=("happened_at", "min"), price_seen_cents=("price_cents", "last"))
        .reset_index()
        .sort_values(["visit", "looks", "first"], ascending=[True, False, True])
        .drop_duplicates("visit")[["visit", "product_id", "price_seen_cents"]]
    )
    for name in ["product_view", "search", "cart_add", "purchase"]:
        events[name] = events["type"] == name
    events["order_cents"] = (events["price_cents"] * events["quantity"]).where(events["purchase"], 0)
    sessions = (
        events.groupby("visit", sort=False)
        .agg(
            dt=("dt", "first"), platform=("platform", "first"), shopper_id=("shopper_id", "first"),
            started_at=("happened_at", "min"), ended_at=("happened_at", "max"), channel=("channel", "min"),
            device=("device", "min"), region=("region", "min"), product_views=("product_view", "sum"),
            searches=("search", "sum"), cart_adds=("cart_add", "sum"), purchases=("purchase", "sum"),
            order_cents=("order_cents", "sum"),
        )
        .reset_index()
        .merge(seen, on="visit", how="left")
        .merge(products, on="product_id", how="left")
    )
    sessions[["merchant_id", "category"]] = sessions[["merchant_id", "category"]].fillna("unknown")
    sessions["is_purchase"] = sessions["purchases"] > 0
    return sessions


def kpis(sessions: pd.DataFrame) -> list[pd.DataFrame]:
    slices = {"all": None, "platform": "platform", "category": "category", "channel": "channel", "region": "region",
              "merchant": "merchant_id"}
    found = []
    for name, column in slices.items():
        by = sessions.groupby(["dt", column] if column else ["dt"])
        part = by.agg(sessions=("is_purchase", "size"), bought=("is_purchase", "sum")).reset_index()
        part["dimension"] = name
        part["member"] = part[column] if column else "all"
        found.append(part[["dt", "dimension", "member", "sessions", "bought"]])
    return found


OUT.mkdir(parents=True, exist_ok=True)
cleaned, quarantined = clean()
count = len(cleaned)
found = visits(cleaned, pd.read_csv(LOGS / "products.csv", dtype="str"))
found.to_parquet(OUT / "sessions.parquet")
for name, key in [("product_days", "product_id"), ("merchant_days", "merchant_id")]:
    found.groupby(["dt", "platform", key]).size().rename("sessions").reset_index().to_parquet(OUT / f"{name}.parquet")
values = pd.concat(kpis(found))
values.to_parquet(OUT / "kpis.parquet")
told = [
    row
    for dt, dimension, member, sessions, bought in values.itertuples(index=False)
    for row in (["sessions", dt, dimension, member, sessions], ["conversion", dt, dimension, member, int(bought)])
]
seconds = time.perf_counter() - start
written = sum(file.stat().st_size for file in OUT.rglob("*.parquet"))
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps({"seconds": seconds, "peakKb": peak, "bytes": written, "clean": count, "quarantined": quarantined,
                  "kpis": told}))
