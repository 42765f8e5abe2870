/** Words that incidents are about; a common one finds thousands, `zebra` with its number few. */
export const words = [
  'files locked',
  'strange mail',
  'laptop missing',
  'login from abroad',
  'invoice changed',
  'website defaced',
  'backup silent',
  'supplier breached',
  'account taken over',
  'malware found',
] as const

const places = ['FILE01', 'the front desk', 'the warehouse', 'accounting', 'the shop', 'MAIL02', 'the plant']

/** The same number gives the same title. */
export function titleOf(number: number): string {
  const word = words[number % words.length] ?? ''
  const place = places[number % places.length] ?? ''
  return `${word.charAt(0).toUpperCase()}${word.slice(1)} at ${place}${number % 997 === 0 ? ` zebra` : ''}`
}
