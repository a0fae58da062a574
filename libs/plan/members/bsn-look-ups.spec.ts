import { describe, it } from '@jest/globals'
import { storiesOf } from '../../deciding/testing/story.ts'
import { bsnLookUps } from './bsn-look-ups.ts'
import { noor } from '../testing/people.ts'

const given = storiesOf(bsnLookUps)
const lookedUp = { domain: 'general', about: [], type: 'BsnLookedUp' } as const

describe('looking someone up by their number', () => {
  it('is on record without the number', () => {
    given().when(noor(), { type: 'LookUpBsn', atMost: 2 }).then(lookedUp)
  })

  it('is done no oftener in a day than is allowed', () => {
    given([noor(), lookedUp]).when(noor(), { type: 'LookUpBsn', atMost: 2 }).then(lookedUp)
    given([noor(), lookedUp], [noor(), lookedUp])
      .when(noor(), { type: 'LookUpBsn', atMost: 2 })
      .thenRefuses('BSN_LOOK_UPS_ARE_SPENT')
  })
})
