import { refuse } from '../../../../base/refusal.ts'

/** One comparison of a filter: an attribute in small letters, and the text that it has to equal. */
export interface Equals {
  readonly attribute: string
  readonly value: string
}

const longestFilter = 1000
const term =
  /^([a-z$][\w$.:-]*)(?:\[\s*type\s+eq\s+"work"\s*\])?((?:\.[a-z]\w*)?)\s+eq\s+("(?:[^"\\]|\\.)*"|true|false)$/i
const core = /^urn:ietf:params:scim:schemas:core:2\.0:(?:user|group):/i

/**
 * What directories really ask: comparisons by `eq`, several of them by `and`.
 * @throws Refusal `invalidFilter` for anything else, so that nobody takes a whole list for an answer
 */
export function readFilter(text: string, known: readonly string[]): readonly Equals[] {
  if (text.length > longestFilter) return refuseFilter()
  return termsOf(text).map((one) => {
    const [, head = '', sub = '', quoted = ''] = term.exec(one.trim()) ?? refuseFilter()
    const attribute = (head.replace(core, '') + sub).toLowerCase()
    if (!known.includes(attribute)) return refuseFilter()
    return { attribute, value: quoted.startsWith('"') ? textOf(quoted) : quoted.toLowerCase() }
  })
}

/** Parted at each `and` that stands outside of quotes. */
function termsOf(text: string): string[] {
  return text
    .split(/("(?:[^"\\]|\\.)*")/)
    .map((piece, place) =>
      place % 2 === 0 ? piece.replaceAll(/\s+and\s+/gi, '\n') : piece.replaceAll('\n', ' '),
    )
    .join('')
    .split('\n')
}

function textOf(quoted: string): string {
  try {
    const text: unknown = JSON.parse(quoted)
    return typeof text === 'string' ? text : refuseFilter()
  } catch {
    return refuseFilter()
  }
}

function refuseFilter(): never {
  refuse('invalid', 'This filter is not understood here. Compare an attribute that is offered by "eq".', {
    status: 400,
    reason: 'invalidFilter',
  })
}
