import { useWhole } from '../../../../../ui/whole.ts'
import type { Entry } from '../../../../../ui/entry/EntryDialog.tsx'
import { useLanguage, type Say } from '../../../../../ui/text.ts'
import { listMembers } from '../../../../register/people/contract/people.ts'
import { listEvidence } from '../../../evidence/contract/evidence.ts'
import type { Board } from '../../contract/board.ts'

type Options = readonly { readonly value: string; readonly label: string }[]

/** What every part of the page is given. */
export interface Room {
  readonly board: Board
  readonly text: Say
  /** Who can be given something of this case, and who of them a watch. */
  readonly owners: Options
  readonly watchers: Options
  /** Also of those who cannot be chosen any more. */
  readonly nameOf: (id: string | null) => string | undefined
  /** Sealed evidence of this case that is still there, the newest first. */
  readonly evidence: Options
  /** Opens a form; the page is read again when it was sent. */
  readonly ask: (entry: Entry) => void
}

/** What is read for all parts of the page at once. */
export function useRoom(board: Board, text: Say, ask: Room['ask']): Room {
  const language = useLanguage()
  const members = useWhole(listMembers, {})
  // What was taken out of an archive proves by the archive.
  const sealed = useWhole(listEvidence, { id: board.incidentId, source: 'none' }, { enabled: board.can.work })
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' })
  const options = (people: Board['people']) => people.map(({ id, name }) => ({ value: id, label: name }))
  return {
    board,
    text,
    owners: options(board.people),
    watchers: options(board.people.filter(({ mayWatch }) => mayWatch)),
    nameOf: (id) =>
      members.find((member) => member.id === id)?.name ?? board.people.find((one) => one.id === id)?.name,
    evidence: sealed
      .filter(({ removed }) => removed === null)
      .map(({ id, name, acquiredAt }) => ({
        value: id,
        label: `${name} · ${day.format(new Date(acquiredAt))}`,
      }))
      .toReversed(),
    ask,
  }
}

/** A field that names sealed evidence. */
export function evidenceField({ text, evidence }: Room, hint: string, isOptional = true) {
  return {
    kind: 'choice' as const,
    name: 'evidenceId',
    label: text('evidence.name'),
    hint: evidence.length === 0 ? text('evidence.none') : hint,
    options: evidence,
    isOptional,
  }
}
