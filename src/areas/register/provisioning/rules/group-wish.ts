import { isObject, type Change } from './patch.ts'
import { lineOf, refuseValue } from './person-wish.ts'

/** What a directory wants of a group; members in the order in which they were named. */
export interface GroupWish {
  displayName?: string
  externalId?: string
  /** All of them, where it gave all. */
  only?: ReadonlySet<string>
  readonly added: Set<string>
  readonly removed: Set<string>
}

export const mostMembers = 2000

export function groupWish(changes: readonly Change[]): GroupWish {
  const wish: GroupWish = { added: new Set(), removed: new Set() }
  for (const { op, attribute, selector, value } of changes) {
    if (attribute === 'displayname' && op !== 'remove') {
      wish.displayName = lineOf(value, attribute, 200)
      if (wish.displayName === '') refuseValue('displayName has to be given')
    }
    if (attribute === 'externalid')
      wish.externalId = op === 'remove' || value === null ? '' : lineOf(value, attribute, 254)
    if (attribute === 'members') takeMembers(wish, op, { selector, value })
  }
  return wish
}

function takeMembers(
  wish: GroupWish,
  op: Change['op'],
  { selector, value }: Pick<Change, 'selector' | 'value'>,
): void {
  const named = selector === undefined ? idsIn(value) : [idOf(selector)]
  // Okta takes everybody out by a remove that names nobody.
  const isAll = op === 'replace' || (op === 'remove' && named.length === 0)
  if (isAll) {
    wish.only = new Set(named)
    wish.added.clear()
    wish.removed.clear()
    return
  }
  for (const id of named) {
    const [into, from] = op === 'add' ? [wish.added, wish.removed] : [wish.removed, wish.added]
    into.add(id)
    from.delete(id)
  }
}

/** Who is in the group then, of those that were in it. */
export function membersAfter(before: ReadonlySet<string>, wish: GroupWish): ReadonlySet<string> {
  const after = new Set([...(wish.only ?? before), ...wish.added].filter((id) => !wish.removed.has(id)))
  return after.size <= mostMembers ? after : refuseValue(`a group has at most ${mostMembers} members here`)
}

function idsIn(value: unknown): string[] {
  if (value === undefined || value === null) return []
  const all = Array.isArray(value) ? value : [value]
  if (all.length > mostMembers) return refuseValue(`send at most ${mostMembers} members at once`)
  return all.map((one: unknown) => {
    const id = isObject(one) ? one['value'] : one
    return typeof id === 'string' && id.length <= 36
      ? id.toLowerCase()
      : refuseValue('members have a value each')
  })
}

function idOf(selector: string): string {
  const [, id = ''] =
    /^value\s+eq\s+"([0-9a-f-]{1,36})"$/i.exec(selector) ?? refuseValue('members are chosen by their value')
  return id.toLowerCase()
}
