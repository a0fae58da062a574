/** HTML in which every value is escaped unless it was made here itself. */
export class Html {
  constructor(readonly text: string) {}
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign)

/** A template in HTML; attributes must be quoted. */
export const html = (parts: TemplateStringsArray, ...values: readonly (string | Html | readonly Html[])[]): Html =>
  new Html(
    parts
      .map((part, place) => {
        const value = values[place] ?? ''
        if (typeof value === 'string') return part + escaped(value)
        return part + (value instanceof Html ? value.text : value.map(({ text }) => text).join(''))
      })
      .join(''),
  )
