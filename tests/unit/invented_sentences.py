# ruff: noqa: E501
"""Sentences in which names and numbers occur, as audits write them. A slot is `{who.way}` or `{what}`.

Who: c child, s sibling, m mother, f father or partner, g grandparent, w social worker, h health visitor,
t teacher, p police officer, n somebody named once and nowhere else. `NEW` was written after the redactor
was last changed, and is what the figures are taken from.
"""

OLD = r"""
{c.full} was seen alone by {w.full} on each of the four visits.
{c.first} said that nobody had asked about the nights.
When {w.first} rang, {m.first} told her that {f.first} had moved out again.
{c.poss} coat was thin and {s.poss} shoes were a size too small.
{s.first} and {c.first} share a mattress; {g.first} sleeps on the sofa.
The school nurse weighed {c.first} twice and wrote to {h.titled}.
{m.full} ({m.first}) works nights, so {g.full} does the mornings.
We could not see why {f.full} was left out of the core group.
Strategy meeting attended by {p.titled}, {w.full}, {h.full} and {t.titled}.
{p.titled} recorded that {f.first} was found asleep in a car, {car}.
{t.titled} keeps a spare set of clothes for {c.nick}.
{c.init} was spoken to in the music room and drew the flat.
{m.sinit} says the plan is too long.
Discussed {c.dot} with {w.titled} in supervision on 14 October.
{c.rev} is recorded as the index child; {s.rev} as sibling.
Half-siblings: {c.first}, {s.first} and a baby not yet named.
The record spells the surname two ways, {c.full} and {c.slip}.
A neighbour, {n.full}, rang the front door twice in March.
It was {n.first}, from the food bank, who noticed first.
{g.first} rang to say that {c.first} had not been brought to clinic.
Thanks to {w.first} the family kept its tenancy.
I asked {c.first} what {s.first} would say if she were here.
{w.first} has supervised contact since Easter.
{h.first} visited at {address} and found no bedding.
The family moved from {address}, {postcode}, in the summer.
Attendance at {school} fell to 71%.
{school} offered a place at breakfast club.
Mother's number is {phone}; she answers texts, not calls.
Letters went to {email} and came back.
Her date of birth, {dob}, is wrong on two of the three systems.
{c.first} (DOB {dob}) was re-registered under NHS number {nhs}.
The UPN {upn} leads to the wrong child.
Case number {case} was opened twice.
Father gave his NI number as {ni}.
He posts videos as {handle} and older boys reply.
They meet by {place} after dark.
Signed: {w.full}, allocated worker
Kind regards,\n{w.first}
Audited by {n.full}
{m.first} {m.sur} is polite and never in.
Mr {f.sur} and Ms {m.sur} were not told of the decision.
{c.first} calls {g.first} "my safe person".
{w.poss} notes are short and clear.
Both girls, {c.first} and {s.first}, asked for the same worker.
Contact with {c.full} is recorded nine times, and with {f.full} once.
Nobody wrote down what {c.first} wanted.
{m.first} has asked for {w.first} by name.
In {c.poss} own words the house was "loud".
The chronology for {s.full} stops in June.
{g.full} offered to have {c.first} and {s.first} at weekends.
Health: {h.full}. Education: {t.full}. Police: {p.full}.
{t.full} noted that {c.first} arrives hungry on Mondays.
An unannounced visit found {f.first}, {m.first} and three adults unknown to us.
{f.first} declined the parenting course, as he had in 2024.
According to {n.full}, who lives below, the shouting stops at two.
{c.nick} told her class that the heating was off.
The referral names {s.first} as the carer of {c.first}.
{w.titled} spoke to {m.titled} by telephone.
We heard from {w.first}, {h.first} and {t.first}.
{c.first}, {s.first}: seen. {m.first}: seen. {f.first}: not seen.
Re: {c.rev}
{c.init} and {s.init} were moved on the same day.
Had {c.dot} been asked, the plan would read otherwise.
{c.slip} appears on the dental list under a wrong year.
The interpreter, {n.first}, translated for {m.first} without pay.
Why was {f.first} never invited?
{w.first} knows this family, and it shows.
After {p.titled} left, {c.first} hid under the stairs.
{s.poss} teacher changed twice.
Thank you {w.first} for turning up when you said you would.
{m.first} to ring {h.first} by Friday.
ACTION: {w.full} to update the plan
{w.full}\nSocial Worker
Best wishes\n{h.full}
Home address given as {address} ({postcode}).
Two police call-outs to {address} are missing from the record.
{school} excluded him for five days.
He left {school} without a plan.
Text {phone} before visiting.
Reply to {email} by noon.
Born {dob}, at 31 weeks.
Patient {nhs}, seen in the walk-in centre.
Exam results under {upn} were never passed on.
The old record, {case}, holds the history.
Benefit claim under {ni} was refused.
The grey van, {car}, was outside again.
Messages from {handle} were kept on her phone.
She waits at {place} until the shops close.
"""
LOW_OLD = """
{c.low} is my name and i am nine
my brother {s.low} cries at night
i like {w.low} because she listens
miss {t.lowsur} lets me draw
can {w.low} come on tuesday
me and {s.low} live with nan
tell {w.low} i was not lying
i am {c.low} and this is my form
{s.low} says the food here is good
i told {w.low} and then {w.low} told mum
my nan is called {g.low}
please can {t.lowsur} be my teacher again
i dont like it when {f.low} comes
"""
NEW = r"""
From: {w.full} <{email}>
To: {h.full}; {t.full}
Dear {t.titled},\nPlease find attached the plan.
Hi {h.first}, could you weigh {c.first} before Thursday?
Present: {w.full} (chair), {h.full}, {p.titled}, {t.titled}
Apologies: {n.full}
Child: {c.full}   DOB: {dob}   NHS: {nhs}
09.40 {f.first} seen outside {school} shouting at {m.first}.
"She never shouts," {c.first} wrote, "but {f.first} does."
It took {w.first} three visits to meet {f.titled}.
On the second visit {c.first}, who was in pyjamas, answered the door.
{c.first} and {s.first} were collected by {g.titled}.
Mum ({m.first}) and dad ({f.first}) have separated.
Sibling {s.full} was not named in the plan.
What would {s.first} say about this?
{m.full} has since written to thank {w.titled}.
Nobody except {h.first} had read {c.poss} record.
The file of {c.rev} was opened in error.
Speaking to {c.first} alone was never tried.
{w.first} said, and {t.first} agreed, that the threshold was met.
GP letter addressed to the parents of {c.full}
{s.first}'s bed had no mattress, and {c.first} slept on coats.
An email from {n.full} was not answered.
cc {p.full}
{f.full} and {g.full} were told by letter.
{c.init} told {w.first} she was hungry.
{c.dot} has two social care records.
Is {g.first} able to care for {s.first}?
{w.first}! You turned up.
Taxi home to {address} was refused.
We wrote to the family at {address}, {postcode}, in error.
Ring {phone} after four.
Her UPN ({upn}) belongs to a cousin.
See also {case}.
NINO {ni} given at the desk.
Registration {car}, silver, seen twice.
He is {handle} on there.
CCTV at {place} shows them both.
She is happier at {school}.
Born on {dob} in the car park.
Thanks,\n{w.first}\nSocial worker
"""
LOW_NEW = """
hello my name is {c.low}
{w.low} is the best because she comes back
i told miss {t.lowsur} about it
my sister {s.low} is scared of the dark
nan and {s.low} went to the park
if {w.low} leaves i will be sad
i want to live with {g.low}
"""
MUST_STAY = """
Section 47 enquiries|Section 17|Section 20|Section 31|Section 11 audit|Working Together 2023|Working Together to Safeguard Children
Signs of Safety|Strengthening Families|Early Help|Early Help Assessment|Graded Care Profile|Graded Care Profile 2
Child in Need|Child Protection Plan|Child Protection Conference|Core Group|Team Around the Family|Family Group Conference
Looked After Child|Public Law Outline|Pre-Proceedings|Interim Care Order|Special Guardianship Order|Care Order
Supervision Order|Emergency Protection Order|Child Arrangements Order|Police Protection|Legal Planning Meeting
Strategy Discussion|Strategy Meeting|Initial Child Protection Conference|Review Conference|Single Assessment
Multi-Agency Safeguarding Hub|MASH|MARAC|MAPPA|CAMHS|SENCO|SENDCO|EHCP|DSL|LADO|IRO|CAFCASS|Cafcass|NSPCC|Barnardo's|Childline
Action for Children|The Children's Society|Family Rights Group|Women's Aid|Refuge|Shelter|Citizens Advice|Home-Start|Sure Start
Family Hub|Young Carers|Family Nurse Partnership|Health Visitor|School Nurse|Named Nurse|Designated Doctor|Independent Reviewing Officer
Social Worker|Team Manager|Service Manager|Head of Service|Director of Children's Services|Lead Member|Guardian ad Litem
Children Act 1989|Children Act 2004|Education Act 2002|Data Protection Act 2018|Human Rights Act|Equality Act 2010|Mental Health Act
Gillick competence|Fraser guidelines|Bichard Inquiry|Laming report|Munro Review|MacAlister Review|Wood Review
Adverse Childhood Experiences|ACEs|Trauma-Informed Practice|Motivational Interviewing|Restorative Practice|Life Story Work
Three Houses|Wishes and Feelings|Day in My Life|Voice of the Child|Think Family|Safety Planning|Scaling Questions|Danger Statement
Strengths and Difficulties Questionnaire|Outcomes Star|Framework for Assessment|Assessment Triangle|Neglect Toolkit
Operation Encompass|Operation Makesafe|Prevent|Channel|Clare's Law|Sarah's Law|Claire's Law|National Referral Mechanism
Ofsted|ILACS|JTAI|Care Quality Commission|Department for Education|Integrated Care Board|NHS England|Youth Justice Service
Probation Service|Crown Prosecution Service|Family Court|Magistrates|Housing Options|Universal Credit|Child Benefit|Healthy Start
Free School Meals|Pupil Premium|Elective Home Education|Virtual School|Alternative Provision|Year 7|Year 11|Reception|Key Stage 2|KS4
January|March 2026|autumn 2025|14 October|Easter holidays|Christmas|Ramadan|Eid|Diwali|Monday|Friday afternoon|summer term
aged 9|nine years old|14-year-old|six months|36 weeks|the under-fives|Liquidlogic|Mosaic|Eclipse|Teams|WhatsApp|Zoom|Facebook
Muslim|Roman Catholic|Jehovah's Witness|Polish|Romanian|Somali|Urdu|Kurdish|Bengali|Traveller|Roma|Gypsy|British|Irish|Welsh
autism|ADHD|Down's syndrome|Asperger's|Crohn's disease|Tourette's|Alzheimer's|Parkinson's|foetal alcohol|Sure Start centre
Local Authority|Borough Council|County Council|the Partnership|Learning and Improvement Framework|Practice Week|Closing the Loop
"""
STAY_SENTENCES = """
Will the plan hold over winter?
Will it be reviewed before Easter?
Mark the date of each move on the genogram.
Grace period ended and nothing was sent.
Hope is a word she uses a lot.
Hope that helps.
Rose to the occasion, and it showed.
Rose from 12 to 19 in a year.
Joy was rare in this record.
Faith and culture were not explored.
Dawn visits were tried.
Summer holidays are hungry.
May we see the minutes?
April and May were missed.
June was quieter.
Frank talks were had with both parents.
Pat answers were given.
Sue for damages was never mentioned.
Bill payments were behind.
Jack of all trades, as one worker said.
Rob and steal were the words used.
Art therapy helped.
Chase up the referral.
Grant funding ended in March.
Dean of the faculty is not the point.
Victor or victim, the label stuck.
Ray of light, she called it.
Drew a picture of the house.
Holly and ivy were on the card.
Amber rating given.
Ruby red was the colour.
Christian values matter to the family.
Carol singing was the only outing.
Angel wings were drawn on the wall.
Destiny is how he put it.
Sunny days were better.
Max was two visits a week.
Penny pinching left them cold.
Star charts were tried.
Olive skin tone was recorded in error.
Heather was grown on the sill.
Violet light came on.
Robin redbreast was his story.
Miles away from any bus.
Rich detail in the notes.
Sandy beach trip, once.
Gene testing was offered.
Guy ropes held the tent.
Wade through the file and it is there.
Ash from cigarettes lay on the cot.
Reed beds behind the estate.
Cliff edge at eighteen.
Brook advice clinic.
Patience ran out.
Charity shops clothed them.
Constant changes of worker.
Mercy was not shown.
Justice was slow.
Young people said so.
Black children were over-represented.
White British families were most of the sample.
Brown envelopes went unopened.
Green ratings hid the drift.
Long waits were common.
Short breaks were offered.
Good practice was seen.
Best interests were named.
Small steps count.
Strong management oversight.
Sharp rise in referrals.
Bright and chatty, she settles well.
Swift action followed.
Cook, clean and care: that was her day.
Baker and bakery vouchers were given.
Page 4 is missing.
Price of the bus stopped him.
Case closed without a visit.
Day care was funded.
Church support was strong.
Parents said that letters frighten them.
"""
