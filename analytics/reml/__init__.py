"""Variance components by average-information REML on cells.

    V = Σ_k v_k V_k,  V_k = Z_k Z_k'       P = V⁻¹ − V⁻¹X (X'V⁻¹X)⁻¹ X'V⁻¹
    f_k = V_k P y     AI_kl = f_k' P f_l / 2     g_k = ( y'P V_k P y − tr(P V_k) ) / 2
    v ← v + AI⁻¹ g

All of it is at the level of ratings; inside a cell it splits into a part between cells (on cell
means, V_c = Z G Z' + diag(1/w)) and one within (residual variance alone):

    a'V⁻¹b = ā'V_c⁻¹b̄ + Σ (a − ā)(b − b̄) / ve
    y'P V_k P y : Z: |Z_k'ρ|²,  pair: |ρ|²,  residual: Σρ²/n + RSSW/ve²    ρ = V_c⁻¹(m − X̄b)
    log|V| = log|V_c| + Σ log n_c + Σ (n_c − 1) log ve

Where N employees are pooled into one row, V_k of employee, pair and residual is divided by N there,
log|V_c| gains log N a cell, and contrasts.py has the rest.

Traces come from the exact inverse of the equations; in a component too large for it from the mean
of (V⁻¹y*)'V_k(V⁻¹y*) over a few y* = Σ √v_k Z_k z_k with fixed random signs z, whose expectation
is tr(V⁻¹V_k). Their error is below 1/√n of the standard error of the estimate for n vectors.

A step that makes the criterion worse is halved, then replaced by one of EM, which cannot. A
component that a step takes below zero is set to zero and the others are solved again; it stays
there while its gradient points down. Gilmour, Thompson & Cullis
1995, Biometrics 51:1440; statistics.md 3.
"""

from analytics.reml.estimating import Fit, estimate_variances
from analytics.reml.evaluating import Point, equations_at, evaluate
from analytics.reml.starting import rough_variances
from analytics.reml.traces import N_SIGNS, draw_signs

__all__ = [
    "N_SIGNS",
    "Fit",
    "Point",
    "draw_signs",
    "equations_at",
    "estimate_variances",
    "evaluate",
    "rough_variances",
]
