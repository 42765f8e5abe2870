import { nouns, type Company } from './company.ts'
import type { Wanted } from './send.ts'

/** A place in an input where an id stands: whose it could be, and how to get at it. */
export interface Position {
  /** As a fault would name it: `evidence.0`. */
  readonly field: string
  /** The id of the same kind of thing in another company. */
  foreign(company: Company): string
}

/** Every place of this input, however deep, that holds an id of this company. */
export function positionsOf(input: unknown, company: Company, field = ''): Position[] {
  if (typeof input === 'string') {
    const noun = nouns.find((known) => company.ids[known] === input)
    if (noun !== undefined) return [{ field, foreign: ({ ids }) => ids[noun] }]
    return input === company.owner.memberId ? [{ field, foreign: ({ owner }) => owner.memberId }] : []
  }
  if (typeof input !== 'object' || input === null) return []
  return Object.entries(input).flatMap(([name, value]) =>
    positionsOf(value, company, field === '' ? name : `${field}.${name}`),
  )
}

/** The same request with this at that place. */
export function swapped(wanted: Wanted, { field }: Pick<Position, 'field'>, value: unknown): Wanted {
  return { ...wanted, input: put(wanted.input, field.split('.'), value) as Wanted['input'] } // an object stays one
}

function put(holder: unknown, [name = '', ...rest]: readonly string[], value: unknown): unknown {
  const inner =
    rest.length === 0
      ? value
      : put(Object.entries(holder ?? {}).find(([key]) => key === name)?.[1], rest, value)
  if (Array.isArray(holder)) return holder.map((item: unknown, n) => (String(n) === name ? inner : item))
  return { ...(holder as object), [name]: inner } // what is no array is the object whose field was found
}
