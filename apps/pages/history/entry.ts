import type { Schema } from '../asking.ts'

/** Something that happened, as its reader sees it; or that something did which is withheld from them. */
export type Entry = Schema<'HistoryPage'>['events'][number]
