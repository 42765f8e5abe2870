/** What a passphrase must withstand: somebody with the file and a room full of computers, for years. */
export const leastBits = 60

/** Bits that a guesser of words would have to try, at most; a phrase that people use is worth less than it looks. */
export function passphraseBits(phrase: string): number {
  // Capitals count for nothing: a telephone sets them as it likes, so the file does not tell them apart.
  const text = phrase.trim().toLowerCase()
  const words = text
    .trim()
    .toLowerCase()
    .split(/[\s._-]+/)
    .filter((word) => word !== '')
  const distinct = new Set(words)
  // A word that somebody knows is one of some two thousand, however long it is.
  const byWords = [...distinct].reduce((sum, word) => sum + Math.min(11, lettersBits(word)), 0)
  return words.length >= 4 ? byWords : Math.min(lettersBits(text), looksKnown(text) ? 30 : Infinity)
}

export function isStrongEnough(phrase: string): boolean {
  return passphraseBits(phrase) >= leastBits
}

/**
 * Eight words out of a list of 256: 64 bits, chosen by the machine, so that each of them counts fully.
 * @param random 8 random bytes
 */
export function proposeWords(list: readonly string[], random: Uint8Array): string {
  return [...random.subarray(0, 8)].map((byte) => list[byte % list.length] ?? '').join(' ')
}

/** Repeated letters and runs such as `1234` or `abcd` add next to nothing. */
function lettersBits(text: string): number {
  let bits = 0
  let last = 0
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0
    bits += Math.abs(code - last) <= 1 ? 0.5 : poolBits(letter)
    last = code
  }
  return bits
}

function poolBits(letter: string): number {
  if (/[a-z]/.test(letter)) return 3.3
  if (/\d/.test(letter)) return 3.3
  return 4.5
}

/** One word with a year or a sign at its end, as most passwords are. */
function looksKnown(phrase: string): boolean {
  return /^\p{L}{3,}[\d\W]{0,6}$/u.test(phrase)
}
