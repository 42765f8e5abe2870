/** What a model answered, held against what it was given: ids that there are not are struck, what stands nowhere is marked. */
import * as z from 'zod'
import type { SuggestedSentence } from '../contract.ts'
import { signs } from './hiding.ts'
import type { KnownLine } from './question.ts'

const Answer = z.object({
  sentences: z.array(
    z.object({
      text: z.string(),
      lines: z
        .array(z.union([z.string(), z.number()]))
        .nullish()
        .transform((ids) => (ids ?? []).map(String)),
    }),
  ),
})

const mostSentences = 40
const mostLetters = 6000
/** A line of the situation report holds no more. */
const mostInOne = 500
const mostIds = 20

export type ReadAnswer =
  | { readonly sentences: readonly SuggestedSentence[] }
  | { readonly trouble: 'not_as_asked' | 'too_long' | 'empty' }

/** @param show puts back what was hidden from the model */
export function readAnswer(
  text: string,
  { lines, show }: { readonly lines: readonly KnownLine[]; readonly show: (text: string) => string },
): ReadAnswer {
  const parsed = Answer.safeParse(jsonIn(text))
  if (!parsed.success) return { trouble: 'not_as_asked' }
  const said = parsed.data.sentences
    .map((one) => ({ text: plain(one.text), ids: one.lines.slice(0, mostIds) }))
    .filter((one) => one.text !== '')
  if (said.length === 0) return { trouble: 'empty' }
  const letters = said.reduce((sum, one) => sum + one.text.length, 0)
  const isLong = said.some((one) => one.text.length > mostInOne)
  if (isLong || said.length > mostSentences || letters > mostLetters) return { trouble: 'too_long' }
  return { sentences: said.map((one) => judged(one, lines, show)) }
}

function judged(
  { text, ids }: { readonly text: string; readonly ids: readonly string[] },
  lines: readonly KnownLine[],
  show: (text: string) => string,
): SuggestedSentence {
  const wanted = [...new Set(ids.map((id) => id.replaceAll(/[[\]#\s]/g, '')))]
  const found = wanted.flatMap((id) => lines.find((line) => line.id === id) ?? [])
  const known = new Set(found.map(({ id }) => id))
  const grounds = found.map((line) => `${line.at ?? ''} ${line.text}`).join('\n')
  return {
    text: show(text),
    lines: found.map(({ id, text: line }) => ({ id, text: show(line) })),
    struck: wanted.filter((id) => !known.has(id)).map((id) => plain(id).slice(0, 40)),
    warnings: [
      ...(found.length === 0 ? (['no_lines'] as const) : []),
      ...(found.length > 0 && hasOther(numbersIn(text), numbersIn(grounds)) ? (['figure'] as const) : []),
      ...(hasOther(addressesIn(text), addressesIn(grounds)) ? (['address'] as const) : []),
    ],
  }
}

/** The first whole object in what was said: some models cannot leave a fence of code away. */
function jsonIn(text: string): unknown {
  const from = text.indexOf('{')
  const to = text.lastIndexOf('}')
  if (from < 0 || to < from) return undefined
  try {
    return JSON.parse(text.slice(from, to + 1))
  } catch {
    return undefined
  }
}

/** One line that can be kept and read: no control letters, none that change how others look. */
function plain(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\u{FE00}-\u{FE0F}\u2028\u2029]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

function hasOther(wanted: ReadonlySet<string>, there: ReadonlySet<string>): boolean {
  return [...wanted].some((one) => !there.has(one))
}

/**
 * Numbers of two digits and more, however their thousands are parted; the signs for people are none, and addresses of
 * networks are held against each other whole.
 */
function numbersIn(text: string): ReadonlySet<string> {
  const bare = text.replaceAll(signs, '').replaceAll('[.]', '.').replaceAll(network, ' ')
  const found = bare.match(/\d+(?:[.,'\u2019\u00a0\u202f]\d{3})*/g) ?? []
  return new Set(found.map((one) => one.replaceAll(/\D/g, '')).filter((one) => one.length > 1))
}

/** Whatever could be opened, written to or blocked: domains, whole mailboxes, whole addresses of networks. */
function addressesIn(text: string): ReadonlySet<string> {
  const plainly = text
    .toLowerCase()
    .replaceAll('[.]', '.')
    .replaceAll(/\[at\]|\(at\)/g, '@')
  const longer = (plainly.match(longNetwork) ?? [])
    .map((one) => one.replace(/(?<!:):$/, ''))
    // Else it is the time of day.
    .filter((one) => one.includes('::') || one.split(':').length > 3)
  return new Set([
    ...(plainly.match(domain) ?? []),
    // A quote before it is none of it.
    ...(plainly.match(mailbox) ?? []).map((one) => one.replace(/^['._%+-]+/, '')),
    ...[...(plainly.match(network) ?? []), ...longer],
  ])
}

const domain = /(?<![\p{L}\p{N}-])[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}/gu
const mailbox = /(?:\[mailbox \d+\]|[\p{L}\p{N}._%+'-]{1,64})@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu
const network = /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?!\.?\d)/g
const longNetwork = /(?<![\p{L}\p{N}:.])(?=:*[0-9a-f])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?![\p{L}\p{N}])/gu
