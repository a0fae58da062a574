/** Text as people give it: whether anything of it shows, and what a name cannot hold. */

/** A letter, digit, sign or mark that leaves something on paper; the fillers and blanks among them do not. */
const SHOWN = /(?![\p{Default_Ignorable_Code_Point}\u2800\uFFFC\u{1D159}])[\p{L}\p{N}\p{P}\p{S}]/u

/** What breaks a line, a terminal or a table, and what turns the text around it the other way. */
const NEVER_IN_A_NAME = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202A-\u202E\u2066-\u2069]/u

export const isShown = (value: unknown): value is string =>
  typeof value === 'string' && value.isWellFormed() && SHOWN.test(value)

export const isName = (value: unknown): value is string => isShown(value) && !NEVER_IN_A_NAME.test(value)

const BLANK =
  '\\s\\u0000-\\u001F\\u007F-\\u009F\\u00AD\\u0300-\\u036F\\u061C\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u200B-\\u200F' +
  '\\u202A-\\u202E\\u2060-\\u206F\\u2800\\u3164\\uFE00-\\uFE0F\\uFEFF\\uFFA0\\uFFF9-\\uFFFC'
const TURNING = '\\u0000-\\u001F\\u007F-\\u009F\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069'

/** As patterns that any tool understands, so without properties of characters: they let some through of which nothing shows. */
export const SHOWN_PATTERN = `[^${BLANK}]`
export const NAME_PATTERN = `^[^${TURNING}]*[^${BLANK}][^${TURNING}]*$`
