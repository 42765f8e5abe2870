const prefix = 'muster.'

/** A small choice of this person on this device (theme, language). Never anything that matters elsewhere. */
export function kept(name: string): string | undefined {
  try {
    return localStorage.getItem(prefix + name) ?? undefined
  } catch {
    // Storage may be forbidden; a choice then lasts as long as the page.
    return undefined
  }
}

export function keep(name: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(prefix + name)
    else localStorage.setItem(prefix + name, value)
  } catch {
    // As above.
  }
}
