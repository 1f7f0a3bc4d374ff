"""The job of bench/lake in polars: clean, visits, marts and KPIs of a folder of event logs, lazily and streaming."""

import hashlib
import json
import os
import resource
import sys
import time
from pathlib import Path

import polars as pl

LOGS, OUT = Path(sys.argv[1]), Path(sys.argv[2])
ZONE = "Europe/Berlin"
COLUMNS = ["event_id", "happened_at", "type", "shopper_id", "product_id", "channel", "device", "region", "price",
           "quantity", "platform"]
KINDS = {"view": "product_view", "search": "search", "cart": "cart_add", "purchase": "purchase"}
LANDED = pl.lit("2026-11-25 09:00:00").str.to_datetime(time_unit="ms", time_zone="UTC")
OLDEST = pl.lit("2000-01-01 00:00:00").str.to_datetime(time_unit="ms", time_zone="UTC")

# when memory ends, it is this process that goes
Path("/proc/self/oom_score_adj").write_text("1000")
start = time.perf_counter()


def read(path: Path) -> pl.LazyFrame:
    if path.suffix == ".parquet":
        rows = pl.scan_parquet(path).with_columns(pl.col(COLUMNS).cast(pl.String))
    else:
        rows = pl.scan_csv(path, schema={name: pl.String for name in COLUMNS})
    return rows.with_row_index("row")


def typed(path: Path, place: int) -> pl.LazyFrame:
    """Every value checked by its type, with the first fault of a row as its reason."""
    text = read(path).with_columns(pl.col(COLUMNS).str.strip_chars().replace("", None))
    at = pl.col("happened_at").str.to_datetime("%Y-%m-%dT%H:%M:%S%.f%z", time_unit="ms", strict=False)
    rows = text.with_columns(
        at=at.dt.convert_time_zone("UTC"),
        kind=pl.col("type").str.to_lowercase().replace_strict(KINDS, default=None),
        cents=(pl.col("price").cast(pl.Decimal(18, 2), strict=False) * 100).cast(pl.Int64),
        pieces=pl.col("quantity").cast(pl.Int32, strict=False),
        batch=pl.lit(place),
    )
    reason = (
        pl.when(pl.col("platform").is_null()).then(pl.lit("no platform"))
        .when(pl.col("happened_at").is_null()).then(pl.lit("no happened_at"))
        .when(pl.col("at").is_null()).then(pl.lit("happened_at is not a time"))
        .when((pl.col("at") < OLDEST) | (pl.col("at") > LANDED)).then(pl.lit("happened_at lies outside"))
        .when(pl.col("kind").is_null()).then(pl.lit("type is unknown"))
        .when(pl.col("shopper_id").is_null()).then(pl.lit("no shopper_id"))
        .when(pl.col("price").is_not_null() & pl.col("cents").is_null()).then(pl.lit("price is not a number"))
        .when(pl.col("cents") < 0).then(pl.lit("price is negative"))
        .when(pl.col("quantity").is_not_null() & pl.col("pieces").is_null()).then(pl.lit("quantity is not whole"))
        .when(pl.col("pieces") < 0).then(pl.lit("quantity is negative"))
    )
    return rows.with_columns(reason=reason, dt=pl.col("at").dt.convert_time_zone(ZONE).dt.date())


def hashed(ids: pl.Series) -> pl.Series:
    """Each id of a batch once: what is kept must not name the shopper."""
    each = ids.unique().drop_nulls()
    names = [hashlib.sha256(f"a key of the bench:{one}".encode()).hexdigest()[:24] for one in each]
    return ids.replace_strict(each, names, default=None, return_dtype=pl.String)


def clean(paths: list[Path]) -> None:
    """The latest of an event counts: it may come a second time, also with the log of another day."""
    rows = pl.concat([typed(path, place) for place, path in enumerate(paths)])
    good = (
        rows.filter(pl.col("reason").is_null())
        .unique(["platform", "event_id", "dt"], keep="last", maintain_order=True)
        .select(
            "platform", "event_id", pl.col("kind").alias("type"), pl.col("at").alias("happened_at"),
            pl.col("shopper_id").map_batches(hashed, return_dtype=pl.String, is_elementwise=True),
            "product_id", "channel", "device", "region",
            pl.col("cents").alias("price_cents"), pl.col("pieces").alias("quantity"), "dt", "batch", "row",
        )
    )
    bad = rows.filter(pl.col("reason").is_not_null())
    pl.collect_all(
        [good.sink_parquet(OUT / "events.parquet", lazy=True), bad.sink_parquet(OUT / "quarantine.parquet", lazy=True)],
        engine="streaming",
    )


def visits(products: pl.LazyFrame, day: pl.LazyFrame) -> pl.LazyFrame:
    """No pause of 30 minutes; about the product looked at most, of several the one looked at first."""
    who = ["dt", "platform", "shopper_id"]
    events = day.sort(who + ["happened_at"]).with_columns(
        pause=(pl.col("happened_at").diff() > pl.duration(minutes=30)).fill_null(False).over(who)
    ).with_columns(place=pl.col("pause").cast(pl.Int32).cum_sum().over(who))
    key = who + ["place"]
    seen = (
        events.filter((pl.col("type") == "product_view") & pl.col("product_id").is_not_null())
        .group_by(key + ["product_id"])
        .agg(looks=pl.len(), first=pl.col("happened_at").min(), price=pl.col("price_cents").last())
        .sort(["looks", "first"], descending=[True, False])
        .group_by(key)
        .agg(pl.col("product_id").first(), price_seen_cents=pl.col("price").first())
    )
    kind = pl.col("type")
    return (
        events.group_by(key)
        .agg(
            started_at=pl.col("happened_at").min(),
            ended_at=pl.col("happened_at").max(),
            channel=pl.col("channel").min(),
            device=pl.col("device").min(),
            region=pl.col("region").min(),
            product_views=(kind == "product_view").sum(),
            searches=(kind == "search").sum(),
            cart_adds=(kind == "cart_add").sum(),
            purchases=(kind == "purchase").sum(),
            order_cents=(pl.col("price_cents") * pl.col("quantity")).filter(kind == "purchase").sum(),
        )
        .join(seen, on=key, how="left")
        .join(products, on="product_id", how="left")
        .with_columns(
            pl.col("merchant_id").fill_null("unknown"),
            pl.col("category").fill_null("unknown"),
            is_purchase=pl.col("purchases") > 0,
        )
    )


def kpis(sessions: pl.LazyFrame) -> list[pl.DataFrame]:
    slices = [("all", None), ("platform", "platform"), ("category", "category"), ("channel", "channel"),
              ("region", "region"), ("merchant", "merchant_id")]
    return [
        sessions.group_by(["dt"] + ([column] if column else []))
        .agg(sessions=pl.len(), bought=pl.col("is_purchase").sum())
        .with_columns(dimension=pl.lit(name), member=pl.col(column) if column else pl.lit("all"))
        .select("dt", "dimension", "member", "sessions", "bought")
        .collect(engine="streaming")
        for name, column in slices
    ]


OUT.mkdir(parents=True, exist_ok=True)
clean(sorted(LOGS.glob("events-*")))
products = pl.scan_csv(LOGS / "products.csv")
visits(products, pl.scan_parquet(OUT / "events.parquet")).sink_parquet(OUT / "sessions.parquet", engine="streaming")
sessions = pl.scan_parquet(OUT / "sessions.parquet")
for name, key in [("product_days", "product_id"), ("merchant_days", "merchant_id")]:
    sessions.group_by(["dt", "platform", key]).agg(sessions=pl.len()).sink_parquet(
        OUT / f"{name}.parquet", engine="streaming"
    )
values = pl.concat(kpis(sessions))
values.write_parquet(OUT / "kpis.parquet")
told = [
    row
    for dt, dimension, member, count, bought in values.iter_rows()
    for row in (["sessions", str(dt), dimension, member, count], ["conversion", str(dt), dimension, member, bought])
]
seconds = time.perf_counter() - start
written = sum(file.stat().st_size for file in OUT.rglob("*.parquet"))
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
counts = {name: pl.scan_parquet(OUT / f"{file}.parquet").select(pl.len()).collect().item()
          for name, file in [("clean", "events"), ("quarantined", "quarantine")]}
print(json.dumps({"seconds": seconds, "peakKb": peak, "bytes": written, **counts, "kpis": told}))
