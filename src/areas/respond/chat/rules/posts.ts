/** What is said in a channel when something went onto the record, and in which words. */
import type { LeafKind } from '../../../../base/leaf-kinds.ts'
import { shippedRoles, type ShippedRole } from '../../incidents/contract/role-words.ts'
import { chosenPosts, type ChosenPost, type PostKind } from '../contract.ts'
import { asWords, filled } from './words.ts'
import type { ChatWords } from './vocabulary.ts'

type Facts = Readonly<Record<string, string | number>>

export interface Told {
  readonly kind: PostKind
  readonly facts: Facts
}

/** Leaves of an incident after which something is said, or somebody comes or goes. */
export const heardKinds: ReadonlySet<LeafKind> = new Set<LeafKind>([
  'severity.change',
  'lead.change',
  'role.assign',
  'role.handover',
  'role.empty',
  'situation.save',
  'incident.close',
  'incident.merge',
  'incident.unmerge',
  'incident.split',
  'incident.reopen',
  'incident.circle',
  'incident.restrict',
  'incident.open_up',
  'access.name',
  'access.end',
  'suspect.name',
  'guest.invite',
  'task.add',
  'task.change',
  'tlp.change',
])

/** Leaves of the organisation after which somebody has no place in any channel. */
export const leavingKinds: ReadonlySet<LeafKind> = new Set<LeafKind>([
  'member.suspend',
  'member.remove',
  'member.role',
])

/** @returns undefined where nothing is said of it */
export function toldOf(entry: {
  readonly stream: string
  readonly kind: LeafKind
  readonly fields?: Facts
}): Told | undefined {
  const { stream, kind, fields = {} } = entry
  const isSource = fields['from'] === stream
  switch (kind) {
    case 'severity.change':
      return { kind: 'severity', facts: pick(fields, 'from', 'to') }
    case 'lead.change':
      return { kind: 'roles', facts: pick(fields, 'name') }
    case 'role.assign':
    case 'role.handover':
      // Who leads has a leaf of its own.
      if (fields['role'] === 'lead') return undefined
      return { kind: 'roles', facts: pick(fields, 'role', 'roleName', 'name', 'deputy') }
    case 'situation.save':
      return { kind: 'situation', facts: pick(fields, 'version', 'headline') }
    case 'incident.close':
      return { kind: 'closing', facts: pick(fields, 'disposition') }
    case 'incident.merge':
      if (isSource) return { kind: 'merged', facts: { number: fields['intoNumber'] ?? 0 } }
      return { kind: 'joined', facts: { number: fields['fromNumber'] ?? 0 } }
    case 'incident.split':
      return isSource ? { kind: 'split', facts: { number: fields['intoNumber'] ?? 0 } } : undefined
    case 'incident.unmerge':
      return isSource ? { kind: 'reopened', facts: {} } : undefined
    case 'incident.reopen':
      return { kind: 'reopened', facts: {} }
    default:
      return undefined
  }
}

/** Whether the organisation wants to hear of it; where a case went is always said. */
export function isWanted(kind: PostKind, chosen: readonly ChosenPost[]): boolean {
  return !chosenPosts.some((one) => one === kind) || chosen.some((one) => one === kind)
}

export interface PostCase {
  readonly number: number
  readonly title: string
  readonly severity: string
  /** Each grade as this organisation says it, in the language of the chat. */
  readonly grades: Readonly<Record<string, string>>
  readonly mode: string
  readonly meeting: { readonly link: string; readonly dialIn: string; readonly pin: string } | undefined
}

/** The words, in plain lines. */
export function postText({ kind, facts }: Told, about: PostCase, words: ChatWords): string {
  const value = (name: string) => asWords(String(facts[name] ?? ''))
  const grade = (severity: string) => asWords(about.grades[severity] ?? severity)
  const exercise = about.mode === 'exercise' ? [words.exercise] : []
  return [...exercise, ...linesOf()].join('\n').slice(0, 4000)

  function linesOf(): string[] {
    switch (kind) {
      case 'declared':
        return [
          filled(words.declared, {
            number: about.number,
            severity: grade(about.severity),
            title: asWords(about.title),
          }),
          ...meetingLines(about.meeting, words),
        ]
      case 'severity':
        return [filled(words.severity, { from: grade(value('from')), to: grade(value('to')) })]
      case 'roles':
        return roleLines(value, words)
      case 'situation':
        return [filled(words.situation, { version: value('version'), headline: value('headline') })]
      case 'clock': {
        const stage = value('stage')
        const said = isStage(stage, words) ? words.clockStage[stage] : stage
        return [filled(words.clock, { stage: said, duty: value('duty'), dueAt: value('dueAt') })]
      }
      case 'closing': {
        const ending = value('disposition')
        return [filled(words.closing, { ending: isEnding(ending, words) ? words.endings[ending] : ending })]
      }
      case 'merged':
      case 'joined':
      case 'split':
        return [filled(words[kind], { number: value('number') })]
      case 'reopened':
        return [words.reopened, ...meetingLines(about.meeting, words)]
    }
  }
}

export function meetingLines(meeting: PostCase['meeting'], words: ChatWords): string[] {
  if (meeting === undefined) return []
  const { link, dialIn, pin } = meeting
  return [
    ...(link === '' ? [] : [filled(words.meeting, { link })]),
    ...(dialIn === '' ? [] : [filled(words.dialIn, { number: dialIn })]),
    ...(pin === '' ? [] : [filled(words.pin, { pin })]),
  ]
}

/** A shipped role in this language, an own one as it is called. */
export function roleWord(role: string, name: string, words: ChatWords): string {
  return isShipped(role) ? words.roleNames[role] : asWords(name)
}

function roleLines(value: (name: string) => string, words: ChatWords): string[] {
  if (value('role') === '') return [filled(words.lead, { name: value('name') })]
  const role = roleWord(value('role'), value('roleName'), words)
  const deputy = value('deputy')
  return [
    filled(words.role, { name: value('name'), role }),
    ...(deputy === '' ? [] : [filled(words.deputy, { name: deputy, role })]),
  ]
}

function isShipped(role: string): role is ShippedRole {
  return shippedRoles.some((one) => one === role)
}

function isStage(text: string, { clockStage }: ChatWords): text is keyof ChatWords['clockStage'] {
  return Object.hasOwn(clockStage, text)
}

function isEnding(text: string, { endings }: ChatWords): text is keyof ChatWords['endings'] {
  return Object.hasOwn(endings, text)
}

function pick(fields: Facts, ...names: readonly string[]): Facts {
  return Object.fromEntries(
    names.flatMap((name) => (fields[name] === undefined ? [] : [[name, fields[name]]])),
  )
}
