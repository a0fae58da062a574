/** What a value is made into before it is judged, by functions that look at it alone: class-transformer and compiled validation do the same with them. */
import { Transform, TransformationType, type TransformFnParams } from 'class-transformer'
import { transformations, type BodyClass } from './class-metadata.ts'

/** From what came in to what is judged; what it does not know it leaves as it is, for the rules to refuse. */
export type Conversion = (value: unknown) => unknown

const conversions = new WeakMap<(params: TransformFnParams) => unknown, Conversion>()

export function Converted(conversion: Conversion): PropertyDecorator {
  const transform = ({ value }: TransformFnParams) => conversion(value)
  conversions.set(transform, conversion)
  return Transform(transform, { toClassOnly: true })
}

/** The conversions of a property, in their order; undefined where anything else is done to it. */
export function conversionsOf(bodyClass: BodyClass, name: string): readonly Conversion[] | undefined {
  const found: Conversion[] = []
  for (const { transformFn } of transformations.findTransformMetadatas(
    bodyClass,
    name,
    TransformationType.PLAIN_TO_CLASS,
  )) {
    const conversion = conversions.get(transformFn)
    if (conversion === undefined) return undefined
    found.push(conversion)
  }
  return found
}

const WHOLE_NUMBER = /^-?\d{1,15}$/

/** A whole number in a query, where everything is text. `Number` alone would make 0 of nothing. */
export const wholeNumber: Conversion = (value) =>
  // Added to 0, so that there is no -0.
  typeof value === 'string' && WHOLE_NUMBER.test(value) ? Number(value) + 0 : value
