import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.distribution import score_summary
from analytics.distribution.scores import QUANTILES
from analytics.errors import InvalidCounts, InvalidSetting
from analytics.suppression import SeesPersons, lattice

scores = st.lists(st.decimals(0, 100, places=2).map(float), min_size=1, max_size=300)


def binned(values, agency="A"):
    values = np.asarray(values, dtype=float)
    frame = pd.DataFrame({"score_bin": np.floor(values).astype(int), "s": values})
    frame = frame.assign(sq=frame["s"] ** 2)
    found = frame.groupby("score_bin").agg(
        n=("s", "size"), sum_score=("s", "sum"), sum_squares=("sq", "sum")
    )
    return found.reset_index().assign(agency_code=agency)


@given(scores)
@pytest.mark.long
def test_mean_and_spread_are_exact(values):
    found = score_summary(binned(values), by=[], visible=SeesPersons(), scale_top=100)
    assert found.mean[0] == pytest.approx(np.mean(values))
    if len(values) > 1:
        # sums of squares lose half the digits when all scores are nearly alike
        assert found.sd[0] == pytest.approx(np.std(values, ddof=1), abs=2e-5)
    else:
        assert np.isnan(found.sd[0])


@given(scores)
def test_quantiles_stay_within_the_stated_error_of_the_order_statistic(values):
    found = score_summary(binned(values), by=[], visible=SeesPersons(), scale_top=100)
    ordered = np.sort(values)
    for quantile, got in zip(QUANTILES, found.quantiles[0], strict=True):
        at = max(int(np.ceil(quantile * len(values) - 1e-9)), 1)  # inverse of the distribution
        assert abs(got - ordered[at - 1]) <= found.quantile_error + 1e-9
    assert (np.diff(found.quantiles[0]) >= -1e-9).all()
    assert found.median[0] == found.quantiles[0, 2]


def test_evenly_spread_scores_have_their_exact_quantiles():
    values = np.arange(0, 100, 0.1) + 0.05
    found = score_summary(binned(values), by=[], visible=SeesPersons(), scale_top=100)
    assert found.quantiles[0] == pytest.approx([5, 25, 50, 75, 95])


@given(scores, scores)
@pytest.mark.long
def test_the_histogram_counts_everybody_once_in_every_scope(one, two):
    rows = pd.concat([binned(one, "A"), binned(two, "B")])
    found = score_summary(rows, by=["agency_code"], visible=SeesPersons(), scale_top=100)
    assert found.n.tolist() == [len(one), len(two)]
    for at, values in enumerate((one, two)):
        expected, _ = np.histogram(values, bins=np.append(found.edges[:-1], np.inf))
        assert found.histogram[at].tolist() == expected.tolist()
    assert np.diff(found.edges) == pytest.approx(1)
    bins = found.bins()
    assert bins.groupby("agency_code")["share"].sum().tolist() == pytest.approx([1, 1])


def test_the_share_at_the_ceiling():
    found = score_summary(
        binned([100, 100, 99.9, 85, 70]), by=[], visible=SeesPersons(), scale_top=100
    )
    assert found.at_ceiling.estimate[0] == pytest.approx(0.4)
    none = score_summary(binned([90, 99.9]), by=[], visible=SeesPersons(), scale_top=100)
    assert none.at_ceiling.estimate[0] == 0


def test_hidden_groups_have_no_score():
    rows = pd.concat([binned([80] * 3, "A"), binned([85] * 30, "B"), binned([90] * 40, "C")])
    sizes = rows.groupby("agency_code", as_index=False)["n"].sum()
    view = lattice(sizes, minimum=5, axes=("agency_code",)).view()
    found = score_summary(rows, by=["agency_code"], visible=view, scale_top=100)
    assert found.state.tolist() == ["hidden", "hidden", "shown"]
    numbers = (found.n, found.mean, found.sd, found.quantiles[:, 0], found.histogram.sum(axis=1))
    for values in numbers:
        assert np.isnan(values[:2]).all()
        assert not np.isnan(values[2])


def test_sums_that_do_not_fit_their_bin_are_refused():
    rows = binned([80, 90])
    with pytest.raises(InvalidCounts, match="does not fit the bin"):
        score_summary(rows.assign(sum_score=[80, 99]), by=[], visible=SeesPersons(), scale_top=100)
    with pytest.raises(InvalidSetting):
        score_summary(rows, by=[], visible=SeesPersons(), scale_top=100, width=0)


def test_no_scores_are_nobody():
    found = score_summary(binned([80]).iloc[:0], by=[], visible=SeesPersons(), scale_top=100)
    assert found.n.tolist() == [0]
    assert np.isnan(found.mean[0])


def test_quantiles_are_interpolated_inside_their_bin_and_stay_on_the_scale():
    inside = score_summary(binned([80.0] * 10), by=[], visible=SeesPersons(), scale_top=100)
    assert inside.quantiles[0] == pytest.approx([80.05, 80.25, 80.5, 80.75, 80.95])
    ceiling = score_summary(binned([100.0] * 9), by=[], visible=SeesPersons(), scale_top=100)
    assert ceiling.quantiles[0].tolist() == [100] * 5
