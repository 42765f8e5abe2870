/** Promises that a statement which comes again is parsed and planned once for each connection, not each time. */
import type { PoolClient } from 'pg'

/** Past this many texts (lists of many lengths, searches) the others go unprepared: each name costs memory per connection. */
const mostNames = 400
const mostMet = 2000
const manyValues = '$25'

/** For all connections of one pool: on each of them one name must mean one text. */
export interface Names {
  readonly known: Map<string, string>
  /** Texts that came once: those which never come again take no name. */
  readonly met: Set<string>
}

export function newNames(): Names {
  return { known: new Map(), met: new Set() }
}

/** The same connection, whose statements that are asked as an object carry a name by their text. */
export function preparing(client: PoolClient, names: Names): PoolClient {
  return new Proxy(client, {
    get: (target, key) => {
      if (key !== 'query') return target[key as keyof PoolClient] // whatever else is asked for is the connection's own
      return (wanted: unknown, ...rest: unknown[]) =>
        // the driver has many shapes of query; which one this is stays the caller's
        (target.query as (...given: unknown[]) => unknown).call(target, named(wanted, names), ...rest)
    },
  })
}

function named(wanted: unknown, names: Names): unknown {
  if (typeof wanted !== 'object' || wanted === null || !('text' in wanted)) return wanted
  if (typeof wanted.text !== 'string' || ('name' in wanted && wanted.name !== undefined)) return wanted
  // a list of things as long as today's page: another text tomorrow
  if (wanted.text.includes(manyValues)) return wanted
  const name = nameOf(wanted.text, names)
  return name === undefined ? wanted : { ...wanted, name }
}

function nameOf(text: string, { known, met }: Names): string | undefined {
  const name = known.get(text)
  if (name !== undefined || known.size >= mostNames) return name
  if (met.delete(text)) known.set(text, `own-${known.size}`)
  else {
    if (met.size >= mostMet) met.clear()
    met.add(text)
  }
  return known.get(text)
}
