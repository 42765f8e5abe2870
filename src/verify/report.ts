import type { Anchor } from './anchors.ts'
import type { Entry, Verdict, Verified } from './bundle.ts'
import type { Field } from './fields.ts'
import type { FieldRef } from './leaf.ts'
import type { Stamp } from './token-check.ts'

/** The verdict for a person, one finding a line. Nothing in it can steer a terminal. */
export function reportOf(verdict: Verdict, options: { isTimelineShown: boolean }): string {
  if (verdict.verdict === 'FAIL') return `FAIL (rule ${verdict.rule}) ${shown(verdict.reason)}\n`
  const lines = [
    ...findings(verdict),
    ...(options.isTimelineShown ? ['', ...verdict.timeline.flatMap(entryLines)] : []),
  ]
  return `${lines.join('\n')}\n`
}

/** The verdict for a machine: one JSON document, in which every character that could steer a terminal is escaped. */
export function jsonOf(verdict: object): string {
  return `${JSON.stringify(verdict, null, 2).replaceAll(steering, (found) => (found === '\n' ? found : escaped(found)))}\n`
}

/** Text from a bundle or a command line, with what could steer a terminal or reorder a line made visible. */
export function shown(text: string): string {
  return text.replaceAll(steering, '\ufffd')
}

/** Control characters, line and paragraph separators, direction marks, and invisible tag characters. */
const steering = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]/gu

function findings(found: Verified): string[] {
  const [first, last] = [found.timeline[0], found.timeline.at(-1)]
  const since = found.unanchoredSince
  return [
    `VERIFIED ${found.timeline.length} leaves of stream ${found.stream}, complete up to the export at ${last?.recordedAt}`,
    `LOG ${found.origin}, ${found.size} leaves, root ${found.root}`,
    `RECORDED ${first?.recordedAt} to ${last?.recordedAt}`,
    `ERASED ${counted(found.erased)}`,
    ...found.erased.map((ref) => `  ${nameOf(ref)}, by leaf ${ref.erasedBy}`),
    `WITHHELD ${counted(found.withheld)}`,
    ...found.withheld.map((ref) => `  ${nameOf(ref)}`),
    ...found.anchors.flatMap((anchor) => [
      `ANCHORED the first ${anchor.size} leaves of the log by ${anchor.type}, recorded ${anchor.at}`,
      ...traceOf(anchor).map((line) => `  ${shown(line)}`),
    ]),
    ...(found.anchors.some(({ stamp }) => stamp?.state !== 'trusted')
      ? ['  (check each trace at the outside: this program cannot)']
      : []),
    since === null ? 'UNANCHORED-SINCE nothing' : `UNANCHORED-SINCE leaf ${since.leaf}, ${since.recordedAt}`,
  ]
}

/** What to ask the outside for. */
function traceOf({ type, size, data, stamp }: Anchor): string[] {
  const text = shown(Buffer.from(data, 'base64').toString('utf8')).slice(0, 500)
  switch (type) {
    case 'rfc3161':
      return stamp === undefined
        ? ['the token cannot be read here: use --anchors and openssl']
        : [
            `stamped ${stamp.stampedAt} by the certificate ${stamp.serial} of ${stamp.issuer}`,
            `policy ${stamp.policy}, nonce ${stamp.nonce ?? 'none'}`,
            standingOf(stamp, size),
            ...(stamp.uncovered.length === 0
              ? []
              : [`not covered by its signature: ${stamp.uncovered.join(', ')}`]),
          ]
    case 'email':
      return [`in the mail with the Message-ID ${text}`]
    case 'print':
      return [`on the card with the mark ${text}`]
    default:
      return [text]
  }
}

function standingOf({ state, why, signer, root, stampedAt }: Stamp, size: number): string {
  switch (state) {
    case 'trusted':
      return `signed by ${signer ?? ''}, which leads to ${root ?? ''}, which you gave: the first ${size} leaves existed by ${stampedAt}`
    case 'signed':
      return `signed by ${signer ?? ''}, whose certificate was not checked: give the authority's own with --tsa-ca`
    case 'unchecked':
      return `not checked: ${why ?? ''}; use --anchors and openssl`
  }
}

function counted(refs: readonly FieldRef[]): string {
  if (refs.length === 0) return 'nothing'
  return refs.length === 1 ? '1 field' : `${refs.length} fields`
}

function nameOf(ref: FieldRef): string {
  return `leaf ${ref.leaf} ${ref.field}`
}

function entryLines(entry: Entry): string[] {
  return [`${entry.recordedAt}  leaf ${entry.leaf}  ${entry.kind}`, ...entry.fields.flatMap(fieldLines)]
}

/** Every line of a value is indented behind a bar, so that no value can pass for an entry of the timeline. */
function fieldLines(field: Field): string[] {
  if (field.state === 'erased') return [`    ${field.field}: ERASED by leaf ${field.erasedBy}`]
  if (field.state === 'withheld') return [`    ${field.field}: WITHHELD`]
  const [first = '', ...rest] = field.value.split(/\r\n|[\n\r\u2028\u2029]/).map(shown)
  return [`    ${field.field}: ${first}`, ...rest.map((line) => `    | ${line}`)]
}

function escaped(text: string): string {
  return [...Array(text.length).keys()]
    .map((at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`)
    .join('')
}
