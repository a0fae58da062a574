/** Names that nobody could take for a real person's: first names as people have them, family names that say they are made up. And numbers that pass the 11-test without being anybody's. */
import { isBsn } from '../../libs/sealing/bsn.ts'

export const FIRST_NAMES: readonly string[] = [
  ...['Aaltje', 'Abdel', 'Adriaan', 'Aisha', 'Anouk', 'Arjen', 'Ayla', 'Bas', 'Beatrix', 'Bilal', 'Boris', 'Carla'],
  ...['Chantal', 'Cor', 'Daan', 'Dewi', 'Dirk', 'Ebru', 'Eline', 'Emre', 'Esther', 'Evert', 'Farid', 'Femke', 'Floor'],
  ...['Gerda', 'Gijs', 'Hanneke', 'Hassan', 'Hein', 'Ilse', 'Indra', 'Irma', 'Jamila', 'Jasper', 'Jelle', 'Joyce'],
  ...['Karel', 'Kees', 'Khadija', 'Kirsten', 'Lars', 'Latifa', 'Leontien', 'Lieke', 'Lotte', 'Maaike', 'Marwan'],
  ...['Mees', 'Mehmet', 'Mila', 'Mirjam', 'Naomi', 'Niels', 'Nour', 'Olga', 'Omar', 'Pieter', 'Priya', 'Quirine'],
  ...['Rachid', 'Ravi', 'Renske', 'Roos', 'Ruben', 'Saskia', 'Sefa', 'Sjoerd', 'Soraya', 'Stijn', 'Tess', 'Thijs'],
  ...['Tineke', 'Umar', 'Vera', 'Wessel', 'Willemijn', 'Xander', 'Yasmin', 'Yusuf', 'Zeynep', 'Zoë'],
]

export const FAMILY_NAMES: readonly string[] = [
  ...['Verzonnen', 'van Niemandsland', 'Bedenksel', 'Fabelaar', 'Proefstra', 'Schijnveld', 'van Nergenshuizen'],
  ...['Voorbeeldsma', 'Testenberg', 'van Luchtkasteel', 'Zogenaamd', 'Denkbeeldinga', 'Fictiema', 'Uitgedacht'],
  ...['van Verzinselen', 'Dummyveld', 'Monsterboer', 'Oefenhuis', 'Sprookjesdal', 'Droombeek', 'van Spiegelbeeld'],
  ...['Legendarisse', 'Mythenaar', 'Schaduwink', 'Nepstra', 'Papierman', 'Toneelsma', 'Rollema', 'Schetsveld'],
]

/** How many numbers there are to give out. */
const PLACES = 4_900_000
const WEIGHTS = [9, 8, 7, 6, 5, 4, 3, 2]

/**
 * The BSN at a place: nine digits that pass the 11-test and begin with 9, as those of RvIG's test set do (rvig.nl, "Test burgerservicenummers").
 * Every place has its own; those that begin with 999 are left for stories that need a few by hand.
 * @param place 0 and up; counts round after 4.9 million
 */
export function testBsn(place: number): string {
  const first = 90_000_000 + 2 * (place % PLACES)
  // Where the one has no last digit, the next has.
  const bsn = [first, first + 1].map(withLastDigit).find(isBsn)
  if (bsn === undefined) throw new RangeError(`no BSN at ${String(place)}`)
  return bsn
}

function withLastDigit(eight: number): string {
  const digits = String(eight)
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(digits[place]), 0)
  return `${digits}${String(sum % 11)}`
}
