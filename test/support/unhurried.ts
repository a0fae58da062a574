/** Settings of an API that a test asks more of, at once and a second, than any caller would: how much each may ask is a promise of its own. */
export const UNHURRIED = {
  SAMENSPEL_READS_PER_SECOND: '100000',
  SAMENSPEL_WRITES_PER_SECOND: '100000',
  SAMENSPEL_STRANGERS_PER_SECOND: '100000',
  SAMENSPEL_REQUESTS_AT_ONCE: '1000',
  // Nor is a disk full: what is set aside for that costs each start.
  SAMENSPEL_ACCESS_ROOM_MIB: '0',
  // Nor does anything go up by itself, where a test says what time it is.
  SAMENSPEL_TICK_SECONDS: '0',
  // Nor is it the day at which a test says that its events were recorded.
  SAMENSPEL_START_AT_ANY_TIME: 'yes',
} as const
