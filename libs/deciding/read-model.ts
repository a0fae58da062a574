/** The shape of every read model: its rows, and how each event changes them. Pure: an event in, changes out; where rows are kept is not here. */
import type { Envelope } from './envelope.ts'

export type ColumnType = 'text' | 'integer'

export interface Table {
  readonly columns: Readonly<Record<string, ColumnType>>
  /** The columns that tell a row from all others. */
  readonly key: readonly string[]
  /** Columns that rows are looked up by, besides the key. */
  readonly lookups?: readonly (readonly string[])[]
}

/** By name; a name belongs to one read model only. */
export type Tables = Readonly<Record<string, Table>>

type ValueOf<Type extends ColumnType> = Type extends 'text' ? string : number

/** Every column has a value: what is absent is `''` or 0, or has a row of its own, so that a key and a condition always mean something. */
export type Row<One extends Table> = {
  readonly [Column in keyof One['columns'] & string]: ValueOf<One['columns'][Column]>
}

/** What an event does to the rows: the same change made twice is made once. */
export type RowChange<All extends Tables> = {
  [Name in keyof All & string]:
    | { readonly put: Name; readonly row: Row<All[Name]> }
    | { readonly change: Name; readonly where: Partial<Row<All[Name]>>; readonly set: Partial<Row<All[Name]>> }
    | { readonly remove: Name; readonly where: Partial<Row<All[Name]>> }
}[keyof All & string]

/** An event as it was recorded, with the ciphertexts of its sealed values by reference, as JSON. */
export interface Happened<Event> {
  readonly event: Event
  readonly envelope: Envelope
  readonly sealed?: string
}

/** What is known of an event that cannot be read: what the store keeps of it, and what stands in its body, where that is JSON. */
export interface Unreadable {
  readonly stream: string
  readonly type: string
  readonly body: unknown
}

export interface ReadModel<Event extends { readonly type: string }, All extends Tables> {
  readonly name: string
  /** Higher whenever tables or changes are: rows of an older version are made anew. */
  readonly version: number
  readonly tables: All
  /** By event type; an event whose type is not named changes nothing, and is not even opened. */
  readonly after: {
    readonly [Type in Event['type']]?: (
      happened: Happened<Extract<Event, { readonly type: Type }>>,
    ) => readonly RowChange<All>[]
  }
  /**
   * What follows from an event that is not as this version knows its type: of a newer form, damaged, with other members. Without it nothing does, and
   * that the rows miss it is kept beside them.
   */
  readonly afterUnreadable?: (event: Unreadable) => readonly RowChange<All>[]
}
