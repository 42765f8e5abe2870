import { Client } from 'pg'
import type { MemberActor, World } from './world.ts'

/** Leaves the rows that a sign-in with the second factor leaves, for somebody who joined without an account. */
export async function signedInNow(
  { config }: Pick<World, 'config'>,
  { userId, sessionId, name }: MemberActor,
): Promise<void> {
  const admin = new Client(config.databaseUrl)
  await admin.connect()
  await admin.query(
    `insert into auth."user" (id, name, email, two_factor_enabled, created_at, updated_at)
     values ($1, $2, $3, true, now(), now())`,
    [userId, name, `${userId}@example.org`],
  )
  await admin.query(
    `insert into auth.session (id, user_id, token, second_factor, expires_at, created_at, updated_at)
     values ($1, $2, $3, true, now() + interval '1 hour', now(), now())`,
    [sessionId, userId, sessionId],
  )
  await admin.end()
}
