import { nameFor, newKeys, openWords, sealWords } from './seal.ts'
import {
  changeLock,
  countEntries,
  dropEntries,
  findEntry,
  putEntry,
  readLock,
  wipeVault,
  type Lock,
} from './vault.ts'

/** An answer of the server as it is kept. */
export interface KeptAnswer {
  /** Slug of the organisation; '' for what belongs to the person alone. */
  readonly tenant: string
  /** The address that was asked. */
  readonly url: string
  /** What it is dropped together with, as one incident. */
  readonly group: string
  readonly body: string
  /** Milliseconds since 1970. */
  readonly at: number
}

const hourMs = 3_600_000
/** So long what is kept can be read without the server being heard. docs/decisions/0040 says why. */
const longestSilenceMs = 72 * hourMs
/** A clock that stands so far before the last contact was turned back. */
const clockSlackMs = hourMs

/** Whether what is kept may still be read: not for ever, and not with a clock that was turned back to make it younger. */
export function isReadable(contactAt: number, now: number): boolean {
  return now - contactAt <= longestSilenceMs && contactAt - now <= clockSlackMs
}

/** From now on this browser keeps for this person; what it kept for another one goes first. */
export async function keepFor(person: string): Promise<void> {
  const lock = await readLock()
  if (lock && lock.owner === (await nameFor(lock, ['owner', person]))) return
  const keys = await newKeys()
  const owner = await nameFor(keys, ['owner', person])
  await changeLock({ ...keys, owner, serial: serialOf(), contactAt: Date.now() })
}

/** Nothing happens where nobody's answers are kept, as after a sign-out in another tab. */
export async function keepAnswer({ tenant, url, group, body, at }: KeptAnswer): Promise<void> {
  const lock = await readLock()
  if (!lock) return
  const id = await placeOf(lock, tenant, url)
  const sealed = await sealWords(lock, id, JSON.stringify({ at, body }))
  const names = { tenant: await nameFor(lock, ['tenant', tenant]), group: await groupOf(lock, tenant, group) }
  await putEntry(lock, { id, ...names, ...sealed }, at)
}

/** The answer that was kept for this question; undefined when there is none, or it may not be read any more. */
export async function findAnswer(
  tenant: string,
  url: string,
): Promise<Pick<KeptAnswer, 'at' | 'body'> | undefined> {
  try {
    const lock = await readLock()
    if (!lock) return undefined
    if (!isReadable(lock.contactAt, Date.now())) {
      if (lock.contactAt < Date.now()) await wipeVault()
      return undefined
    }
    const id = await placeOf(lock, tenant, url)
    const entry = await findEntry(id)
    const words = entry && (await openWords(lock, id, entry))
    return words === undefined ? undefined : readKept(words)
  } catch {
    // Storage is forbidden or broken: then nothing is kept.
    return undefined
  }
}

/** Drops what this organisation's groups no longer hold, as cases that ended or were closed to this person. */
export async function keepOnly(tenant: string, groups: readonly string[]): Promise<void> {
  const lock = await readLock()
  if (!lock) return
  const own = await nameFor(lock, ['tenant', tenant])
  const wanted = new Set(await Promise.all(groups.map((group) => groupOf(lock, tenant, group))))
  await dropEntries((entry) => entry.tenant !== own || wanted.has(entry.group))
}

/** Drops the organisations that this person does not belong to any more. */
export async function keepOnlyTenants(tenants: readonly string[]): Promise<void> {
  const lock = await readLock()
  if (!lock) return
  const names = await Promise.all(['', ...tenants].map((tenant) => nameFor(lock, ['tenant', tenant])))
  await dropEntries((entry) => names.includes(entry.tenant))
}

/** Forgets everything, keys first. */
export async function forgetAnswers(): Promise<void> {
  await wipeVault()
}

/** How many answers are kept, and when the server was last heard; undefined where nothing is kept. */
export async function keptStanding(): Promise<{ count: number; contactAt: number } | undefined> {
  const lock = await readLock()
  return lock && { count: await countEntries(), contactAt: lock.contactAt }
}

function placeOf(lock: Lock, tenant: string, url: string): Promise<string> {
  return nameFor(lock, ['answer', tenant, url])
}

function groupOf(lock: Lock, tenant: string, group: string): Promise<string> {
  return nameFor(lock, ['group', tenant, group])
}

function serialOf(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16)).join('-')
}

function readKept(words: string): Pick<KeptAnswer, 'at' | 'body'> | undefined {
  const read: unknown = JSON.parse(words)
  if (typeof read !== 'object' || read === null || !('at' in read) || !('body' in read)) return undefined
  const { at, body } = read
  return typeof at === 'number' && typeof body === 'string' ? { at, body } : undefined
}
