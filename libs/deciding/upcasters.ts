/** How the stored forms of an event became what is written now. */

type Data = Readonly<Record<string, unknown>>

/**
 * By type, what makes each form of `data` the next: the first entry makes version 2 of version 1, and so on; pure functions.
 * A type that is not named has version 1 only.
 */
export type Upcasters<Type extends string> = Readonly<Partial<Record<Type, readonly ((data: Data) => Data)[]>>>

/** For a version that writes something else, while what was written before is read as it stands. */
export const asItStands = (data: Data): Data => data
