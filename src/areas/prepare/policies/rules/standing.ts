/** What is missing before a house rule can be published, by which code a copy is known, and when it has to be looked at. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { dayAfter } from '../../../../base/calendar-day.ts'
import { canonicalJson } from '../../../../base/ledger/canonical.ts'
import { areAnswerable } from '../../../../base/questions.ts'
import type { RuleContent, RuleStanding } from '../contract.ts'

/** Days in which everybody should have read what came into force. */
export const daysToRead = 7

/** SHA-256, in hex, of exactly these words. */
export function contentHash(content: RuleContent): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalJson(content))))
}

/** Crockford's base 32: no letter that a tired eye takes for a digit. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** What is printed on each page of a version: 40 bits of the hash of its rule, number and words, as `HR-4F7K-2Q9D`. */
export function checkCode(rule: string, number: number, content: RuleContent): string {
  const hash = sha256(utf8ToBytes(`${rule}\n${number}\n${contentHash(content)}`))
  const bits = [...hash.subarray(0, 5)].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  const signs = Array.from(
    { length: 8 },
    (_, at) => letters[Number.parseInt(bits.slice(at * 5, at * 5 + 5), 2)],
  )
  return `HR-${signs.slice(0, 4).join('')}-${signs.slice(4).join('')}`
}

/** The code as it was made, however somebody typed it from paper: I and L for 1, O for 0, blanks and hyphens anywhere. */
export function readCode(typed: string): string {
  const signs = typed
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .replace(/^HR(?=.{8}$)/, '')
    .replaceAll(/[IL]/g, '1')
    .replaceAll('O', '0')
  return `HR-${signs.slice(0, 4)}-${signs.slice(4)}`
}

interface Approver {
  readonly name: string
  readonly approvedHash: string | null
}

/** What stands between a draft and its being published, as sentences that say what to do. */
export function missingForPublishing(content: RuleContent, approvers: readonly Approver[]): string[] {
  const hash = contentHash(content)
  const waiting = approvers.filter(({ approvedHash }) => approvedHash !== hash)
  const wanted = [
    [content.summary === '', 'Write the summary: what the rule says, in a few plain sentences.'],
    [content.clauses.length === 0, 'Write at least one clause.'],
    [content.questions.length < 2, 'Write two questions, so that you see whether it was understood.'],
    [!areAnswerable(content.questions), 'Say for each question which answer is right.'],
    [
      content.questions.some(({ clause }) => clause >= content.clauses.length),
      'Say for each question which clause it asks about.',
    ],
    [approvers.length === 0, 'Name at least one person who has to agree.'],
  ] as const
  return [
    ...wanted.flatMap(([isMissing, sentence]) => (isMissing ? [sentence] : [])),
    ...waiting.map(({ name }) => `${name} has not agreed to these words yet.`),
  ]
}

/** The day by which somebody has to look at it again. */
export function nextReview(rule: {
  readonly reviewedOn: string | null
  readonly reviewMonths: number
}): string | null {
  return rule.reviewedOn === null ? null : dayAfter(rule.reviewedOn, rule.reviewMonths, 'months')
}

/** How a rule in force stands: days for reading run from when it came into force. */
export function ruleStanding(
  rule: {
    readonly id: string
    readonly name: string
    readonly reviewedOn: string | null
    readonly reviewMonths: number
    readonly inForceSince: string
  },
  notRead: number,
  today: string,
): RuleStanding {
  const { id, name, inForceSince } = rule
  const day = nextReview(rule)
  return {
    id,
    name,
    inForceSince,
    reviewOver: day !== null && day < today ? day : null,
    unread: dayAfter(inForceSince, daysToRead) < today ? notRead : 0,
  }
}
