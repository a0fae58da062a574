/** Giving a view on a goal: what its form is made from, and what sending it does. */
import { randomUUID } from 'node:crypto'
import { pathOfPlan, planIdOf, type Asked, type Made } from '../asked.ts'
import { Refused, told, type Problem, type Schema } from '../asking.ts'
import { ViewPage, type ViewAsked } from './view-page.tsx'

export async function viewAsked(asked: Asked, problem?: Problem): Promise<ViewAsked> {
  const { api, params, form } = asked
  const path = { planId: planIdOf(asked) }
  const { plan } = await told(api.GET('/plans/{planId}', { params: { path } }))
  const goal = plan.goals.find((one): one is Schema<'Goal'> => 'id' in one && one.id === params['goalId'])
  return {
    plan: `${pathOfPlan(asked)}#${params['goalId'] ?? ''}`,
    goal: goal?.words,
    people: whoseViews(plan, asked),
    form: form['form'] ?? randomUUID(),
    typed: form,
    problem,
  }
}

/** Of the family: oneself and whom one speaks for; for a professional all whose words they may have heard. The API says who may. */
function whoseViews({ members, representatives }: Schema<'Plan'>, { session, purpose }: Asked) {
  const represented = representatives.flatMap((one) =>
    'represents' in one && one.representative === session.subject ? [one.represents] : [],
  )
  const mine = new Set([session.subject, ...represented])
  return members.flatMap(({ id, name, state }) =>
    typeof name === 'string' && state === 'in' && (purpose !== 'own-file' || mine.has(id)) ? [{ id, name }] : [],
  )
}

export async function giveView(asked: Asked): Promise<Made> {
  const { api, form, params } = asked
  const { person = '', stance = '', words = '' } = form
  const path = { planId: planIdOf(asked), id: params['goalId'] ?? '' }
  try {
    await told(
      api.POST('/plans/{planId}/goals/{id}/views', {
        params: { path },
        headers: { 'Idempotency-Key': form['form'] ?? randomUUID() },
        body: { person, stance: stance as Schema<'Stance'>, ...(words.trim() !== '' && { words }) },
      }),
    )
  } catch (fault) {
    if (!(fault instanceof Refused) || fault.problem.status === 401) throw fault
    return { page: <ViewPage {...await viewAsked(asked, fault.problem)} />, status: fault.problem.status }
  }
  return { goTo: `${pathOfPlan(asked)}#${params['goalId'] ?? ''}` }
}
