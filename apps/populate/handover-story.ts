/** How a family comes to another coordinator in its story: a deputy, a warm handover, a wish of the family's own, a replacement in haste. */
import { orNone } from '../../libs/plan/handover/handover-document.ts'
import { chosen, said } from '../api/plans/door/words.ts'
import type { Story, Telling } from './telling.ts'
import type { Colleague } from './staff.ts'

export async function* handover(telling: Telling): Story {
  const { dice, plan, coordinator, staff } = telling
  const others = staff.coordinators.filter(({ id }) => id !== coordinator.id)
  if (dice.chance(0.06)) {
    const { id: deputy, name } = dice.pick(others)
    await plan.does(coordinator, () => ({ type: 'AppointDeputy', deputy, name: said(name, { subjects: [deputy] }) }))
  }
  const how = dice.weighted([
    ['stays', 85],
    ['handed-over', 10],
    ['asked-for-another', 3],
    ['replaced', 2],
  ])
  if (how === 'stays') return
  yield dice.whole(10, 60)
  const next = dice.pick(others)
  if (how === 'handed-over') yield* handedOver(telling, next)
  else yield* byTheTeamLead(telling, next, how)
}

async function* handedOver(telling: Telling, next: Colleague): Story {
  const { dice, plan, coordinator, actions, deviations, challenges } = telling
  const { id: to, name, team = 'Centrum' } = next
  const named = said(name, { subjects: [to] })
  const made = await plan.does(coordinator, (newId) => ({
    type: 'ProposeHandover',
    handover: newId('handover'),
    to,
    name: named,
    team,
    document: {
      safety: said('Er zijn geen zorgen over veiligheid'),
      sensitivities: said('Bel niet voor tien uur; vraag altijd ook naar de buurvrouw'),
      actions,
      deviations,
      ...orNone([...challenges]),
    },
  }))
  const open = made('handover')
  yield dice.whole(2, 9)
  const talkedThrough = dice.chance(0.85)
  if (talkedThrough) await plan.does(coordinator, () => ({ type: 'RecordHandoverConversation', handover: open }))
  yield dice.whole(1, 4)
  if (dice.chance(0.1)) {
    await plan.does(next, () => ({ type: 'DeclineHandover', handover: open, reason: said('Ik ken het gezin zelf') }))
    return
  }
  await plan.does(next, () => ({
    type: 'AcceptHandover',
    handover: open,
    name: named,
    team: next.team ?? next.id,
    basedOn: plan.etag,
    ...(!talkedThrough && { notTalkedThroughBecause: said('Het gezin was met vakantie; ik bel maandag') }),
  }))
  telling.coordinator = next
}

/** The family asks, or a coordinator cannot be reached: the lead of the coordinator's own team decides. */
async function* byTheTeamLead(telling: Telling, next: Colleague, how: 'asked-for-another' | 'replaced'): Story {
  const { dice, plan, coordinator, staff, members } = telling
  const lead = staff.teamLeads[coordinator.team ?? '']
  const [asker] = members
  if (lead === undefined || asker === undefined) return
  const isGranted = how === 'replaced' || dice.chance(0.6)
  if (how === 'asked-for-another') {
    const made = await plan.does(asker, (newId) => ({
      type: 'RequestOtherCoordinator',
      request: newId('request'),
      person: asker.id,
      reason: said('Wij worden niet gehoord'),
    }))
    yield dice.whole(1, 8)
    await plan.does(lead, () => ({
      type: 'AnswerOtherCoordinatorRequest',
      request: made('request'),
      answer: chosen(isGranted ? 'granted' : 'refused'),
      reason: said(isGranted ? 'Er is geen vertrouwen meer' : 'Wij voeren eerst een gesprek met elkaar'),
    }))
  }
  if (!isGranted) return
  const { id, name, team = 'Centrum' } = next
  await plan.does(lead, () => ({
    type: 'ReplaceCoordinator',
    coordinator: id,
    name: said(name, { subjects: [id] }),
    team,
    reason: said(how === 'replaced' ? 'Langdurig ziek' : 'Op verzoek van het gezin'),
  }))
  telling.coordinator = next
}
