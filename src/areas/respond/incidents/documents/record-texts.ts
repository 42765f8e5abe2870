import { bytesInWords, field, plain, sealedFile, type RecordLeaf } from './record-leaf.ts'
import { put, type Voice } from './words/words.ts'

/** The words that were recorded with an entry; of a kind that came later its fields as they are. */
export function textOf(leaf: RecordLeaf, voice: Voice): string {
  const { line } = voice.sentences
  const of = (name: string) => field(leaf, name, voice)
  const change = (from: string, to: string) => put(line.change, { from, to })
  switch (leaf.kind) {
    case 'incident.open':
      return `${of('title')} (${plain(voice.lists.severity, of('severity'))})`
    case 'incident.close':
      return `${plain(voice.lists.disposition, of('disposition'))}. ${of('summary')}`
    case 'severity.change':
      return because(
        change(plain(voice.lists.severity, of('from')), plain(voice.lists.severity, of('to'))),
        of('reason'),
      )
    case 'lead.change':
      return put(line.leads, { name: of('name') })
    case 'note.add':
    case 'decision.record':
      return of('text')
    case 'task.add':
    case 'task.change':
      return of('owner') === '' ? of('title') : `${of('title')} (${of('owner')})`
    case 'task.done':
      return because(of('title'), of('note'))
    case 'system.add':
      return `${of('name')}: ${plain(voice.lists.systemState, of('state'))}`
    case 'system.state': {
      const [from, to] = [
        plain(voice.lists.systemState, of('from')),
        plain(voice.lists.systemState, of('to')),
      ]
      return because(`${of('name')}: ${change(from, to)}`, of('reason'))
    }
    case 'run.start':
      return put(line.version, { title: of('title'), version: of('version') })
    case 'step.done':
      return because(of('title'), leaf.fields['waiver'])
    case 'step.skip':
    case 'step.reopen':
      return because(of('title'), leaf.fields['reason'])
    case 'answer.give':
      return `${of('title')} ${of('answer')}`
    case 'evidence.add':
      return evidenceText(leaf, voice)
    case 'incident.circle':
    case 'incident.restrict':
      return because(of('people').replaceAll('\n', ', '), of('reason'))
    case 'incident.reopen':
    case 'incident.open_up':
    case 'incident.hold':
    case 'incident.release':
      return of('reason')
    case 'detail.change':
      return detailText(leaf, voice)
    case 'tlp.change':
    case 'pap.change':
      return change(of('from') === 'none' ? line.none : of('from'), of('to'))
    case 'access.name':
    case 'access.end':
    case 'suspect.name':
      return of('name')
    case 'guest.invite':
      return put(line.guest, {
        name: of('name'),
        access: plain(voice.lists.access, of('access')),
        until: of('endsAt'),
      })
    case 'task.order':
    case 'task.reopen':
    case 'signal.link':
      return of('title')
    default:
      return (
        betweenText(leaf, voice) ?? caughtText(leaf, voice) ?? automationText(leaf, voice) ?? otherText(leaf)
      )
  }
}

/** What lies between two cases; undefined for any other kind. */
function betweenText(leaf: RecordLeaf, voice: Voice): string | undefined {
  const { line } = voice.sentences
  const of = (name: string) => field(leaf, name, voice)
  switch (leaf.kind) {
    case 'incident.merge':
    case 'incident.unmerge':
    case 'incident.split':
      return because(
        put(line.cases, { from: of('fromNumber'), into: of('intoNumber') }),
        leaf.fields['reason'],
      )
    case 'incident.link':
    case 'incident.unlink':
      return `${plain(voice.lists.link, of('kind'))} INC-${of('number')}`
    default:
      return undefined
  }
}

/** An answer to an own field: what it is now, and what it was. */
function detailText(leaf: RecordLeaf, voice: Voice): string {
  const { line } = voice.sentences
  const [name, from, to] = [field(leaf, 'name', voice), field(leaf, 'from', voice), field(leaf, 'to', voice)]
  if (to === '') return put(leaf.fields['why'] === undefined ? line.takenAway : line.fellAway, { name, from })
  return from === '' ? `${name}: ${to}` : put(line.before, { name, from, to })
}

/** What people catch while they lead; undefined for any other kind. */
function caughtText(leaf: RecordLeaf, voice: Voice): string | undefined {
  const { line } = voice.sentences
  const of = (name: string) => field(leaf, name, voice)
  switch (leaf.kind) {
    case 'note.late':
    case 'need.add':
    case 'blocker.begin':
    case 'idea.add':
      return of('text')
    case 'note.correct':
    case 'comment.add':
      return put(line.onEntry, { entry: of('entry'), text: of('text') })
    case 'entry.flag':
    case 'entry.unflag':
      return put(line.flag, { entry: of('entry'), flag: plain(voice.lists.flag, of('flag')) })
    case 'entry.hang':
      return put(line.hang, {
        entry: of('entry'),
        tie: plain(voice.lists.tie, of('tie')),
        parent: of('parent'),
      })
    case 'entry.unhang':
      return put(line.unhang, { entry: of('entry'), parent: of('parent') })
    case 'need.answer':
      return `${of('text')} ${of('answer')}`
    case 'blocker.end':
      return because(`${of('text')} (${of('minutes')} min)`, of('note'))
    case 'cost.add':
    case 'cost.strike':
      return because(`${moneyText(leaf, voice)}: ${of('text')}`, leaf.fields['reason'])
    case 'task.move':
      return because(`${of('title')}: ${movedText(leaf, voice)}`, of('waitsFor'))
    case 'task.remind':
    case 'task.overdue':
    case 'task.escalate':
    case 'sign_off.remind':
    case 'sign_off.escalate':
      return put(line.told, { title: of('title'), to: of('to') === '' ? line.toldNobody : of('to') })
    case 'note_page.keep':
      // Its words stand in a chapter of their own.
      return put(line.version, { title: of('title'), version: of('version') })
    case 'note_page.rename':
      return put(line.change, { from: of('from'), to: of('title') })
    case 'note_page.open':
    case 'note_page.archive':
    case 'note_page.restore':
      return of('title')
    case 'sign_off.give':
    case 'sign_off.return':
    case 'sign_off.settle':
      return signOffText(leaf, voice)
    case 'situation.save':
      return put(line.situation, { version: of('version'), headline: of('headline') })
    case 'situation.send':
      return put(line.situationTo, { version: of('version'), to: of('to') })
    default:
      return undefined
  }
}

function movedText(leaf: RecordLeaf, voice: Voice): string {
  const { taskState } = voice.lists
  const [from, to] = [field(leaf, 'from', voice), field(leaf, 'to', voice)]
  return put(voice.sentences.line.change, { from: plain(taskState, from), to: plain(taskState, to) })
}

/** What was let go to another program and what came back; undefined for any other kind. */
function automationText(leaf: RecordLeaf, voice: Voice): string | undefined {
  if (!leaf.kind.startsWith('automation.')) return undefined
  const of = (name: string) => leaf.fields[name] ?? ''
  const step = of('step') === '' ? '' : put(voice.sentences.line.step, { step: of('step') })
  const what = `${field(leaf, 'name', voice)}${step}: ${field(leaf, 'said', voice)}`
  if (leaf.kind !== 'automation.end') return because(what, leaf.fields['reason'])
  const status = of('status') === '' ? '' : ` (HTTP ${of('status')})`
  const outcome = `${plain(voice.lists.automation, of('state'))}${status}`
  const sealed = of('sha256') === '' ? '' : `${bytesInWords(of('size'), voice)}, SHA-256 ${of('sha256')}`
  return [`${what}. ${outcome}`, of('answer'), sealed].filter((line) => line !== '').join('\n')
}

/** An amount, or the time of so many people, or both; an erased amount says so. */
export function moneyText(leaf: RecordLeaf, voice: Voice): string {
  const { people, amount } = leaf.fields
  const minutes = field(leaf, 'eachMinutes', voice)
  const work = people === undefined ? '' : put(voice.sentences.work, { people, minutes })
  if (amount === undefined && work !== '') return work
  const money = `${field(leaf, 'amount', voice)} ${field(leaf, 'currency', voice)}`
  return work === '' ? money : `${money} (${work})`
}

/** What was said with a verdict, or how a missing part was settled. */
export function signOffText(leaf: RecordLeaf, voice: Voice): string {
  const of = (name: string) => leaf.fields[name] ?? ''
  if (leaf.kind === 'sign_off.return')
    return [field(leaf, 'points', voice), of('note')].filter(Boolean).join('\n')
  if (leaf.kind === 'sign_off.settle') return `${field(leaf, 'title', voice)}: ${field(leaf, 'note', voice)}`
  const why =
    of('alone') === 'yes' ? `${voice.sentences.signOff.aloneWhy} ${field(leaf, 'reason', voice)}` : ''
  return [of('note'), why].filter(Boolean).join(' ')
}

function because(what: string, reason: string | undefined): string {
  return reason === undefined || reason === '' ? what : `${what}. ${reason}`
}

function evidenceText(leaf: RecordLeaf, voice: Voice): string {
  const { name, size, sha256 } = sealedFile(leaf, voice)
  return `${name}, ${bytesInWords(size, voice)}, SHA-256 ${sha256.slice(0, 12)} ...`
}

const saidElsewhere = ['actor', 'by', 'saidAt', 'sourceKind', 'sourceName', 'happenedAt', 'happenedZone']

/** Kinds that later versions add print their fields as they are, so that nothing of the record is left out. */
function otherText({ fields }: RecordLeaf): string {
  return Object.entries(fields)
    .filter(([name, value]) => !saidElsewhere.includes(name) && value !== '')
    .map(([name, value]) => `${name} ${value}`)
    .join('; ')
}
