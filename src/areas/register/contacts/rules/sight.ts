/** Whose numbers somebody sees in the call tree: private numbers are for those who have to call them. */

interface Link {
  readonly contactId: string
  readonly calledBy: string | null
}

/**
 * Whoever may read contacts sees all. Everybody else sees those whom they call, who calls them, and who is called
 * first, so that the tree can be climbed when somebody does not answer.
 */
export function visibleWays(
  links: readonly Link[],
  { me, seesAll }: { readonly me: string | null; readonly seesAll: boolean },
): (contactId: string) => boolean {
  if (seesAll) return () => true
  const caller = links.find(({ contactId }) => contactId === me)?.calledBy ?? null
  const isIn = links.some(({ contactId }) => contactId === me)
  const seen = new Set(
    links
      .filter(
        ({ contactId, calledBy }) =>
          isIn &&
          (contactId === me || contactId === caller || calledBy === null || (me !== null && calledBy === me)),
      )
      .map(({ contactId }) => contactId),
  )
  return (contactId) => seen.has(contactId)
}
