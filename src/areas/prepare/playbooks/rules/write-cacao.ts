import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import {
  stepPhases,
  type Playbook,
  type PlaybookStep,
  type StepPhase,
  type StepRole,
} from '../contract/playbook.ts'
import { httpCommand, type ToldConnection } from './cacao-http.ts'
import { sortedHash } from '../../../../base/sorted-json.ts'

/** Our extension: it holds the whole playbook, so that what CACAO has no word for comes back. */
export const extensionId = 'extension-definition--7c1f0d5e-2b64-4a39-9d0c-51a8f6e2b3d7'
export const musterField = 'muster_playbook'
/** Beside it, what the rest of the file hashed to: a file that was changed elsewhere no longer matches. */
export const hashField = 'muster_workflow_sha256'

/** What another program may have changed, and what is read where the extension is not: SHA-256 in hex. */
export function workflowHash(file: Readonly<Record<string, unknown>>): string {
  return sortedHash(hashed.map((field) => file[field] ?? null))
}

const hashed = [
  'name',
  'description',
  'severity',
  'workflow_start',
  'workflow_exception',
  'workflow',
  'agent_definitions',
  'external_references',
] as const

interface Circumstances {
  /** Names the playbook for good: every version of it has the same identifier. */
  readonly key: string
  /** Names the organisation, and says nothing of it. */
  readonly tenantId: string
  /** ISO 8601, UTC. */
  readonly publishedAt: string
  /** The connections that its steps may name, by id. */
  readonly connections?: ReadonlyMap<string, ToldConnection>
}

/** What a kind of part does, in the words of the vocabulary of section 3.1.2. */
const activities: Readonly<Record<StepPhase | 'card' | 'evidence', string>> = {
  card: 'step-sequence',
  evidence: 'analyze-collected-data',
  contain: 'restrict-access',
  eradicate: 'eliminate-risk',
  recover: 'restore-capabilities',
  learn: 'identify-steps',
}

const severityNumbers = { S1: 90, S2: 65, S3: 40, S4: 15 } as const

interface Part {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly who: StepRole
  readonly lines: readonly string[]
  readonly activity: string
  readonly ask?: PlaybookStep['ask']
  readonly connection?: PlaybookStep['connection']
}

/**
 * A playbook as CACAO 2.0: every part is a manual action for a role, every question an if-condition. A way back
 * becomes a step that says so, since a CACAO workflow must not lead in circles.
 */
export function writeCacao(playbook: Playbook, circumstances: Circumstances): Record<string, unknown> {
  const { key, tenantId, publishedAt, connections = new Map<string, ToldConnection>() } = circumstances
  const id = (type: string, part: string) => `${type}--${uuidFrom(`${tenantId}/${key}/${type}/${part}`)}`
  const parts = partsOf(playbook)
  const roles = [...new Set(parts.map(({ who }) => who))]
  const techniques = playbook.attack.map((technique) => ({
    name: `${technique.id} ${technique.name}`,
    source: `MITRE ATT&CK ${technique.version}`,
    url: `https://attack.mitre.org/techniques/${technique.id.replace('.', '/')}/`,
    external_id: technique.id,
  }))
  const sources = playbook.sources.map((source) => ({
    name: source.title,
    source: `${source.publisher}, ${source.year}`,
  }))
  const references = [...techniques, ...sources]
  const file = {
    type: 'playbook',
    spec_version: 'cacao-2.0',
    id: id('playbook', ''),
    name: playbook.plainTitle,
    description: `${playbook.title}. Signs: ${playbook.recognise.join(' ')}`,
    playbook_types: ['mitigation', 'remediation'],
    playbook_activities: [...new Set(parts.map(({ activity }) => activity))],
    playbook_processing_summary: {
      manual_playbook: true,
      if_logic: parts.some(({ ask }) => ask !== undefined),
      extensions: true,
    },
    created_by: `identity--${uuidFrom(`${tenantId}/identity`)}`,
    created: `${playbook.reviewedOn}T00:00:00.000Z`,
    modified: publishedAt,
    severity: severityNumbers[playbook.severity.default],
    labels: [playbook.id],
    ...(references.length > 0 ? { external_references: references } : {}),
    workflow_start: id('start', ''),
    workflow: workflowOf(parts, id, connections),
    agent_definitions: Object.fromEntries(
      roles.map((role) => [id('group', role), { type: 'group', name: role, description: roleWords[role] }]),
    ),
    extension_definitions: {
      [extensionId]: {
        type: 'extension-definition',
        name: 'Muster playbook',
        description: 'The whole playbook in the form of Muster, so that nothing is lost on the way back.',
        created_by: `identity--${uuidFrom('muster')}`,
        schema: 'The schema Playbook in the OpenAPI document of Muster.',
        version: '1.1.0',
      },
    },
  }
  const extension = { [musterField]: playbook, [hashField]: workflowHash(file) }
  return { ...file, playbook_extensions: { [extensionId]: extension } }
}

const roleWords: Readonly<Record<StepRole, string>> = {
  lead: 'Whoever leads the incident',
  technical: 'Whoever knows the systems',
  communications: 'Whoever speaks for the organisation',
  legal: 'Lawyer or data protection',
  hr: 'Personnel',
  finance: 'Finance',
  owner: 'Owner or management',
  scribe: 'Note taker',
  everyone: 'Everyone',
  provider: 'Outside IT provider',
  insurer: 'Insurer',
  bank: 'Bank',
}

function partsOf(playbook: Playbook): Part[] {
  const card = playbook.first15Minutes.map((item) => ({
    id: item.id,
    name: item.do,
    description: item.why,
    who: item.who,
    lines: [item.how, ...(item.not === undefined ? [] : [item.not])],
    activity: activities.card,
  }))
  const evidence = playbook.evidenceFirst.map((item) => ({
    id: item.id,
    name: `Save first: ${item.what}`,
    description: `Lost if: ${item.lostIf}`,
    who: 'technical' as const,
    lines: [`Where: ${item.where}`, item.how],
    activity: activities.evidence,
  }))
  const steps = stepPhases.flatMap((phase) =>
    playbook.phases[phase].map((step) => ({
      id: step.id,
      name: step.title,
      description: [
        step.why,
        ...(step.when === undefined ? [] : [`Only if: ${step.when}.`]),
        `Undo: ${step.undo}`,
      ].join(' '),
      who: step.who,
      lines: [
        ...step.how,
        ...Object.entries(step.howByPlatform ?? {}).flatMap(([platform, lines]) =>
          lines.map((line) => `${platform}: ${line}`),
        ),
      ],
      activity: activities[phase],
      ...(step.ask === undefined ? {} : { ask: step.ask }),
      ...(step.connection === undefined ? {} : { connection: step.connection }),
    })),
  )
  return [...card, ...evidence, ...steps]
}

type Identify = (type: string, part: string) => string

function workflowOf(
  parts: readonly Part[],
  id: Identify,
  connections: ReadonlyMap<string, ToldConnection>,
): Record<string, unknown> {
  const places = new Map(parts.map((part, index) => [part.id, index]))
  const endId = id('end', '')
  const entries: [string, unknown][] = [
    [id('start', ''), { type: 'start', name: 'Start', on_completion: first(parts, id) ?? endId }],
  ]
  parts.forEach((part, index) => {
    const after = parts[index + 1]
    const on = after === undefined ? endId : id('action', after.id)
    const isAsking = part.ask !== undefined
    const action = actionOf(part, id, isAsking ? id('if-condition', part.id) : on)
    entries.push([id('action', part.id), withRequest(action, part, connections)])
    if (part.ask === undefined) return
    const forward = [part.ask.yes, part.ask.no].filter((to) => (places.get(to) ?? -1) > index)
    // When both answers lead back the way on is the next step.
    const way = forward[0] === undefined ? on : id('action', forward[0])
    const branch = (answer: 'yes' | 'no') => {
      const to = part.ask?.[answer] ?? part.id
      const place = places.get(to) ?? -1
      if (place > index) return id('action', to)
      entries.push([id('action', `${part.id} ${answer}`), backStep(part, parts[place], id, way)])
      return id('action', `${part.id} ${answer}`)
    }
    entries.push([
      id('if-condition', part.id),
      {
        type: 'if-condition',
        name: part.ask.question,
        condition: part.ask.question,
        on_true: branch('yes'),
        on_false: branch('no'),
      },
    ])
  })
  entries.push([endId, { type: 'end', name: 'End' }])
  return Object.fromEntries(entries)
}

function first(parts: readonly Part[], id: Identify): string | undefined {
  return parts[0] && id('action', parts[0].id)
}

type Action = Record<string, unknown> & { readonly commands: readonly object[] }

function actionOf(part: Part, id: Identify, on: string): Action {
  const lines = part.lines.length > 0 ? part.lines : [part.name]
  return {
    type: 'action',
    name: part.name,
    description: part.description,
    on_completion: on,
    commands: lines.map((line) => ({ type: 'manual', command: line, playbook_activity: part.activity })),
    agent: id('group', part.who),
  }
}

/** The request stands behind the words: a person who reads them still knows what it is for. */
function withRequest(
  action: Action,
  { connection }: Part,
  connections: ReadonlyMap<string, ToldConnection>,
): Record<string, unknown> {
  if (connection === undefined) return action
  const { command, variables } = httpCommand(connection, connections.get(connection.id))
  return {
    ...action,
    commands: [...action.commands, command],
    ...(Object.keys(variables).length > 0 && { step_variables: variables }),
  }
}

function backStep(part: Part, target: Part | undefined, id: Identify, on: string): Record<string, unknown> {
  const words = `Go back to “${target?.name ?? part.name}” and do it again from there. Then go on.`
  return {
    type: 'action',
    name: words,
    on_completion: on,
    commands: [{ type: 'manual', command: words, playbook_activity: part.activity }],
    agent: id('group', part.who),
  }
}

/** The same name gives the same UUID, in the shape of version 4, which section 10.10 asks of steps. */
function uuidFrom(name: string): string {
  const hex = bytesToHex(sha256(utf8ToBytes(`muster/${name}`)))
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16)
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}
