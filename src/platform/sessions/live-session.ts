/**
 * Promises who is here, read from the database each time. Every request asks this, so it is one statement of ours and
 * not the three of the library: that one still makes, signs and ends sessions, and sessions.db.test.ts holds both to
 * one form of the cookie.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Pool } from 'pg'
import { absoluteHours, type cookieNames } from './auth.ts'
import type { Visit } from './visit.ts'

/** A session that nobody uses for this long is over. */
export const idleHours = 12

/** Who is here, by a live session. */
export interface OpenSession {
  readonly sessionId: string
  readonly userId: string
  readonly email: string
  readonly name: string
  readonly createdAt: Date
  readonly secondFactor: boolean
  /** Whether it was our own second factor: with that of a provider nobody changes how they sign in. */
  readonly ownFactor: boolean
  /** A session that an organisation's own provider opened is good in that organisation alone. */
  readonly onlyTenantId?: string
}

/** What of the door is needed to look. */
export interface Lookout {
  readonly pool: Pool
  readonly cookies: ReturnType<typeof cookieNames>
  /** Signs cookies, as the library does. */
  readonly secret: string
  /** Milliseconds since 1970. */
  now(): number
}

interface SessionRow {
  readonly id: string
  readonly user_id: string
  readonly email: string
  readonly name: string
  readonly created_at: Date
  readonly updated_at: Date
  readonly expires_at: Date
  readonly own_factor: boolean
  readonly provider_factor: boolean
  readonly only_tenant: string | null
}

/** The live session behind the cookie, its use noted to the minute; undefined when there is none. */
export async function readSession(door: Lookout, visit: Visit): Promise<OpenSession | undefined> {
  const token = tokenIn(visit.cookie(door.cookies.session), door.secret)
  if (token === undefined) return undefined
  const { rows } = await door.pool.query<SessionRow>({
    name: 'live_session',
    text: `select s.id, s.user_id, u.email, u.name, s.created_at, s.updated_at, s.expires_at,
             s.second_factor and coalesce(u.two_factor_enabled, false) as own_factor, s.provider_factor, s.only_tenant
           from auth.session s join auth."user" u on u.id = s.user_id where s.token = $1`,
    values: [token],
  })
  const row = rows[0]
  if (row === undefined) return undefined
  const now = door.now()
  if (isOver(row, now)) {
    await door.pool.query('delete from auth.session where id = $1', [row.id])
    return undefined
  }
  if (now - row.updated_at.getTime() >= 60_000)
    await door.pool.query('update auth.session set updated_at = $2 where id = $1 and updated_at < $2', [
      row.id,
      new Date(now),
    ])
  return {
    sessionId: row.id,
    userId: row.user_id,
    email: row.email,
    name: row.name,
    createdAt: row.created_at,
    secondFactor: row.own_factor || row.provider_factor,
    ownFactor: row.own_factor,
    ...(row.only_tenant !== null && { onlyTenantId: row.only_tenant }),
  }
}

/** The token of a cookie that we signed: `<token>.<HMAC-SHA-256 in base64>`, percent-encoded (better-call). */
function tokenIn(cookie: string | undefined, secret: string): string | undefined {
  const value = decoded(cookie ?? '')
  const at = value.lastIndexOf('.')
  const [token, signature] = [value.slice(0, Math.max(at, 0)), value.slice(at + 1)]
  if (token === '') return undefined
  const right = Buffer.from(createHmac('sha256', secret).update(token).digest('base64'))
  const given = Buffer.from(signature)
  return given.length === right.length && timingSafeEqual(given, right) ? token : undefined
}

function decoded(cookie: string): string {
  try {
    return decodeURIComponent(cookie)
  } catch {
    return ''
  }
}

function isOver(row: SessionRow, now: number): boolean {
  return (
    now >= row.expires_at.getTime() ||
    now - row.updated_at.getTime() >= idleHours * 3_600_000 ||
    now - row.created_at.getTime() >= absoluteHours * 3_600_000
  )
}
