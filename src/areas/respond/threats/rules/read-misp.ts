/** An attribute as `/attributes/restSearch` of MISP lists it (MISP OpenAPI, AttributeRestSearchListItem). */
import * as z from 'zod'
import type { ObservableKind } from '../../../../base/observables.ts'
import { said, thingOf, tlpAmong, type Listed, type Thing } from './warning.ts'

const Flag = z.union([z.boolean(), z.number(), z.string()]).optional()

const Attribute = z.looseObject({
  uuid: z.guid(),
  type: z.string().max(100),
  value: z.string().max(131_071),
  to_ids: Flag,
  deleted: Flag,
  timestamp: z.union([z.string(), z.number()]).optional(),
  first_seen: z.union([z.string(), z.number()]).nullish(),
  last_seen: z.union([z.string(), z.number()]).nullish(),
  comment: z.string().nullish(),
  Event: z.looseObject({ info: z.string().optional() }).optional(),
  Tag: z.array(z.looseObject({ name: z.string() })).optional(),
  /** Named by a list of things that are harmless everywhere, where the server keeps such. */
  blocked: Flag,
  warnings: z.unknown().optional(),
})

export const AttributePage = z.looseObject({
  response: z.looseObject({ Attribute: z.array(z.unknown()) }),
})

/** MISP's type to ours; where a type holds two values, a bar stands between them. */
const types: Readonly<Record<string, readonly (ObservableKind | 'ip' | undefined)[]>> = {
  'ip-src': ['ip'],
  'ip-dst': ['ip'],
  'ip-src|port': ['ip', undefined],
  'ip-dst|port': ['ip', undefined],
  domain: ['domain'],
  hostname: ['domain'],
  'hostname|port': ['domain', undefined],
  'domain|ip': ['domain', 'ip'],
  url: ['url'],
  email: ['email'],
  'email-src': ['email'],
  'email-dst': ['email'],
  'email-reply-to': ['email'],
  md5: ['md5'],
  sha1: ['sha1'],
  sha256: ['sha256'],
  sha512: ['sha512'],
  'filename|md5': [undefined, 'md5'],
  'filename|sha1': [undefined, 'sha1'],
  'filename|sha256': [undefined, 'sha256'],
  'filename|sha512': [undefined, 'sha512'],
  'malware-sample': [undefined, 'md5'],
}

/** @param isAny also what is not meant for detection */
export function readAttribute(value: unknown, isAny: boolean, now: Date): Listed {
  const { data } = Attribute.safeParse(value)
  if (data === undefined) return { state: 'left', externalId: uuidIn(value), why: 'leftUnread' }
  const { uuid: externalId } = data
  if (isYes(data.deleted) || isYes(data.blocked) || isListed(data.warnings))
    return { state: 'revoked', externalId }
  if (!isAny && !isYes(data.to_ids)) return { state: 'revoked', externalId }
  const things = thingsOf(data.type, data.value)
  if (things === undefined) return { state: 'left', externalId, why: 'leftKind' }
  if (things.length === 0) return { state: 'left', externalId, why: 'leftUnread' }
  const tags = (data.Tag ?? []).map(({ name }) => said(name, 200)).filter((name) => name !== '')
  return {
    state: 'stands',
    warning: {
      ...{ externalId, things, tlp: tlpAmong(tags), tags: [...new Set(tags)].slice(0, 30) },
      title: said(data.Event?.info, 300),
      note: said(data.comment, 500),
      firstSeen: instantOf(data.first_seen),
      lastSeen: instantOf(data.last_seen),
      saidAt: instantOf(data.timestamp) ?? now,
      until: null,
    },
  }
}

/** Undefined for a type that is not watched. */
function thingsOf(type: string, value: string): Thing[] | undefined {
  const kinds = Object.hasOwn(types, type) ? types[type] : undefined
  if (kinds === undefined) return undefined
  const parts = kinds.length === 1 ? [value] : value.split('|')
  return kinds.flatMap((kind, at) => (kind === undefined ? [] : thingOf(kind, parts[at] ?? '')))
}

function isYes(flag: unknown): boolean {
  return flag === true || flag === 1 || flag === '1' || flag === 'true'
}

function isListed(warnings: unknown): boolean {
  return typeof warnings === 'object' && warnings !== null && Object.keys(warnings).length > 0
}

function uuidIn(value: unknown): string {
  const { data } = z.looseObject({ uuid: z.guid() }).safeParse(value)
  return data?.uuid ?? ''
}

/** Seconds, microseconds, or as ISO 8601 writes it: MISP gives all three. */
function instantOf(value: string | number | null | undefined): Date | null {
  if (value === null || value === undefined || value === '' || value === '0') return null
  const text = String(value)
  if (!/^\d{1,17}$/.test(text)) return validOf(new Date(text))
  const number = Number(text)
  return validOf(new Date(text.length > 11 ? number / 1000 : number * 1000))
}

/** One that a database takes; a time in the far future is nobody's. */
function validOf(at: Date): Date | null {
  const millis = at.getTime()
  return millis > 0 && millis < 4_102_444_800_000 ? at : null
}
