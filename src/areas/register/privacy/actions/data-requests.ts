import { encodeCursor, decodeCursor } from '../../../../base/page.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import type { Sought } from '../../../../base/sought-words.ts'
import { action, longAction, type Context } from '../../../../platform/action.ts'
import { activeNamed } from '../../people/public/account-end.ts'
import { getMember, todayOf } from '../../people/public/people.ts'
import * as contract from '../contract.ts'
import type { DataRequest } from '../contract.ts'
import type { PrivacyPorts } from '../public.ts'
import { dueOn, faultOfWord, isLate, marksOfPerson, wordsInMarks, wordsOf } from '../rules.ts'
import {
  findErasureOf,
  getRequestRow,
  holdRequestRow,
  insertErasure,
  insertRequest,
  listRequestRows,
  nextNumber,
  updateRequest,
  type ErasureRecord,
  type RequestRecord,
} from '../store.ts'
import { goOn } from './erase.ts'
import { placesOf } from './find-places.ts'
import { keepForRestore } from './repeat-orders.ts'
import { saveOrders } from './save-orders.ts'

/** How long whoever ordered it waits; the rest is done behind. */
export const patienceMillis = 20_000

export const list = action(contract.listDataRequests, async (context, { limit, cursor }) => {
  const rows = await listRequestRows(context, { limit: limit + 1, below: numberIn(cursor) })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const today = await todayOf(context)
  return {
    items: shown.map((row) => requestOf(row, today)),
    next: rows.length > limit && last !== undefined ? encodeCursor([last.number]) : null,
    can: { manage: context.can('privacy.manage') },
  }
})

export const open = action(contract.openDataRequest, async (context, input) => {
  const { names, emails, phones, name, memberId, ...given } = input
  const further = [
    ...names.map((text, at) => ({ path: `names.${at}`, word: { kind: 'name', text } as const })),
    ...emails.map((text, at) => ({ path: `emails.${at}`, word: { kind: 'email', text } as const })),
    ...phones.map((text, at) => ({ path: `phones.${at}`, word: { kind: 'phone', text } as const })),
  ]
  const faults = further.flatMap(({ path, word }) => {
    const fault = faultOfWord(word)
    return fault === undefined ? [] : [{ path, message: fault }]
  })
  refuseUnless(faults.length === 0, 'invalid', 'Some fields need another look.', { faults })
  const today = await todayOf(context)
  const message = 'A request cannot come in tomorrow.'
  refuseUnless(given.receivedOn <= today, 'invalid', message, { faults: [{ path: 'receivedOn', message }] })
  const known = memberId === null ? [] : await knownOf(context, memberId)
  const row: Omit<RequestRecord, 'tenantId'> = {
    ...{ ...given, name, memberId, id: context.newId(), number: await nextNumber(context) },
    words: wordsOf([{ kind: 'name', text: name }, ...known, ...further.map(({ word }) => word)]),
    dueOn: dueOn(given.receivedOn),
    ...{ openedAt: context.now, openedBy: context.actor.name },
    ...{ outcome: null, answer: '', endedAt: null, endedBy: null },
  }
  refuseWordsInMarks(row, [{ path: 'name', word: { kind: 'name', text: name } }, ...further])
  await insertRequest(context, row)
  // The leaf names nobody: what is to be erased must not be written down anew.
  const fields = { request: row.id, number: row.number, what: row.kind, due: row.dueOn }
  context.record({ stream: 'audit', kind: 'data_request.open', fields })
  return requestOf(row, today)
})

/** A name like "Person" would be found in its own mark, again and again. */
function refuseWordsInMarks(
  { words, number, language }: Pick<RequestRecord, 'words' | 'number' | 'language'>,
  asked: readonly { readonly path: string; readonly word: Sought }[] = [],
): void {
  const [first] = wordsInMarks(words, marksOfPerson(number, language))
  if (first === undefined) return
  const message = `"${first.text}" stands in the mark that is written in its place. Write more of the name, or leave it away.`
  const faults = asked.flatMap(({ path, word }) =>
    word.text.trim().toLowerCase() === first.text.toLowerCase() ? [{ path, message }] : [],
  )
  refuse('invalid', message, { faults })
}

export function getRequestWith(ports: PrivacyPorts) {
  return action(contract.getDataRequest, async (context, { id, whole = false }) => {
    const row = await getRequestRow(context, id)
    const erasure = await findErasureOf(context, id)
    // While an erasure goes on, the request's own words are written over already.
    const words = erasure === undefined ? row.words : (erasure.words ?? [])
    const isErased = erasure !== undefined
    const named = isErased ? await activeNamed(context, words) : await whoWorksHere(context, row)
    const isOver = row.outcome !== null && (erasure === undefined || erasure.doneAt !== null)
    const found = isOver
      ? { rooms: [], isCut: false }
      : await placesOf(context, words, { ports, isWhole: whole })
    return {
      ...requestOf(row, await todayOf(context)),
      memberId: row.memberId,
      isActive: named !== undefined,
      words: [...row.words],
      ...found,
      erasure: erasure === undefined ? null : erasureSeen(erasure, found.rooms),
    }
  })
}

export function endRequestWith(ports: PrivacyPorts) {
  return longAction(contract.endDataRequest, async (work, { id, outcome, answer, confirm }) => {
    const erasureId = await work.step(async (context) => {
      const row = await holdRequestRow(context, id)
      refuseUnless(row.outcome === null, 'conflict', 'This request has its answer already.')
      const ordered = outcome === 'erased' ? await orderErasure(context, { row, answer, confirm }) : undefined
      const ended = { outcome, answer, endedAt: context.now, endedBy: context.actor.name }
      await updateRequest(context, id, ended)
      const fields = { request: id, number: row.number, outcome, answer }
      context.record({ stream: 'audit', kind: 'data_request.end', fields })
      return ordered
    })
    if (erasureId !== undefined) await saveOrders(work, work.services)
    if (erasureId !== undefined) await goOn(work, erasureId, { ports, until: Date.now() + patienceMillis })
    return work.look(async (context) => requestOf(await getRequestRow(context, id), await todayOf(context)))
  })
}

async function orderErasure(
  context: Context,
  { row, answer, confirm }: { row: RequestRecord; answer: string; confirm: number | undefined },
): Promise<string> {
  const message = `Write the number of this request, ${row.number}, once more.`
  refuseUnless(confirm === row.number, 'invalid', message, { faults: [{ path: 'confirm', message }] })
  const name = await whoWorksHere(context, row)
  if (name !== undefined)
    refuse(
      'conflict',
      `${name} still works here, and a name, address or number of this request stands in theirs. Suspend them first, or open the request without it.`,
    )
  refuseWordsInMarks(row)
  const id = context.newId()
  const order = {
    ...newErasure(context, id),
    ...({ kind: 'person', requestId: row.id, incidentId: null } as const),
    ...{ reason: `Data request ${row.number}`, words: row.words },
    marks: marksOfPerson(row.number, row.language),
  }
  await insertErasure(context, order)
  await keepForRestore(context, order, { row, answer })
  return id
}

/** The row of an order of which nothing was done yet. */
export function newErasure({ now, actor }: Context, id: string) {
  return {
    ...{ id, askedAt: now, askedBy: actor.name, askedRef: actor.ref },
    ...{ rows: 0, fields: 0, waiting: 0, stuck: 0, lookedAt: null, spared: '', doneAt: null },
  }
}

/** What is known of somebody of the organisation. */
async function knownOf(context: Context, memberId: string): Promise<Sought[]> {
  const { name, email, phone, nightPhone } = await getMember(context, memberId)
  return [
    { kind: 'name', text: name },
    { kind: 'email', text: email },
    { kind: 'phone', text: phone },
    { kind: 'phone', text: nightPhone },
  ]
}

/** Their words would stand all over the place for as long as they work here. */
async function whoWorksHere(context: Context, row: RequestRecord): Promise<string | undefined> {
  if (row.memberId !== null) {
    const { status, name } = await getMember(context, row.memberId)
    if (status !== 'suspended') return name
  }
  return activeNamed(context, row.words)
}

function numberIn(cursor: string | undefined): number | undefined {
  if (cursor === undefined) return undefined
  const [number] = decodeCursor(cursor, 1) ?? []
  return typeof number === 'number'
    ? number
    : refuse('invalid', 'Start the list again: this cursor is not one of ours.')
}

function requestOf(row: Omit<RequestRecord, 'tenantId'>, today: string): DataRequest {
  const { id, number, kind, name, note, receivedOn, outcome, answer, openedBy, endedBy } = row
  return {
    ...{ id, number, kind, name, note, receivedOn, outcome, answer, openedBy, endedBy },
    ...{ dueOn: row.dueOn, isLate: isLate(row, today) },
    ...{ openedAt: row.openedAt.toISOString(), endedAt: row.endedAt?.toISOString() ?? null },
  }
}

/** What waits is counted by what this viewer sees: a number more would say that there is a case. */
function erasureSeen(row: ErasureRecord, rooms: readonly contract.FoundRoom[]): contract.Erasure {
  const waiting = rooms.flatMap(({ places }) => places).filter(({ standing }) => standing === 'open').length
  const isDone = row.doneAt !== null || (row.lookedAt !== null && waiting === 0 && row.stuck === 0)
  return { ...erasureOf(row), waiting, isDone }
}

export function erasureOf(row: ErasureRecord): contract.Erasure {
  const { id, kind, reason, askedBy, rows, fields, waiting, stuck } = row
  return {
    ...{ id, kind, reason, askedBy, rows, fields, waiting, stuck },
    ...{ askedAt: row.askedAt.toISOString(), isDone: row.doneAt !== null },
  }
}
