import numpy as np
import pandas as pd
import pytest
from scipy.stats import false_discovery_control

from analytics.achievements import RatingsAboveResults
from analytics.distribution import predicate_shares, share_change
from analytics.filling import filled_in
from analytics.findings import LOW_ENTROPY_BITS, RaterVerdicts, overview_findings
from analytics.intervals import Interval, difference_p, share_difference
from analytics.rules.pattern import pattern_fit
from analytics.rules.predicates import PREDICATES
from analytics.suppression import SeesPersons, lattice
from tests.analytics.rules import shipped

EVERYBODY = SeesPersons()


def counts_of(mixes, **columns):
    return pd.DataFrame(
        [
            (code, predicate, n)
            for code, mix in mixes.items()
            for predicate, n in zip(PREDICATES, mix, strict=True)
        ],
        columns=["agency_code", "predicate", "n"],
    ).assign(**columns)


def shares_of(mixes, visible=EVERYBODY):
    return predicate_shares(counts_of(mixes), by=["agency_code"], visible=visible, total=True)


# Spread widely, so that the predicates carry information and only agencies differ.
EVEN = {f"A{at:02}": (30, 40, 20, 8, 2) for at in range(10)}


def kinds(found):
    return [finding.kind for finding in found.shown]


def test_an_even_city_has_nothing_to_talk_about():
    found = overview_findings(shares_of(EVEN))
    assert found.shown == ()
    assert found.n_tested == 10


def test_one_agency_far_above_the_others_is_clear():
    found = overview_findings(shares_of(EVEN | {"A03": (60, 20, 10, 8, 2)}))
    (finding,) = found.shown
    assert (finding.kind, finding.agency_code, finding.certainty) == (
        "agency_share",
        "A03",
        "clear",
    )
    assert finding.share == 0.6
    assert finding.reference_share == pytest.approx(0.3)  # the nine others together
    expected = share_difference(270, 900, 60, 100)
    assert (finding.lower, finding.upper) == pytest.approx((expected.lower, expected.upper))
    assert finding.weight == pytest.approx(100 / 1000 * (0.6 - 0.3))
    assert finding.filters == {"agency_code": "A03"}
    assert finding.page == "agencies"


def test_q_is_that_of_all_agencies_tested_together():
    mixes = EVEN | {"A01": (45, 30, 15, 8, 2), "A02": (18, 52, 20, 8, 2), "A03": (60, 20, 10, 8, 2)}
    shares = shares_of(mixes)
    x, n = shares.counts[:, 0], shares.n
    p = difference_p(x.sum() - x, n.sum() - n, x, n)
    q = dict(zip(shares.groups["agency_code"], false_discovery_control(p), strict=True))
    found = overview_findings(shares, most=50)
    for finding in found.shown:
        assert finding.q == pytest.approx(q[finding.agency_code])
        assert finding.certainty == ("clear" if finding.q <= 0.05 else "possible")
        assert finding.q <= 0.2


@pytest.mark.long
def test_equal_agencies_are_seldom_reported():
    """33 agencies of one process in 300 cities: a clear agency in about 5 % of them."""
    rng = np.random.default_rng(4)
    cities = 0
    for _ in range(300):
        top = rng.binomial(120, 0.3, 33)
        mixes = {f"A{at:02}": (x, 120 - x - 40, 20, 15, 5) for at, x in enumerate(top)}
        found = overview_findings(shares_of(mixes))
        cities += any(f.certainty == "clear" for f in found.shown)
    assert cities <= 30


def test_low_information_is_said_once_for_the_city():
    mixes = {f"A{at:02}": (11, 89, 0, 0, 0) for at in range(10)}
    (finding,) = overview_findings(shares_of(mixes)).shown
    assert (finding.kind, finding.agency_code) == ("low_information", None)
    assert finding.share == pytest.approx(0.89)
    assert finding.predicate == "good"
    bits = -(0.11 * np.log2(0.11) + 0.89 * np.log2(0.89))
    assert finding.effective_predicates == pytest.approx(2**bits)
    assert finding.weight == pytest.approx((LOW_ENTROPY_BITS - bits) / np.log2(5))


def test_low_information_of_single_agencies_where_the_city_tells_people_apart():
    found = overview_findings(shares_of(EVEN | {"A05": (30, 70, 0, 0, 0)}))
    assert [(f.kind, f.agency_code) for f in found.shown] == [("low_information", "A05")]


def test_a_change_within_chance_is_said_as_such():
    rows = pd.concat(
        [
            counts_of({"A": (100, 200, 100, 50, 50)}, period_code="2023"),
            counts_of({"A": (104, 196, 100, 50, 50)}, period_code="2024"),
        ]
    )
    change = share_change(rows, by=[], before="2023", now="2024", visible=EVERYBODY)
    found = overview_findings(
        shares_of({"A": (104, 196, 100, 50, 50)}), change=change, change_from="2023"
    )
    (finding,) = found.shown
    assert (finding.kind, finding.certainty) == ("city_change", "not_distinguishable")
    assert (finding.share, finding.reference_share) == pytest.approx((0.208, 0.2))
    assert finding.period_code == "2023"
    assert finding.lower < 0 < finding.upper


def test_missing_late_and_copied_ones_are_counted_for_the_city_and_compared_for_agencies():
    codes = list(EVEN)
    filling = pd.DataFrame(
        {
            "agency_code": codes,
            "n": [95] * 9 + [50],
            "n_employees": 100,
            "n_dated": 100,
            "n_late": [10] * 10,
            "n_feedback": 100,
            "n_copied": [1] * 10,
        }
    )
    by = {"by": ["agency_code"], "visible": EVERYBODY}
    found = overview_findings(
        shares_of(EVEN),
        completeness=filled_in(filling, "appraised", **by),
        lateness=filled_in(filling, "late", **by),
        copied=filled_in(filling, "copied", **by),
        most=20,
    )
    got = {(f.kind, f.agency_code): f for f in found.shown}
    city = got["incomplete", None]
    assert (city.n_part, city.n, city.share) == (95, 1000, 0.095)
    agency = got["incomplete", "A09"]
    assert (agency.n_part, agency.n, agency.certainty) == (50, 100, "clear")
    assert agency.reference_share == pytest.approx(45 / 900)
    assert got["late", None].n_part == 100
    # one in a hundred is not worth a line, and no agency differs
    assert {kind for kind, _ in got} == {"incomplete", "late"}
    assert sum(kind == "late" for kind, _ in got) == 1


def test_unknown_completeness_says_nothing():
    filling = pd.DataFrame({"agency_code": list(EVEN), "n": 90, "n_employees": np.nan})
    tally = filled_in(filling, "appraised", by=["agency_code"], visible=EVERYBODY)
    assert overview_findings(shares_of(EVEN), completeness=tally).shown == ()


def above_results(certainty, p):
    n = len(p)
    gap = Interval(np.full(n, -0.3), np.full(n, -0.4), np.full(n, -0.2))
    return RatingsAboveResults(
        agencies=np.array([f"A{at:02}" for at in range(n)], dtype=object),
        n=np.full(n, 100.0),
        share=np.full(n, 0.9),
        share_elsewhere=np.full(n, 0.7),
        rating_gap=gap,
        reached=np.full(n, 0.4),
        reached_elsewhere=np.full(n, 0.7),
        n_results=np.full(n, 50.0),
        results_gap=gap,
        p=np.array(p),
        certainty=np.array(certainty),
    )


def test_high_ratings_with_low_results_keep_their_own_certainty():
    given = above_results(["clear", "possible", "none"], [1e-9, 1e-9, 1e-9])
    found = overview_findings(shares_of(EVEN), above_results=given)
    assert [(f.agency_code, f.certainty) for f in found.shown] == [
        ("A00", "clear"),
        ("A01", "possible"),
    ]
    assert found.shown[0].results_share == 0.4
    assert found.shown[0].weight == pytest.approx(0.1 * 0.3)


def test_a_pattern_that_all_break_informs_nobody():
    rules = shipped.rules()
    mixes = EVEN | {"A00": (5, 90, 5, 0, 0)}
    fits = {code: pattern_fit(mix, "good", rules) for code, mix in mixes.items()}
    one_outside = overview_findings(shares_of(mixes), fits=fits, most=20)
    finding = next(f for f in one_outside.shown if f.kind == "outside_pattern")
    assert (finding.agency_code, finding.predicate, finding.is_above) == ("A00", "good", True)
    assert (finding.share, finding.limit_share, finding.n_part) == (0.9, 0.7, 20)
    assert finding.agency_predicate == "good"
    assert finding.weight == pytest.approx(0.1 * 0.2 * 0.9)
    everybody = dict.fromkeys(mixes, fits["A00"])
    all_outside = overview_findings(shares_of(mixes), fits=everybody, most=20)
    assert all(f.kind != "outside_pattern" for f in all_outside.shown)


def test_at_most_five_and_at_most_two_of_a_kind():
    mixes = EVEN | {f"A{at:02}": (90, 10, 0, 0, 0) for at in range(5)}
    given = above_results(["clear"] * 6, [1e-9] * 6)
    found = overview_findings(shares_of(mixes), above_results=given)
    assert len(found.shown) <= 5
    assert max(kinds(found).count(kind) for kind in kinds(found)) == 2
    assert found.n_found > len(found.shown)
    strengths = [f.weight for f in found.shown if f.certainty == "clear"]
    assert strengths == sorted(strengths, reverse=True)


def filling_and_an_agency(most):
    """Half missing, then 40 % late, 30 % copied, and one agency far lighter than all three."""
    mixes = EVEN | {"A03": (60, 20, 10, 8, 2)}
    codes = list(mixes)
    by = {"by": ["agency_code"], "visible": EVERYBODY}
    filling = pd.DataFrame(
        {
            "agency_code": codes,
            "n": 50,
            "n_employees": 100,
            "n_dated": 100,
            "n_late": 40,
            "n_feedback": 100,
            "n_copied": 30,
        }
    )
    return overview_findings(
        shares_of(mixes),
        completeness=filled_in(filling, "appraised", **by),
        lateness=filled_in(filling, "late", **by),
        copied=filled_in(filling, "copied", **by),
        most=most,
    )


@pytest.mark.parametrize(
    ("most", "expected"),
    [
        (1, ["incomplete"]),
        # how forms were filled in is one subject: a line of another one comes before its second
        (2, ["incomplete", "agency_share"]),
        (3, ["incomplete", "late", "agency_share"]),
        (5, ["incomplete", "late", "copied_feedback", "agency_share"]),
    ],
)
def test_one_of_each_subject_comes_before_a_second_of_any(most, expected):
    found = filling_and_an_agency(most)
    assert kinds(found) == expected
    assert found.n_found == 4
    weights = [finding.weight for finding in found.shown]
    assert weights == sorted(weights, reverse=True)


def test_hidden_agencies_never_appear_and_the_order_of_rows_does_not_matter():
    mixes = EVEN | {"SMALL": (4, 0, 0, 0, 0), "TINY": (0, 9, 0, 0, 0), "A03": (80, 15, 5, 0, 0)}
    sizes = pd.DataFrame({"agency_code": list(mixes), "n": [sum(mix) for mix in mixes.values()]})
    view = lattice(sizes, minimum=5, axes=("agency_code",)).view()
    rules = shipped.rules()
    shares = shares_of(mixes, view)
    fits = {
        code: pattern_fit(counts, "poor", rules)
        for code, counts in zip(shares.groups["agency_code"], shares.counts, strict=True)
    }
    found = overview_findings(shares, fits=fits, most=50)
    assert not {"SMALL", "TINY"} & {finding.agency_code for finding in found.shown}
    shuffled = counts_of(mixes).sample(frac=1, random_state=3)
    again = predicate_shares(shuffled, by=["agency_code"], visible=view, total=True)
    assert overview_findings(again, fits=fits, most=50).shown == found.shown


def test_nobody_and_a_hidden_total_have_no_findings():
    assert overview_findings(shares_of({})).shown == ()
    sizes = pd.DataFrame({"agency_code": ["A"], "n": [3]})
    view = lattice(sizes, minimum=5, axes=("agency_code",)).view()
    assert overview_findings(shares_of({"A": (3, 0, 0, 0, 0)}, view)).shown == ()


def verdicts_of(*rows, smallest=4.0):
    """Raters: agency, verdict, link grade, leniency, people rated."""
    columns = ["agency_code", "verdict", "link_grade", "leniency", "n_employees"]
    return RaterVerdicts(pd.DataFrame(rows, columns=columns), smallest)


THREE_AGENCIES = (
    ("A00", "clearly_lenient", "A", 6.0, 20),
    ("A00", "clearly_stricter", "B", -12.0, 10),
    ("A00", "not_distinguishable", "A", 0.5, 15),
    ("A01", "clearly_stricter", "A", -5.0, 25),
    ("A01", "possibly_lenient", "A", 3.0, 10),
    ("A01", "not_enough_data", "B", 9.0, 2),
    ("A02", "not_identified", "C", 15.0, 40),
)


def test_clear_raters_are_counted_among_those_that_can_be_told():
    found = overview_findings(shares_of(EVEN), verdicts=verdicts_of(*THREE_AGENCIES))
    city, agency = found.shown
    # 5 can be told: without the unlinked one of A02 and the one of two people
    assert (city.kind, city.agency_code, city.page) == ("clear_raters", None, "raters")
    assert (city.n_part, city.n, city.n_stricter, city.n_people) == (3, 5, 2, 55)
    assert city.n_firmly_linked == 2
    assert (city.certainty, city.q) == ("clear", None)
    # a category is 8 points: 6/8, a whole one, 5/8; 122 people are rated
    assert city.weight == pytest.approx((20 * 6 / 8 + 10 + 25 * 5 / 8) / 122)
    # an agency with a single clear rater gets no line: it would be about a person
    assert (agency.agency_code, agency.n_part, agency.n, agency.n_stricter) == ("A00", 2, 3, 1)
    assert agency.n_people == 30
    assert agency.weight == pytest.approx((20 * 6 / 8 + 10) / 122)
    assert agency.filters == {"agency_code": "A00"}
    assert found.n_tested == 10  # the agencies' shares: a run's tests are not repeated


def test_raters_who_cannot_be_told_from_their_team_are_no_finding():
    unlinked = [(f"A{at:02}", "not_identified", "C", 20.0, 50) for at in range(4)]
    assert overview_findings(shares_of(EVEN), verdicts=verdicts_of(*unlinked)).shown == ()


def test_raters_alike_or_possibly_different_are_no_finding():
    rows = [("A00", "possibly_stricter", "A", -9.0, 30), ("A01", "not_distinguishable", "A", 1, 30)]
    assert overview_findings(shares_of(EVEN), verdicts=verdicts_of(*rows)).shown == ()
    assert overview_findings(shares_of(EVEN), verdicts=verdicts_of()).shown == ()


def test_one_agency_alone_is_said_once():
    own = [row for row in THREE_AGENCIES if row[0] == "A00"]
    found = overview_findings(shares_of(EVEN), verdicts=verdicts_of(*own))
    assert [(f.agency_code, f.n_part) for f in found.shown] == [(None, 2)]


def test_strict_and_lenient_raters_weigh_alike_and_order_does_not_matter():
    mirrored = {"clearly_lenient": "clearly_stricter", "clearly_stricter": "clearly_lenient"}
    turned = [
        (code, mirrored.get(verdict, verdict), grade, -leniency, n)
        for code, verdict, grade, leniency, n in reversed(THREE_AGENCIES)
    ]
    one = overview_findings(shares_of(EVEN), verdicts=verdicts_of(*THREE_AGENCIES)).shown
    other = overview_findings(shares_of(EVEN), verdicts=verdicts_of(*turned)).shown
    assert [f.weight for f in one] == pytest.approx([f.weight for f in other])
    assert [f.n_part - f.n_stricter for f in one] == [f.n_stricter for f in other]


def test_raters_rank_with_the_other_subjects_and_take_one_line_before_a_second():
    mixes = EVEN | {"A03": (60, 20, 10, 8, 2), "A04": (55, 25, 10, 8, 2)}
    found = overview_findings(shares_of(mixes), verdicts=verdicts_of(*THREE_AGENCIES), most=2)
    assert sorted(kinds(found)) == ["agency_share", "clear_raters"]
    weights = [f.weight for f in found.shown]
    assert weights == sorted(weights, reverse=True)
