"""The peer of experiment.ts: GrowthBook's gbstats on the sums given on standard input."""
import json
import sys

from gbstats.bayesian.tests import EffectBayesianABTest, EffectBayesianConfig
from gbstats.frequentist.tests import (
    FrequentistConfig,
    SequentialConfig,
    SequentialTwoSidedTTest,
    TwoSidedTTest,
)
from gbstats.models.statistics import (
    ProportionStatistic,
    RatioStatistic,
    RegressionAdjustedStatistic,
    SampleMeanStatistic,
    compute_theta,
)
from gbstats.utils import check_srm


def mean(n, total, squares):
    return SampleMeanStatistic(n=n, sum=total, sum_squares=squares)


def statistic(kind, arm):
    n = arm["count"]
    of = mean(n, arm["sum"], arm["squares"])
    other = mean(n, arm["otherSum"], arm["otherSquares"])
    if kind == "share":
        return ProportionStatistic(n=n, sum=arm["sum"])
    if kind == "mean":
        return of
    if kind == "ratio":
        return RatioStatistic(n=n, m_statistic=of, d_statistic=other, m_d_sum_of_products=arm["products"])
    return RegressionAdjustedStatistic(
        n=n, post_statistic=of, pre_statistic=other, post_pre_sum_of_products=arm["products"], theta=0
    )


def answer(case):
    a, b = (statistic(case["kind"], arm) for arm in case["arms"])
    if case["kind"] == "cuped":
        a.theta = b.theta = compute_theta(a, b)
    found = []
    for scale in ("relative", "absolute"):
        fixed = TwoSidedTTest(a, b, FrequentistConfig(difference_type=scale)).compute_result()
        daily = SequentialTwoSidedTTest(
            a, b, SequentialConfig(difference_type=scale, sequential_tuning_parameter=case["tuning"])
        ).compute_result()
        bayes = EffectBayesianABTest(a, b, EffectBayesianConfig(difference_type=scale)).compute_result()
        found += [fixed.expected, *fixed.ci, fixed.p_value, *daily.ci, daily.p_value]
        found += [bayes.chance_to_win, bayes.risk[1], bayes.risk[0]]
    return found + [check_srm([arm["count"] for arm in case["arms"]], [1, 1])]


print(json.dumps([[float(value) for value in answer(case)] for case in json.load(sys.stdin)]))
