import { refuse } from '../../../../base/refusal.ts'

const userSchema = 'urn:ietf:params:scim:schemas:core:2.0:User'
const groupSchema = 'urn:ietf:params:scim:schemas:core:2.0:Group'
const listSchema = 'urn:ietf:params:scim:api:messages:2.0:ListResponse'

export interface UserFacts {
  readonly id: string
  readonly userName: string
  readonly externalId: string
  readonly displayName: string
  readonly givenName: string
  readonly familyName: string
  readonly email: string
  readonly phone: string
  readonly isActive: boolean
  readonly groups: readonly { readonly id: string; readonly name: string }[]
  readonly createdAt: Date
  readonly changedAt: Date
}

export interface GroupFacts {
  readonly id: string
  readonly displayName: string
  readonly externalId: string
  readonly members: readonly { readonly id: string; readonly name: string }[]
  readonly createdAt: Date
  readonly changedAt: Date
}

/** A resource as it is sent, its version not yet known. */
export type Resource = Readonly<Record<string, unknown>> & {
  readonly id: string
  readonly meta: Readonly<Record<string, string>>
}

export function userResource(facts: UserFacts, base: string): Resource {
  const { id, userName, externalId, displayName, givenName, familyName, email, phone } = facts
  return {
    schemas: [userSchema],
    ...{ id, userName, displayName },
    ...(externalId !== '' && { externalId }),
    name: {
      formatted: displayName,
      ...(givenName !== '' && { givenName }),
      ...(familyName !== '' && { familyName }),
    },
    emails: [{ value: email, type: 'work', primary: true }],
    ...(phone !== '' && { phoneNumbers: [{ value: phone, type: 'work' }] }),
    active: facts.isActive,
    groups: facts.groups.map((group) => ({
      value: group.id,
      display: group.name,
      $ref: `${base}/Groups/${group.id}`,
    })),
    meta: metaOf('User', facts, base),
  }
}

export function groupResource(facts: GroupFacts, base: string): Resource {
  const { id, displayName, externalId, members } = facts
  return {
    schemas: [groupSchema],
    ...{ id, displayName },
    ...(externalId !== '' && { externalId }),
    members: members.map((member) => ({
      value: member.id,
      display: member.name,
      $ref: `${base}/Users/${member.id}`,
    })),
    meta: metaOf('Group', facts, base),
  }
}

function metaOf(
  resourceType: 'User' | 'Group',
  { id, createdAt, changedAt }: { readonly id: string; readonly createdAt: Date; readonly changedAt: Date },
  base: string,
): Record<string, string> {
  const location = `${base}/${resourceType}s/${id}`
  return { resourceType, created: createdAt.toISOString(), lastModified: changedAt.toISOString(), location }
}

export interface Paging {
  readonly startIndex: number
  readonly count: number
}

export const mostOnPage = 200

/** From 1, as the protocol counts; what is smaller is 1, and more than we give is what we give (RFC 7644 section 3.4.2.4). */
export function pagingOf({ startindex = '1', count = '100' }: Readonly<Record<string, string>>): Paging {
  const wanted = { startIndex: Number(startindex), count: Number(count) }
  if (!Number.isInteger(wanted.startIndex) || !Number.isInteger(wanted.count))
    refuse('invalid', 'startIndex and count are whole numbers.', { status: 400, reason: 'invalidValue' })
  return {
    startIndex: Math.min(Math.max(wanted.startIndex, 1), 1_000_000),
    count: Math.min(Math.max(wanted.count, 0), mostOnPage),
  }
}

export function listOf(resources: readonly object[], totalResults: number, startIndex = 1): object {
  return {
    schemas: [listSchema],
    ...{ totalResults, startIndex, itemsPerPage: resources.length },
    Resources: resources,
  }
}

/** Only the attributes that were asked for; the id, and what says what this is, are always among them. */
export function cutTo(resource: Resource, query: Readonly<Record<string, string>>): Resource {
  const named = (text: string | undefined) =>
    new Set(
      (text ?? '')
        .split(',', 100)
        .map((one) => one.trim().toLowerCase().split('.')[0])
        .filter(Boolean),
    )
  const wanted = named(query['attributes'])
  const unwanted = named(query['excludedattributes'])
  const isKept = (name: string) => {
    if (name === 'id' || name === 'schemas' || name === 'meta') return true
    return wanted.size > 0 ? wanted.has(name.toLowerCase()) : !unwanted.has(name.toLowerCase())
  }
  const { id, meta } = resource
  return { ...Object.fromEntries(Object.entries(resource).filter(([name]) => isKept(name))), id, meta }
}
