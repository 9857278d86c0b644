"""Two files that name a child, her worker, her school and her numbers, all invented."""

PLANTED = (
    "Brenika", "Thormthwaite", "Oluladun", "Okonzele", "Quarrylow", "Larkfordley", "9434765919",
    "943 476 5919",
    "H801200001001", "07700 900461", "b.thorm77@example.org", "ZZ7 4QX", "LCS-204418", "204418", "@brenni_77",
    "BT15 ADK", "Pelvidge",
)  # fmt: skip
RETURN = """Child: Brenika Thormthwaite
Case: T1
Case number: LCS-204418
NHS number: 943 476 5919
UPN: H801200001001
Date of birth: 3/4/2015
Address: 12 Quarrylow Lane, ZZ7 4QX
School: Larkfordley Primary School
Social worker: Oluladun Okonzele

Was the child heard?
Brenika was seen alone on every visit and her words are in the plan.
Oluladun rang 07700 900461 and wrote to b.thorm77@example.org, but nobody answered.
She posts as @brenni_77. The car, BT15 ADK, was outside Larkfordley again.
Was help early enough?
Help came late. Mr Pelvidge next door had rung three times before anybody came.
"""
REPLIES = """Child,What did we do well?,What could be better?
Brenika Thormthwaite,oluladun listens,i told brenika's nan and nobody came
T1,They came back,She was not asked
"""
