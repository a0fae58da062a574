/** The way to who can read an item. Asked of the API there, and not for every item of a page at once. */
import { useHere, useSay } from '../look/here.ts'
import { useInPlan, usePathInPlan } from './in-plan.ts'

/** For what somebody may write in a plan: nobody else is told. */
const WRITING: ReadonlySet<string> = new Set([
  ...['plan-coordination', 'youth-support', 'social-support', 'participation-support', 'own-file', 'client-support'],
])

export function WhoCanRead({ item }: { readonly item: string }) {
  const { isNow } = useInPlan()
  const { purpose } = useHere()
  const say = useSay()
  const path = usePathInPlan()
  if (!isNow || !WRITING.has(purpose?.id ?? '')) return null
  return (
    <p class="samenspel-acts">
      <a class="utrecht-link" href={path(`readers/${item}`)} rel="nofollow">
        {say('Wie kan dit lezen?', 'Who can read this?')}
      </a>
    </p>
  )
}
