import { expect, it } from '@jest/globals'
import { StoreUnavailable } from '../event-store/port.ts'
import { nameOfFault } from './name-of-fault.ts'

it.each([
  { fault: new StoreUnavailable('unreachable', 'no answer'), name: 'StoreUnavailable (unreachable)' },
  { fault: new TypeError('not so'), name: 'TypeError' },
  { fault: new Error('with what it stumbled on'), name: 'Error' },
  { fault: 'a text', name: 'string' },
])('a log is told $name', ({ fault, name }) => {
  expect(nameOfFault(fault)).toBe(name)
})
