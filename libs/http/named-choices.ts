/** Lists of values under names of their own: wherever one stands in a document it is referred to, so that a client has one type of it and not one for every place. */
import { SCHEMAS, type JsonSchema } from './body-schemas.ts'

export type Choices = Readonly<Record<string, readonly (string | number)[]>>

/** The schema of each list, by its name. */
export const choiceSchemas = (choices: Choices): Readonly<Record<string, JsonSchema>> =>
  Object.fromEntries(
    Object.entries(choices).map(([name, values]) => [
      name,
      { type: values.every((value) => typeof value === 'string') ? 'string' : 'integer', enum: values },
    ]),
  )

/**
 * The same document with a reference in the place of every list of values.
 * @throws Error naming each list that has no name, and lists that are alike, of which no place could tell which it is
 */
export function withChoicesNamed<Part>(document: Part, choices: Choices): Part {
  const names = new Map<string, string>()
  const faults = new Set<string>()
  for (const [name, values] of Object.entries(choices)) {
    const namesake = names.get(JSON.stringify(values))
    if (namesake !== undefined) faults.add(`${namesake} and ${name} are the same values`)
    names.set(JSON.stringify(values), name)
  }
  const named = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(named)
    if (typeof part !== 'object' || part === null) return part
    if (!('enum' in part && Array.isArray(part.enum)))
      return Object.fromEntries(Object.entries(part).map(([key, inside]) => [key, named(inside)]))
    const { enum: values, type: _, ...rest } = part as JsonSchema
    const name = names.get(JSON.stringify(values))
    if (name === undefined) faults.add(`No name was given to the values ${JSON.stringify(values)}`)
    return { $ref: SCHEMAS + (name ?? ''), ...rest }
  }
  const found = named(document) as Part
  if (faults.size > 0) throw new Error([...faults].join('\n'))
  return found
}
