/** Valid bodies of ten fields, judged over and over. Setting `by`: `ours` (the pipe as every route has it), `nest` (ValidationPipe behind it), `ajv`. Tasks: `valid`. */
import { Ajv } from 'ajv'
import formats from 'ajv-formats'
import { BodyValidationPipe, strictValidationPipe } from '../../../libs/http/body-validation.pipe.ts'
import type { MakeContender } from '../contender.ts'
import { GOAL_SCHEMA, goalBodies, GoalBody } from '../work/ten-fields.ts'

type Judge = (body: object) => unknown

const OF_A_BODY = { type: 'body', metatype: GoalBody } as const

const JUDGES: Readonly<Record<string, () => Judge>> = {
  ours: () => {
    const pipe = new BodyValidationPipe()
    return (body) => pipe.transform(body, OF_A_BODY)
  },
  nest: () => {
    const pipe = strictValidationPipe()
    return (body) => pipe.transform(body, OF_A_BODY)
  },
  ajv: () => {
    const ajv = new Ajv()
    // Its full formats, which know what days a month has: `fast` ones would judge less than class-validator does.
    formats.default(ajv, { mode: 'full' })
    const judge = ajv.compile(GOAL_SCHEMA)
    return (body) => {
      if (!judge(body)) throw new Error(ajv.errorsText(judge.errors))
    }
  },
}

export const contender: MakeContender = async ({ by }) => {
  const bodies = goalBodies(1_000)
  const judge = JUDGES[String(by)]?.()
  if (judge === undefined) throw new RangeError(`nobody judges by ${String(by)}`)
  for (const body of bodies) await judge(body)
  return {
    async work(_, forMs) {
      const began = performance.now()
      let units = 0
      while (performance.now() - began < forMs) {
        for (const body of bodies) {
          const verdict = judge(body)
          if (verdict instanceof Promise) await verdict
        }
        units += bodies.length
      }
      return { units, ms: performance.now() - began }
    },
    close: () => Promise.resolve(),
  }
}
