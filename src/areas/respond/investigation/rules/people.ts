/**
 * A number of people as they write it: `1.200`, `1 200`, `about 40`.
 * @returns null where nothing is written, undefined where it is not one number: `40-50` is two
 */
export function readPeople(typed: string | undefined): number | null | undefined {
  const words = (typed ?? '').trim()
  if (words === '') return null
  const shape = /^(?:\p{L}{1,20}\.? ?)?(\d{1,3}(?:[.,'\u2019\u00A0\u202F ]\d{3})+|\d{1,10})$/u
  const digits = shape.exec(words)?.[1]?.replaceAll(/\D/g, '')
  return digits === undefined || digits.length > 10 ? undefined : Number(digits)
}
