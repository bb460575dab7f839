"""Mixed-model equations with employees and home units absorbed, for given variances.

    m = Xb + Z_e theta + Z_u q + Z_r s + d + ē,   W = N diag(1/(vd + ve/n))     per cell

    Ainv = vt/(N + vt ΣW)          employees, κ = 1 − Ainv ΣW
    M_rr = Z_r'WZ_r − B'Ainv B     B = Z_e'WZ_r
    M_ur = H'κB,  M_uu = H'κΣW     units; diagonal, so they are absorbed like employees:
    du   = vq/(1 + vq M_uu)
    S    = I + √vs (M_rr − M_ur' du M_ur) √vs
    C    = √vs S⁻¹ √vs             prediction error variance of s, given b

N is how many employees stand behind one row (pooling.py), else 1. Written with variances instead
of their inverses, a component at zero needs no case of its own. S is inverted exactly where a
joint component (raters joined by employees and home units) has at most `DENSE_RATERS` raters;
larger ones are solved by conjugate gradients with diag(S). statistics.md 3.
"""

from analytics.henderson.arrangement import DENSE_RATERS, Block, Structure, structure
from analytics.henderson.equations import SOLVED_FOR_DRAWS, Equations, Inverse

__all__ = [
    "DENSE_RATERS",
    "SOLVED_FOR_DRAWS",
    "Block",
    "Equations",
    "Inverse",
    "Structure",
    "structure",
]
