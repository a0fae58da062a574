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
