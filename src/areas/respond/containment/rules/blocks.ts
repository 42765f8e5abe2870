/** What can be blocked, in one spelling: what people paste is often written so that nobody clicks it by mistake. */
import * as z from 'zod'
import type { BlockKind } from '../contract/words.ts'
import { reachesOwnNetwork } from './networks.ts'

const address = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()])
const domain = z
  .string()
  .max(253)
  .regex(
    /^(?=.*[a-z])(?:\*\.)?(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])$/,
  )
const hash = z.string().regex(/^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})$/)
const mailbox = z.email()

/** What was pasted, in the one spelling that is kept; the fault says what would fit. */
export function readBlock(
  kind: BlockKind,
  pasted: string,
): { readonly value: string } | { readonly fault: string } {
  const value = refanged(pasted)
  switch (kind) {
    case 'address':
      return address.safeParse(value).success
        ? { value }
        : { fault: 'Write an IP address or a range of them, like 203.0.113.7 or 203.0.113.0/24.' }
    case 'domain': {
      const host = value.replace(/^https?:\/\//, '').replace(/[/?#].*$/, '')
      return domain.safeParse(host).success
        ? { value: host }
        : { fault: 'Write a domain, like login.example.com, without a path.' }
    }
    case 'hash':
      return hash.safeParse(value).success
        ? { value }
        : { fault: 'Write a file hash: MD5, SHA-1 or SHA-256 as 32, 40 or 64 characters.' }
    case 'sender':
      return mailbox.safeParse(value).success || domain.safeParse(value.replace(/^@/, '')).success
        ? { value }
        : { fault: 'Write an e-mail address, or @ and a domain for all its senders.' }
    case 'account':
      return value.length <= 253 && !/[\s\p{Cc}]/u.test(value)
        ? { value }
        : { fault: 'Write the name with which the account signs in, in one word.' }
  }
}

/** `hxxps://evil[.]example` and `anna[at]evil(.)example` as machines know them. */
function refanged(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/^hxxp/, 'http')
    .replaceAll(/\[\.\]|\(\.\)|\[dot\]|\(dot\)/g, '.')
    .replaceAll(/\[@\]|\[at\]|\(at\)/g, '@')
    .replaceAll(/\[:\]/g, ':')
}

/** For the screen: nothing that anybody could click. */
export function defanged(kind: BlockKind, value: string): string {
  if (kind === 'hash' || kind === 'account') return value
  return value.replaceAll('.', '[.]').replaceAll('@', '[at]')
}

/** A block that reaches a network of one's own stops the business, not the attacker. */
export function isOwnNetwork(kind: BlockKind, value: string): boolean {
  return kind === 'address' && reachesOwnNetwork(value)
}

/** How alerts name what is blocked; undefined for a range, a wildcard, and all senders of a domain. */
export function namedInAlerts(kind: BlockKind, value: string): string | undefined {
  switch (kind) {
    case 'address':
      return value.includes('/') ? undefined : `address ${value}`
    case 'domain':
      return value.startsWith('*') ? undefined : `domain ${value}`
    case 'hash':
      return `hash ${value}`
    case 'account':
      // A signal names the account alone, without the domain before it.
      return `account ${value.split('\\').at(-1) ?? value}`
    case 'sender':
      return mailbox.safeParse(value).success ? `email ${value}` : undefined
  }
}
