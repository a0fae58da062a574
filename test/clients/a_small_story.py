"""A small story told with a client made from the API's document alone: a plan is opened, a child and a professional join, the professional proposes a goal and tells what the child thinks of it, and all is read back."""

import json
import sys
from datetime import UTC, date, datetime

from made import AuthenticatedClient
from made.api.care_team import join_professional
from made.api.goals import give_view_on_goal, propose_goal
from made.api.members import join_plan
from made.api.plans import open_plan, read_plan
from made.models import (
    CareActivityId,
    GiveViewBody,
    JoinPlanBody,
    JoinProfessionalBody,
    LegalDomain,
    LifeArea,
    OpenPlanBody,
    Problem,
    ProcessingActivityId,
    ProposeGoalBody,
    Reporter,
    Stance,
    WholeScope,
)

api, coordinator, professional, professional_id = sys.argv[1:]
noor = {
    "client": AuthenticatedClient(base_url=api, token=coordinator, raise_on_unexpected_status=True),
    "processing_activity": ProcessingActivityId.PLAN_COORDINATION,
}
yara = {
    "client": AuthenticatedClient(base_url=api, token=professional, raise_on_unexpected_status=True),
    "processing_activity": ProcessingActivityId.YOUTH_SUPPORT,
}


def succeeded(answer):
    if answer is None or isinstance(answer, Problem):
        sys.exit(f"refused: {answer}")
    return answer


opened = succeeded(
    open_plan.sync(**noor, body=OpenPlanBody(life_areas=[LifeArea.FINANCES], reported_by=Reporter.FAMILY))
)
plan_id = opened.plan_id
child = succeeded(join_plan.sync(plan_id, **noor, body=JoinPlanBody(name="Kim", birth_date=date(2012, 6, 15))))
succeeded(
    join_professional.sync(
        plan_id,
        **noor,
        body=JoinProfessionalBody(
            professional=professional_id,
            name="Yara",
            organisation="00000099000000000002",
            scope=WholeScope.DOMAIN,
            domain=LegalDomain.YOUTH,
            activity=CareActivityId.YOUTH_SUPPORT,
            until=datetime(2031, 1, 1, tzinfo=UTC),
        ),
    )
)
goal = succeeded(
    propose_goal.sync(
        plan_id,
        **yara,
        body=ProposeGoalBody(
            domain=LegalDomain.YOUTH,
            about=[child.id],
            life_area=LifeArea.WORK_AND_EDUCATION,
            words="Weer naar school",
            danger="Kim dwaalt rond",
        ),
    )
)
succeeded(
    give_view_on_goal.sync(
        plan_id,
        goal.id,
        **yara,
        body=GiveViewBody(person=child.id, stance=Stance.HAS_DOUBTS, words="Liever volgend jaar"),
    )
)
plan = succeeded(read_plan.sync(plan_id, **yara)).plan
first = plan.goals[0]
print(json.dumps({"members": len(plan.members), "words": first.words, "stance": first.views[0].stance.value}))
