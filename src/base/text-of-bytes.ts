/**
 * Promises text of the bytes of a list: with a mark or without, and as offices write it since 1995.
 * @param isCut the bytes are the beginning of more: the last letter may be half there, and is left out
 */
export function decoded(
  bytes: Uint8Array,
  { isCut = false } = {},
): { readonly text: string; readonly encoding: string } {
  const [a, b, c] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return of(bytes, 'utf-8')
  if (a === 0xff && b === 0xfe) return of(bytes, 'utf-16le')
  if (a === 0xfe && b === 0xff) return of(bytes, 'utf-16be')
  const zeros = evenAndOddZeros(bytes)
  const few = Math.min(bytes.length, 4000) / 5
  if (zeros.odd > few && zeros.odd > zeros.even * 4) return of(bytes, 'utf-16le')
  if (zeros.even > few && zeros.even > zeros.odd * 4) return of(bytes, 'utf-16be')
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: isCut })
    return { text: clean(text), encoding: 'utf-8' }
  } catch {
    return of(bytes, 'windows-1252')
  }
}

function of(bytes: Uint8Array, encoding: string) {
  return { text: clean(new TextDecoder(encoding).decode(bytes)), encoding }
}

/** One kind of line end, and no sign that no database can hold. */
function clean(text: string): string {
  return text
    .replace(/^\uFEFF/, '')
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[\0\p{Surrogate}]/gu, '')
}

/** Western text in UTF-16 has a zero in every second byte. */
function evenAndOddZeros(bytes: Uint8Array): { even: number; odd: number } {
  const count = { even: 0, odd: 0 }
  for (let at = 0; at < Math.min(bytes.length, 4000); at += 1)
    if (bytes[at] === 0) count[at % 2 === 0 ? 'even' : 'odd'] += 1
  return count
}
