import { setImmediate as breath } from 'node:timers/promises'
import { describe, expect, it } from '@jest/globals'
import { Turns } from './turns.ts'

describe('turns', () => {
  it('let so many work at a time, in the order in which they came', async () => {
    const turns = new Turns({ atOnce: 2 })
    const begun: number[] = []
    const leave: (() => void)[] = []
    for (const place of [0, 1, 2, 3])
      void turns.enter('a')?.then((leaving) => {
        begun.push(place)
        leave[place] = leaving
      })
    await breath()
    expect(begun).toEqual([0, 1])
    leave[1]?.()
    await breath()
    expect(begun).toEqual([0, 1, 2])
    leave[0]?.()
    await breath()
    expect(begun).toEqual([0, 1, 2, 3])
    leave[2]?.()
    leave[3]?.()
    expect(turns.size).toBe(0)
  })

  it('let other kinds pass', async () => {
    const turns = new Turns({ atOnce: 1 })
    await turns.enter('a')
    expect(await Promise.race([turns.enter('a'), breath('waits')])).toBe('waits')
    expect(await Promise.race([turns.enter('b'), breath('waits')])).toBeInstanceOf(Function)
  })

  it('let only so many wait', async () => {
    const turns = new Turns({ atOnce: 1, waitingAtMost: 1 })
    const leave = await turns.enter('a')
    const waiting = turns.enter('a')
    expect(turns.enter('a')).toBeUndefined()
    leave?.()
    await waiting
    expect(turns.enter('a')).toBeDefined()
  })
})

describe('work in turn', () => {
  it('is never two things at once, and goes on after what failed', async () => {
    const turns = new Turns({ atOnce: 1 })
    let working = 0
    const work = (place: number) => async () => {
      working += 1
      expect(working).toBe(1)
      await breath()
      working -= 1
      if (place % 3 === 0) throw new Error('no')
      return place
    }
    const done = await Promise.allSettled([0, 1, 2, 3, 4].map((place) => turns.inTurn('a', 60_000, work(place))))
    expect(done.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
    await breath()
    expect(turns.size).toBe(0)
  })

  it('does not wait for ever, and lets who waits behind it have their turn', async () => {
    const turns = new Turns({ atOnce: 1 })
    const stuck = Promise.withResolvers<string>()
    const first = turns.inTurn('a', 1, () => stuck.promise)
    expect(await turns.inTurn('a', 1, () => Promise.resolve('went ahead'))).toBe('went ahead')
    stuck.resolve('came after all')
    expect(await first).toBe('came after all')
    expect(await turns.inTurn('a', 60_000, () => Promise.resolve('in turn'))).toBe('in turn')
  })
})
