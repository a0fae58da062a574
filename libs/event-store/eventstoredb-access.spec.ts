import { describe, expect, it } from '@jest/globals'
import { othersMay } from './eventstoredb-access.ts'

const ALL = ['read', 'write', 'delete', 'cut or delete']
const ours = { $r: 'samenspel', $w: ['samenspel'], $d: '$admins', $mr: 'samenspel', $mw: ['samenspel', '$admins'] }
const others = (list: unknown) => othersMay({ $userStreamAcl: list }, 'samenspel')

describe('what others may do with our streams', () => {
  it('is nothing where the default list names us and administrators alone', () => {
    expect(others(ours)).toEqual([])
    expect(others({ ...ours, $mr: '$all' })).toEqual([])
  })

  it('is each right that names somebody else, or nobody, which the server takes for everybody', () => {
    expect(others({ ...ours, $r: ['samenspel', 'reporting'] })).toEqual(['read'])
    expect(others({ ...ours, $w: '$all', $mw: 'samenspel-two' })).toEqual(['write', 'cut or delete'])
    expect(others({ $r: 'samenspel' })).toEqual(ALL.slice(1))
  })

  it.each([undefined, null, [], 7, 'everybody', {}, { $userStreamAcl: 'everybody' }, { $systemStreamAcl: ours }])(
    'is all of it by lists that say nothing of that: %j',
    (settings) => {
      expect(othersMay(settings, 'samenspel')).toEqual(ALL)
    },
  )
})
