/** On what sight of an event is judged: of a correction on what it corrects, as that was written and as it would be now. So it is for the same people, and for nobody else. */
import { whatItCorrects } from '../plan/corrections/what-it-corrects.ts'
import type { Written } from './written.ts'

/** All of these must be covered. Whoever wrote what is corrected reads that it was. */
export function judgedOn(written: Written): readonly Written[] {
  const { event, envelope } = written
  if (!('corrects' in event)) return [written]
  const what = whatItCorrects(event.corrects)
  const { by, at } = event.corrects
  const asWritten = { ...envelope, actor: { ...envelope.actor, id: by } }
  return [
    { event: what, envelope: { ...asWritten, recordedAt: at } },
    // What one of the family says of it is about them.
    { event: { ...what, about: event.about }, envelope: asWritten },
  ]
}
