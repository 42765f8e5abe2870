/** Where a mail belongs, what of it goes out in clear, and when a key is good. */
import type { MailKey, Signature } from './contract.ts'

export const mostLetters = 100
/** Attachments of one mail that are sealed; more stay inside the original. */
export const mostFiles = 20
export const longestText = 50_000
export const letterBell = 'case mail'
export const claimSeconds = 300

const soonDays = 30

/** Letters that nobody reads as others, with enough of them that nobody guesses one: 60 bits. */
const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'
export const tokenLength = 12

/** @param random at least twelve bytes of chance */
export function tokenOf(random: Uint8Array): string {
  return Array.from(random.subarray(0, tokenLength), (byte) => alphabet[byte % 32] ?? 'a').join('')
}

/**
 * The subject as it travels. Of what is encrypted it says nothing, and of a restricted case not even the number: others
 * read it on the way.
 */
export function subjectOnTheWay(
  { subject, token }: { readonly subject: string; readonly token: string },
  {
    number,
    isHidden,
    isAnswer,
  }: { readonly number: number | null; readonly isHidden: boolean; readonly isAnswer: boolean },
): string {
  const mark = number === null ? `[#${token}]` : `[INC-${number} #${token}]`
  const words = isHidden ? 'Encrypted message' : subject
  return `${isAnswer ? 'Re: ' : ''}${mark} ${words}`
}

export interface Hints {
  /** Message-IDs with their brackets, the nearest first. */
  readonly references: readonly string[]
  readonly tokens: readonly string[]
  /** Of a case, where its subject names one. */
  readonly number: number | undefined
}

/** What a mail says of where it belongs: the mails it answers, our mark in its subject or in a plus-address, a number. */
export function hintsIn(headers: ReadonlyMap<string, string>): Hints {
  const of = (name: string) => (headers.get(name) ?? '').slice(0, 20_000)
  const ids = [...`${of('references')} ${of('in-reply-to')}`.matchAll(/<[^<>\s]{3,300}>/gu)].map(([id]) => id)
  const subject = of('subject').slice(0, 1000)
  const addresses = ['to', 'cc', 'delivered-to', 'x-original-to'].map(of).join(' ')
  const tokens = [
    ...[...subject.matchAll(/#([a-z2-7]{12})(?![a-z0-9])/giu)].map(([, one = '']) => one.toLowerCase()),
    ...[...addresses.matchAll(/\+([a-z2-7]{12})@/giu)].map(([, one = '']) => one.toLowerCase()),
  ]
  const number = /\bINC-(\d{1,7})\b/iu.exec(subject)?.[1]
  return {
    references: [...new Set(ids.toReversed())].slice(0, 50),
    tokens: [...new Set(tokens)].slice(0, 10),
    number: number === undefined ? undefined : Number(number),
  }
}

/** How long a key is good; `soon` in the last thirty days. */
export function keyState(
  { validFrom, validUntil }: { readonly validFrom: Date; readonly validUntil: Date },
  now: Date,
): MailKey['state'] {
  if (now < validFrom) return 'not_yet'
  if (now >= validUntil) return 'expired'
  return validUntil.getTime() - now.getTime() < soonDays * 86_400_000 ? 'soon' : 'good'
}

export interface FoundSignature {
  readonly isGood: boolean
  /** Not shown to be wrong, and not believed. */
  readonly isDoubted: boolean
  /** False where the key that would show it is not at hand. */
  readonly isRead: boolean
  /** To judge whether the key was in its time; undefined where that was done already. */
  readonly at: Date | undefined
}

/**
 * What a signature that came is worth. That it is right says who holds the key; whose key that is, is known only where
 * somebody compared it, and for that address alone.
 */
export function signatureOf(
  found: FoundSignature | undefined,
  signer: { readonly validFrom: Date; readonly validUntil: Date } | undefined,
  /** Addresses for which this very key is kept. */
  keptFor: readonly string[],
  sender: string,
): Signature {
  if (found === undefined) return 'none'
  if (!found.isRead) return 'unchecked'
  if (found.isDoubted) return 'doubted'
  if (!found.isGood || signer === undefined) return 'broken'
  if (found.at !== undefined && (found.at < signer.validFrom || found.at >= signer.validUntil))
    return 'doubted'
  if (keptFor.includes(sender)) return 'known'
  return keptFor.length > 0 ? 'other_known' : 'stranger'
}

/** Why this piece does not leave with a message; undefined for a working copy that may. */
export function whyNotSent(
  {
    name,
    size,
    copyOf,
    isSample,
    sensitivity,
  }: {
    readonly name: string
    readonly size: number
    readonly copyOf: string | null
    readonly isSample: boolean
    readonly sensitivity: string
  },
  atMostBytes: number,
): { readonly kind: 'conflict' | 'invalid'; readonly reason: string; readonly sentence: string } | undefined {
  const stays = (reason: string, sentence: string) => ({ kind: 'conflict', reason, sentence }) as const
  if (copyOf === null)
    return stays('original', `${name} is an original, and stays. Make a working copy of it and send that.`)
  if (isSample)
    return stays('sample', `${name} is a malicious sample. Hand it over in its locked archive, not by mail.`)
  if (sensitivity === 'privileged')
    return stays('privileged', `${name} stands under legal privilege, and does not leave by mail.`)
  if (size <= atMostBytes) return undefined
  return {
    kind: 'invalid',
    reason: 'too_large',
    sentence: 'These files are too large for a mail together. Send fewer, or hand them over in another way.',
  }
}
