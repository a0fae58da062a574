/** The Dutch citizen service number as a code: its form and its 11-test. Who it belongs to is the vault's to know. */

const WEIGHTS = [9, 8, 7, 6, 5, 4, 3, 2, -1]

/** The nine digits of a valid BSN, an eight-digit one padded with a zero; undefined for anything else. Blanks around it are forgiven, marks inside it are not. */
export function normaliseBsn(text: string): string | undefined {
  const trimmed = text.trim()
  if (!/^[0-9]{8,9}$/.test(trimmed)) return undefined
  const digits = trimmed.padStart(9, '0')
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(digits[place]), 0)
  return sum % 11 === 0 && digits !== '000000000' ? digits : undefined
}

/** Whether this can be a BSN at all: 9 digits (8 padded), 9a+8b+7c+6d+5e+4f+3g+2h−i divisible by 11, not all zero. Not whether anyone has it. */
export function isBsn(text: string): boolean {
  return normaliseBsn(text) !== undefined
}
