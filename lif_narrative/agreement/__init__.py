"""How far coders agree beyond chance, with its denominator and interval in the open.

`agreement(codings)` says it theme by theme, `overall` over all themes, `pairs` for each two coders,
`unitised` for passages that people marked. `plan` says how many excerpts two people have to code.
"""

from lif_narrative.agreement.coefficients import cohens_kappa
from lif_narrative.agreement.distances import jaccard, masi
from lif_narrative.agreement.enough import enough
from lif_narrative.agreement.overall import overall
from lif_narrative.agreement.pairs import pairs
from lif_narrative.agreement.passages import unitised
from lif_narrative.agreement.sizes import excerpts_for_kappa, for_proportion
from lif_narrative.agreement.themes import agreement
from lif_narrative.agreement.values import alpha
from lif_narrative.verbs import make_verb

__all__ = [
    "agreement", "alpha", "cohens_kappa", "enough", "excerpts_for_kappa", "for_proportion", "jaccard", "masi",
    "overall", "pairs", "unitised",
]  # fmt: skip
make_verb(__name__)
