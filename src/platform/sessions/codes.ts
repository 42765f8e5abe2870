/** Promises codes that open a sign-in once when the second factor is lost: shown once, kept hashed, spent atomically. */
import { createHmac, randomInt } from 'node:crypto'
import type { Pool, PoolClient } from 'pg'

export type CodeKind = 'recovery' | 'break_glass'

/** A set is printed on one page; each code holds 80 bits, so a fast keyed hash is enough. */
const codesInASet = 10
const charactersInACode = 16
/** Crockford's base 32: no I, L, O or U to misread on paper. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A fresh set, as it is shown to the person: `XXXX-XXXX-XXXX-XXXX`. */
export function newCodes(): string[] {
  return Array.from({ length: codesInASet }, () => {
    const letters = Array.from({ length: charactersInACode }, () =>
      alphabet.charAt(randomInt(alphabet.length)),
    )
    return letters.join('').replace(/(.{4})(?=.)/g, '$1-')
  })
}

/** The form that is stored: keyed, and bound to its user. @param key secret bytes kept outside the database */
export function codeHash(key: Buffer, userId: string, code: string): string {
  return createHmac('sha256', key)
    .update(`${userId}\0${code.replaceAll('-', '')}`)
    .digest('hex')
}

/** A code as a person types it from paper; undefined when it cannot be one. */
export function normalisedCode(typed: string): string | undefined {
  if (typed.length > 64) return undefined
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replace(/[IL]/g, '1')
    .replaceAll('O', '0')
  return /^[0-9A-HJKMNP-TV-Z]{16}$/.test(code) ? code : undefined
}

/** Puts a new set in place of the user's codes of that kind; the old ones are dead from the commit on. */
export async function replaceCodes(
  client: Pool | PoolClient,
  input: { userId: string; kind: CodeKind; hashes: readonly string[]; now: number },
): Promise<void> {
  await client.query(
    `with gone as (delete from auth.recovery_code where user_id = $1 and kind = $2)
     insert into auth.recovery_code (code_hash, user_id, kind, created_at)
       select hash, $1::uuid, $2::text, $4::timestamptz from unnest($3::text[]) as hash`,
    [input.userId, input.kind, input.hashes, new Date(input.now)],
  )
}

/** Spends a code. Of many at once exactly one gets its kind, all others undefined. */
export async function spendCode(
  pool: Pool,
  input: { userId: string; hash: string; now: number },
): Promise<CodeKind | undefined> {
  const { rows } = await pool.query<{ kind: CodeKind }>(
    `update auth.recovery_code set used_at = $3
      where code_hash = $1 and user_id = $2 and used_at is null returning kind`,
    [input.hash, input.userId, new Date(input.now)],
  )
  return rows[0]?.kind
}
