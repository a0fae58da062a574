/** What a form sent. */

/** A path and no address: nobody is led elsewhere through here. */
export const pathOfOurs = (back: string | undefined): string =>
  back !== undefined && /^\/(?![/\\])[\w\-/?=&.#%]*$/.test(back) ? back : '/'

/** What is a text of what was sent; a field sent twice is none. */
export const textsIn = (sent: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(typeof sent === 'object' && sent !== null ? sent : {}).filter(
      (field): field is [string, string] => typeof field[1] === 'string',
    ),
  )

type Sent = Readonly<Record<string, string>>

/** What was written in a field; nothing where it is empty: the API names what is missing. */
export const wordsIn = (sent: Sent, name: string): string | undefined => {
  // Browsers send line ends as CR LF (HTML §4.10.21.4).
  const text = sent[name]?.replaceAll('\r\n', '\n').trim()
  return text === undefined || text === '' ? undefined : text
}

/** The fields of these names that were filled in, for a body: `{ words: '…' }`. */
export const filledIn = <Name extends string>(sent: Sent, ...names: readonly Name[]): Partial<Record<Name, string>> =>
  Object.fromEntries(
    names.flatMap((name) => (wordsIn(sent, name) === undefined ? [] : [[name, wordsIn(sent, name)]])),
  ) as Partial<Record<Name, string>>

/** Every one that was ticked or filled in of a row of fields (`about.0`, `about.1`, …), in its order. */
export const everyOf = (sent: Sent, name: string): readonly string[] =>
  Object.keys(sent)
    .filter((one) => one.startsWith(`${name}.`) && /^\d+$/.test(one.slice(name.length + 1)))
    .sort((one, other) => Number(one.slice(name.length + 1)) - Number(other.slice(name.length + 1)))
    .flatMap((one) => wordsIn(sent, one) ?? [])

/** A row of a body, left out where nobody chose anything, so that the API says of which field it is missing. */
export const chosenIn = <Name extends string>(sent: Sent, name: Name): Record<Name, string[]> => {
  const chosen = [...everyOf(sent, name)]
  return (chosen.length === 0 ? {} : { [name]: chosen }) as Record<Name, string[]>
}
