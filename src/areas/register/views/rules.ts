/** Who may do what with a saved view, and what of it still holds. */
import type { MemberRole } from '../../../base/permissions.ts'

/** So many views of one list a person keeps, and so many are shared with everybody. */
export const mostOwn = 40
export const mostShared = 60

interface Asker {
  readonly memberId: string
  readonly role: MemberRole
}

/** Its maker; an owner too, once it is shared. */
export function mayChange(
  view: { readonly makerId: string; readonly isShared: boolean },
  { memberId, role }: Asker,
): boolean {
  return view.makerId === memberId || (view.isShared && role === 'owner')
}

/** A guest is here for one case: what they find useful is for themselves, and what others share is not for them. */
export function mayShare({ role }: Pick<Asker, 'role'>): boolean {
  return role !== 'guest'
}

/** The list that a page shows: what is shown of one case bears a star in its place. */
export function listOf(path: string): string {
  return path.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/, '*')
}

/** What a list knows: each filter by its name, with the values it takes; `null` for words of one's own. */
export type KnownFilters = Readonly<Record<string, readonly string[] | null>>

/** What of a saved filter the list still understands, and the names of what it no longer does. */
export function stillValid(
  filter: Readonly<Record<string, string>>,
  known: KnownFilters,
): { readonly valid: Readonly<Record<string, string>>; readonly gone: readonly string[] } {
  const entries = Object.entries(filter)
  const isValid = ([name, value]: readonly [string, string]) => {
    const values = Object.hasOwn(known, name) ? known[name] : undefined
    return values !== undefined && (values === null || values.includes(value))
  }
  return {
    valid: Object.fromEntries(entries.filter(isValid)),
    gone: entries.filter((entry) => !isValid(entry)).map(([name]) => name),
  }
}

/** Whether two filters leave the same of a list. */
export function isSameFilter(
  one: Readonly<Record<string, string>>,
  other: Readonly<Record<string, string>>,
): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...names].every((name) => (one[name] ?? '') === (other[name] ?? ''))
}
