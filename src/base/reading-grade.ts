/** Promises to say how hard a text is to read, by the formulas that their fields use for English and German. */

/** What staff can be expected to read without stopping. */
export const mostGrade = 8

/**
 * School years that an English text asks for (Flesch-Kincaid grade level, Kincaid et al. 1975): 0.39 words per
 * sentence + 11.8 syllables per word - 15.59. Undefined for a text too short to be judged.
 */
export function englishGrade(text: string): number | undefined {
  const sentences = sentencesOf(text)
  const words = text.match(/[A-Za-z0-9'\u2019-]+/g) ?? []
  if (words.length < 10) return undefined
  const syllables = words.reduce((sum, word) => sum + englishSyllables(word), 0)
  return 0.39 * (words.length / sentences) + 11.8 * (syllables / words.length) - 15.59
}

/**
 * School years that a German text asks for (vierte Wiener Sachtextformel, Bamberger and Vanecek 1984): 0.2744 times the
 * percentage of words of three syllables or more + 0.2656 words per sentence - 1.693. Undefined for a text too short.
 */
export function germanGrade(text: string): number | undefined {
  const words = text.match(/[\p{L}\d'\u2019-]+/gu) ?? []
  if (words.length < 10) return undefined
  const long = words.filter((word) => germanSyllables(word) >= 3).length
  return 0.2744 * ((100 * long) / words.length) + 0.2656 * (words.length / sentencesOf(text)) - 1.693
}

function sentencesOf(text: string): number {
  return Math.max(1, text.split(/[.!?:]+(?:\s|$)/).filter((sentence) => /\p{L}/u.test(sentence)).length)
}

function englishSyllables(word: string): number {
  const letters = word.toLowerCase().replace(/[^a-z]/g, '')
  const spoken = letters.replace(/(?:[^laeiouy]es|[^tdaeiouy]ed|[^laeiouy]e)$/, '').replace(/^y/, '')
  return Math.max(1, spoken.match(/[aeiouy]{1,2}/g)?.length ?? 1)
}

function germanSyllables(word: string): number {
  return Math.max(1, word.toLowerCase().match(/(?:ie|ei|ai|au|eu|äu|[aeiouyäöü])/g)?.length ?? 1)
}
