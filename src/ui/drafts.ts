const prefix = 'muster.draft.'

/** Where words are kept: two customers, or two people at one browser, never meet. */
export function draftKey(owner: { readonly tenant: string; readonly person: string }, name: string): string {
  return `${prefix}${owner.tenant}.${encodeURIComponent(owner.person)}.${name}`
}

/** What was typed in this tab; undefined when nothing was, or storage is forbidden. Not judged yet. */
export function keptDraft(key: string | undefined): unknown {
  if (key === undefined) return undefined
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null') ?? undefined
  } catch {
    return undefined
  }
}

/** `undefined` forgets it. Where storage is forbidden or full, words live as long as the page. */
export function keepDraft(key: string | undefined, values: object | undefined): void {
  if (key === undefined) return
  try {
    if (values === undefined) sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, JSON.stringify(values))
  } catch {
    // As said above.
  }
}

/** At sign-out: nothing that was typed in this tab stays, for whichever organisation it was. */
export function wipeDrafts(): void {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key)
  } catch {
    // Storage is forbidden: nothing was kept.
  }
}
