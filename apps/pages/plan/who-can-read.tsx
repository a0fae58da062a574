/** The way to who can read an item. Asked of the API there, and not for every item of a page at once. */
import { useSay } from '../look/here.ts'
import { useInPlan, usePathInPlan } from './in-plan.ts'

export function WhoCanRead({ item }: { readonly item: string }) {
  const { isNow } = useInPlan()
  const say = useSay()
  const path = usePathInPlan()
  if (!isNow) return null
  return (
    <p class="samenspel-acts">
      <a class="utrecht-link" href={path(`readers/${item}`)} rel="nofollow">
        {say('Wie kan dit lezen?', 'Who can read this?')}
      </a>
    </p>
  )
}
