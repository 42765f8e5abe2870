/** Whom to ask when nobody reads what has to be read. */

interface Silence {
  /** Those who were told and have not read it. */
  readonly silent: readonly string[]
  readonly deputies: readonly string[]
  readonly onCall: string | undefined
  /** Leads before owners. */
  readonly leaders: readonly string[]
}

/** First who stands in for them, then whoever is on call, then who leads; undefined when all of them are silent. */
export function nextToCall({ silent, deputies, onCall, leaders }: Silence): string | undefined {
  const order = [...deputies, ...(onCall === undefined ? [] : [onCall]), ...leaders]
  return order.find((id) => !silent.includes(id))
}

/** What the next person reads: whom to call, at the number that works at night where there is one. */
export function callSentence(
  title: string,
  people: readonly { readonly name: string; readonly phone: string; readonly nightPhone: string }[],
): string {
  const named = people.map(({ name, phone, nightPhone }) =>
    [name, nightPhone === '' ? phone : nightPhone].filter((part) => part !== '').join(', '),
  )
  return `Not read in time. Call ${named.join('; ')}. It says: ${title}`
}
