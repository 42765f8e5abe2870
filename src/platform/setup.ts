/** Promises that only someone at this computer, or holding the token printed at its console, does the first run. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { isIP } from 'node:net'
import { refuse } from '../base/refusal.ts'
import { hashOfToken, newLinkToken } from './link-token.ts'
import type { Config } from './config.ts'

export interface Setup {
  /** Whether someone at this address has to give the token. */
  needsToken(address: string): boolean
  /**
   * @throws Refusal `forbidden` for a token that is missing or wrong, `too_many` after ten tries of one address in a minute
   */
  admit(visitor: { readonly address: string; readonly token: string | undefined; readonly now: Date }): void
}

type Reach = Pick<Config, 'host' | 'url' | 'trustedProxies'>

/** A token of 128 bits, for one life of the process: printed at the start while the first run is open. */
export function newSetupToken(): string {
  return newLinkToken().token
}

/**
 * The one that all replicas take and print: behind one address nobody knows which of them answers.
 * @param secret the sign-in secret of the key folder, which they share; 128 bits of an HMAC of it
 */
export function sharedSetupToken(secret: string): string {
  return createHmac('sha256', secret).update('first run').digest().subarray(0, 16).toString('base64url')
}

/**
 * Behind a proxy everybody seems near, so nearness counts only where Muster is reached directly and by a local name.
 * @param token kept as its hash only
 */
export function createSetup(config: Reach, token: string): Setup {
  const tokenHash = hashOfToken(token)
  const takeTry = tries()
  const isDirect =
    config.trustedProxies.length === 0 && isLocal(config.host) && isLocal(new URL(config.url).hostname)
  const needsToken = (address: string) => !isDirect || !isLoopback(address)
  return {
    needsToken,
    admit({ address, token: given, now }) {
      if (!needsToken(address)) return
      if (given === undefined)
        refuse('forbidden', 'Type the token that Muster printed at its console.', { reason: 'setup_token' })
      if (!takeTry(address, now))
        refuse('too_many', 'Too many tries. Wait a minute, then copy the token from the console.', {
          retryAfterSeconds: 60,
        })
      // Hashes have one length, which timingSafeEqual demands of what it compares.
      if (!timingSafeEqual(hashOfToken(given), tokenHash))
        refuse('forbidden', 'This is not the token that Muster printed at its console. Copy it again.', {
          reason: 'setup_token',
        })
    },
  }
}

function isLocal(host: string): boolean {
  return host === 'localhost' || isLoopback(host.replaceAll(/^\[|\]$/g, ''))
}

function isLoopback(address: string): boolean {
  const plain = address.replace(/^::ffff:/i, '')
  return isIP(plain) === 4 ? plain.startsWith('127.') : plain === '::1'
}

const triesPerMinute = 10

/** Counted for each address, so that a noisy neighbour cannot keep the owner out. */
function tries(): (address: string, now: Date) => boolean {
  const minutes = new Map<string, { minute: number; count: number }>()
  return (address, now) => {
    const minute = Math.floor(now.getTime() / 60_000)
    const known = minutes.get(address)
    const count = known?.minute === minute ? known.count + 1 : 1
    if (minutes.size > 10_000) minutes.clear()
    minutes.set(address, { minute, count })
    return count <= triesPerMinute
  }
}
