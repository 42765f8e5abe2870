import { put, type Voice } from './words/words.ts'
import { bytesInWords, field, plain, sealedFile, type RecordLeaf } from './record-leaf.ts'

/** What the report tells of one thing that several leaves speak of; `entries` are their numbers in the record. */
export type Entries = { readonly entries: readonly number[] }

export interface DecisionPart extends Entries {
  readonly at: string
  readonly by: string
  readonly text: string
  readonly options: readonly string[]
}

export function decisions(leaves: readonly RecordLeaf[], voice: Voice): DecisionPart[] {
  return leaves
    .filter((leaf) => leaf.kind === 'decision.record')
    .map((leaf) => ({
      entries: [leaf.number],
      at: voice.moment(leaf.at),
      by: field(leaf, 'by', voice),
      text: field(leaf, 'text', voice),
      options: field(leaf, 'options', voice)
        .split('\n')
        .filter((option) => option !== ''),
    }))
}

/** What went over to another incident and did not come back, by its id: where it is. */
export type MovedAway = ReadonlyMap<string, string>

/** @param number the incident whose record this is: the same leaf stands on the records of both */
export function movedAway(leaves: readonly RecordLeaf[], number: number): MovedAway {
  const away = new Map<string, string>()
  for (const { kind, fields } of leaves) {
    if (!['incident.merge', 'incident.split', 'incident.unmerge'].includes(kind)) continue
    const ends = [fields['fromNumber'] ?? '', fields['intoNumber'] ?? '']
    // A merge that is undone goes the other way.
    const [from = '', to = ''] = kind === 'incident.unmerge' ? ends.toReversed() : ends
    for (const id of `${fields['tasks'] ?? ''} ${fields['systems'] ?? ''}`.split(' '))
      if (from === String(number)) away.set(id, `INC-${to}`)
      else away.delete(id)
  }
  return away
}

export interface SystemPart extends Entries {
  readonly name: string
  readonly state: string
  readonly history: readonly { at: string; by: string; state: string; reason: string }[]
}

export function systems(
  leaves: readonly RecordLeaf[],
  voice: Voice,
  away: MovedAway = new Map(),
): SystemPart[] {
  return groups(leaves, 'system', ['system.add', 'system.state']).map((own) => {
    const history = own.map((leaf) => ({
      at: voice.moment(leaf.at),
      by: field(leaf, 'by', voice),
      state: plain(voice.lists.systemState, field(leaf, leaf.kind === 'system.add' ? 'state' : 'to', voice)),
      reason: leaf.fields['reason'] ?? '',
    }))
    const movedTo = away.get(own[0]?.fields['system'] ?? '')
    const state =
      movedTo === undefined ? (history.at(-1)?.state ?? '') : put(voice.sentences.movedTo, { to: movedTo })
    return { entries: numbers(own), name: latest(own, 'name', voice), state, history }
  })
}

export interface TaskPart extends Entries {
  readonly title: string
  readonly owner: string
  readonly dueAt: string
  readonly isDone: boolean
  readonly doneBy: string
  readonly doneAt: string
  readonly note: string
  /** The incident that it went over to; empty for one that is here. */
  readonly movedTo: string
}

export function tasks(leaves: readonly RecordLeaf[], voice: Voice, away: MovedAway = new Map()): TaskPart[] {
  const kinds = ['task.add', 'task.change', 'task.done', 'task.reopen']
  return groups(leaves, 'task', kinds).map((own) => {
    const done = own.findLast((leaf) => leaf.kind !== 'task.change')
    const isDone = done?.kind === 'task.done' || done?.fields['doneAt'] !== undefined
    const planned = own.filter((leaf) => leaf.kind === 'task.add' || leaf.kind === 'task.change')
    return {
      entries: numbers(own),
      title: latest(own, 'title', voice),
      owner: latest(planned, 'owner', voice),
      dueAt: momentOf(latest(planned, 'dueAt', voice), voice),
      isDone,
      // One that was done before it came here says itself when and by whom.
      doneBy: done !== undefined && isDone ? (done.fields['doneBy'] ?? field(done, 'by', voice)) : '',
      doneAt:
        done !== undefined && isDone ? momentOf(done.fields['doneAt'] ?? done.at.toISOString(), voice) : '',
      note: done !== undefined && isDone ? field(done, 'note', voice) : '',
      movedTo: away.get(own[0]?.fields['task'] ?? '') ?? '',
    }
  })
}

export interface StepPart extends Entries {
  readonly title: string
  readonly by: string
  readonly at: string
  readonly note: string
}

export interface RunPart {
  readonly title: string
  readonly done: readonly StepPart[]
  readonly skipped: readonly StepPart[]
  /** Titles of steps that nobody did or skipped. */
  readonly open: readonly string[]
}

/** @param wanted the steps of the frozen playbook in their order; empty when none was started */
export function run(
  leaves: readonly RecordLeaf[],
  wanted: readonly { readonly id: string; readonly title: string }[],
  voice: Voice,
): RunPart | undefined {
  const start = leaves.find((leaf) => leaf.kind === 'run.start')
  if (start === undefined) return undefined
  const moved = groups(leaves, 'step', ['step.done', 'step.skip', 'step.reopen', 'answer.give'])
  const last = moved.flatMap((own) => own.at(-1) ?? [])
  const settled = new Set(
    last.filter((leaf) => leaf.kind !== 'step.reopen').map((leaf) => field(leaf, 'step', voice)),
  )
  const titles = new Map(wanted.map(({ id, title }) => [id, title]))
  for (const leaf of last)
    if (leaf.kind === 'step.reopen') titles.set(field(leaf, 'step', voice), field(leaf, 'title', voice))
  const part = (leaf: RecordLeaf) => stepPart(leaf, voice)
  return {
    title: put(voice.sentences.line.version, {
      title: field(start, 'title', voice),
      version: field(start, 'version', voice),
    }),
    done: last.filter((leaf) => leaf.kind === 'step.done' || leaf.kind === 'answer.give').map(part),
    skipped: last.filter((leaf) => leaf.kind === 'step.skip').map(part),
    open: [...titles].filter(([id]) => !settled.has(id)).map(([, title]) => title),
  }
}

function stepPart(leaf: RecordLeaf, voice: Voice): StepPart {
  const { answer, reason, waived, waiver } = leaf.fields
  const { line, erased } = voice.sentences
  const doesNotApply = leaf.kind === 'step.skip' && reason === undefined ? line.notHere : ''
  const notes = [
    answer === undefined ? '' : put(line.answer, { answer }),
    reason ?? doesNotApply,
    waived === undefined
      ? ''
      : put(line.waived, { items: waived.replaceAll(' ', ', '), why: waiver ?? erased }),
  ]
  return {
    entries: [leaf.number],
    title: field(leaf, 'title', voice),
    by: field(leaf, 'by', voice),
    at: voice.moment(leaf.at),
    note: notes.filter((note) => note !== '').join(' '),
  }
}

export interface EvidencePart extends Entries {
  readonly name: string
  readonly size: string
  readonly sha256: string
  readonly acquiredBy: string
  readonly acquiredAt: string
  readonly where: string
  readonly why: string
}

export function evidence(leaves: readonly RecordLeaf[], voice: Voice): EvidencePart[] {
  return leaves
    .filter((leaf) => leaf.kind === 'evidence.add')
    .map((leaf) => ({
      entries: [leaf.number],
      ...sealedParts(leaf, voice),
      acquiredBy: leaf.fields['acquiredBy'] || field(leaf, 'by', voice),
      acquiredAt: momentOf(field(leaf, 'acquiredAt', voice), voice),
      where: field(leaf, 'where', voice),
      why: field(leaf, 'why', voice),
    }))
}

function sealedParts(leaf: RecordLeaf, voice: Voice) {
  const { name, size, sha256 } = sealedFile(leaf, voice)
  return { name, size: bytesInWords(size, voice), sha256 }
}

export interface SignalPart extends Entries {
  readonly at: string
  readonly title: string
}

export function signals(leaves: readonly RecordLeaf[], voice: Voice): SignalPart[] {
  return groups(leaves, 'signal', ['signal.link']).flatMap((own) => {
    const [first] = own
    if (first === undefined) return []
    return [{ entries: numbers(own), at: voice.moment(first.at), title: field(first, 'title', voice) }]
  })
}

/** Leaves of these kinds, gathered by the thing they name, in the order in which each was first named. */
export function groups(leaves: readonly RecordLeaf[], id: string, kinds: readonly string[]): RecordLeaf[][] {
  const found = new Map<string, RecordLeaf[]>()
  for (const leaf of leaves) {
    if (!kinds.includes(leaf.kind)) continue
    // A leaf whose id was erased stands for itself.
    const key = leaf.fields[id] ?? `leaf ${leaf.number}`
    const own = found.get(key)
    if (own === undefined) found.set(key, [leaf])
    else own.push(leaf)
  }
  return [...found.values()]
}

function latest(own: readonly RecordLeaf[], name: string, voice: Voice): string {
  const last = own.at(-1)
  return last === undefined ? '' : field(last, name, voice)
}

export function numbers(own: readonly RecordLeaf[]): number[] {
  return own.map((leaf) => leaf.number)
}

/** A recorded instant in words; what is no instant (empty, erased) stays as it is. */
function momentOf(text: string, voice: Voice): string {
  const at = new Date(text)
  return Number.isNaN(at.getTime()) ? text : voice.moment(at)
}
