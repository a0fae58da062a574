/** Positions of the events in the hands of their readers, each with the mark of its history: where that is no more, whoever waits for it is told. */
import type { HistoryRead } from '../event-store/marking.ts'
import type { Position } from '../event-store/port.ts'
import type { PositionTokens } from '../http/position-tokens.ts'

export interface MarkedPositions {
  /** @param position that stands in the store @throws StoreUnavailable */
  token(position: Position): Promise<string>
  /** The position again; undefined for what was never ours, 'replaced' for what was put back since. @throws StoreUnavailable */
  positionOf(token: string): Promise<{ readonly position: Position } | 'replaced' | undefined>
}

export const markedPositions = (tokens: PositionTokens, history: HistoryRead): MarkedPositions => ({
  token: async (position) => tokens.token(position, await history.markOf(position)),
  async positionOf(token) {
    const place = tokens.placeIn(token)
    if (place === undefined) return undefined
    return (await history.held(place)) === 'holds' ? { position: place.position } : 'replaced'
  },
})
