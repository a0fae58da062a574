/** The plan that is shown, for every part of its page: what people in it are called, and where its pages are. */
import { createContext, useContext } from 'hono/jsx'
import type { Schema } from '../asking.ts'
import { useHere } from '../look/here.ts'
import { nameOf, type Names } from './called.ts'

export interface InPlan {
  readonly plan: Schema<'Plan'>
  readonly planId: string
  readonly names: Names
  /** Not as it was before: nothing is written about that. */
  readonly isNow: boolean
}

export const PlanContext = createContext<InPlan | undefined>(undefined)

export function useInPlan(): InPlan {
  const inPlan = useContext(PlanContext)
  if (inPlan === undefined) throw new Error('a part of a plan is shown outside it')
  return inPlan
}

export function useName(): (id: string) => string {
  const { names } = useInPlan()
  const { language } = useHere()
  return (id) => nameOf(id, names, language)
}

/** The path of a page of this plan, for the purpose that this page has. */
export function usePathInPlan(): (page?: string) => string {
  const { purpose } = useHere()
  const { planId } = useInPlan()
  return (page) => [`/${purpose?.id ?? ''}/plans/${planId}`, ...(page === undefined ? [] : [page])].join('/')
}

/** What is shown, and how many are withheld from its reader, of what may be. */
export function inSight<One extends object>(
  all: readonly (One | Schema<'WithheldItem'>)[],
): { readonly shown: readonly One[]; readonly withheld: number } {
  const shown = all.filter((one): one is One => !('withheld' in one))
  return { shown, withheld: all.length - shown.length }
}
