export type PasswordWord = 'empty' | 'short' | 'plain' | 'good' | 'strong'

const fewest = 12

/**
 * How good a password looks from here. The server has the last word: it knows the common ones.
 * @returns `missing`, the characters still to add
 */
export function passwordWord(password: string): { readonly word: PasswordWord; readonly missing: number } {
  const characters = [...password.normalize('NFKC')]
  const missing = Math.max(0, fewest - characters.length)
  if (characters.length === 0) return { word: 'empty', missing }
  if (missing > 0) return { word: 'short', missing }
  if (new Set(characters).size < 6) return { word: 'plain', missing }
  return { word: characters.length < 16 ? 'good' : 'strong', missing }
}
