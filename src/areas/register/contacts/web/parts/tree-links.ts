interface Link {
  readonly contactId: string
  readonly calledBy: string | null
}

/** The tree without one person: whom they called is called by who called them, so that nobody is lost. */
export function linksWithout(links: readonly Link[], id: string): Link[] {
  const above = links.find(({ contactId }) => contactId === id)?.calledBy ?? null
  return links
    .filter(({ contactId }) => contactId !== id)
    .map((link) => (link.calledBy === id ? { ...link, calledBy: above } : link))
}

/** Who may call somebody: everybody but themselves and those below them. */
export function callersFor<L extends Link>(links: readonly L[], id: string): L[] {
  const isBelow = (one: L): boolean => {
    const seen = new Set<string>()
    for (let at: L | undefined = one; at !== undefined && !seen.has(at.contactId);) {
      if (at.contactId === id) return true
      seen.add(at.contactId)
      const { calledBy }: L = at
      at = links.find(({ contactId }) => contactId === calledBy)
    }
    return false
  }
  return links.filter((one) => !isBelow(one))
}
