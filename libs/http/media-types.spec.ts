import { describe, expect, it } from '@jest/globals'
import { isJsonInUtf8, isNamed, weightOf } from './media-types.ts'

describe('a body', () => {
  it.each([
    'application/json',
    'Application/JSON',
    'application/json;',
    'application/json ; ',
    'application/json;charset=utf8',
    'application/json; charset=UTF-8',
    'application/json; charset="utf-8"',
    'application/json; charset="utf\\-8"',
    'application/json; profile="a;b,c"; charset=utf-8;',
    'application/json;;version=1',
    'application/json; odata.metadata=minimal; q=0.5',
  ])('is JSON in UTF-8: %s', (type) => {
    expect(isJsonInUtf8(type)).toBe(true)
  })

  it.each([
    '',
    'json',
    'text/json',
    'application/jsonp',
    'application/json/x',
    'application/problem+json',
    'application/json; charset=latin1',
    'application/json; charset=',
    'application/json; charset=utf-16; charset=utf-8',
    'application/json; charset=utf-8; charset=latin1',
    'application/json; a="b',
    'application/json, text/plain',
  ])('is not: %s', (type) => {
    expect(isJsonInUtf8(type)).toBe(false)
  })
})

describe('what is accepted', () => {
  it.each([
    [undefined, 1],
    ['', 1],
    ['*/*', 1],
    ['text/*', 1],
    ['text/event-stream', 1],
    ['TEXT/Event-Stream', 1],
    ['text/event-stream;q=0.3', 0.3],
    ['text/event-stream;q=0', 0],
    ['text/event-stream; Q=0.000', 0],
    ['text/event-stream;q=0, */*', 0],
    ['*/*, text/event-stream;q=0', 0],
    ['text/*;q=0.2, */*;q=0.8', 0.2],
    ['text/html', 0],
    ['application/json, text/html;q=0.9', 0],
    ['text/html;p="text/event-stream"', 0],
    ['text/html;p="a, text/event-stream"', 0],
    ['text/event-stream;q=2', 0],
    ['text/event-stream;q=-1', 0],
    ['text/event-stream;charset=utf-8;q=0.5', 0.5],
    ['nonsense, text/event-stream;q=0.5', 0.5],
  ])('%s', (accept, weight) => {
    expect(weightOf('text/event-stream', accept)).toBe(weight)
  })

  it('is named, or among others', () => {
    expect(isNamed('text/event-stream', 'text/html, text/event-stream;q=0.5')).toBe(true)
    expect(isNamed('text/event-stream', 'text/*, */*')).toBe(false)
    expect(isNamed('text/event-stream', undefined)).toBe(false)
  })
})
