import { refuseUnless } from '../../../../base/refusal.ts'
import { action, uploadAction, type Context } from '../../../../platform/action.ts'
import type { SealedFile } from '../../../../platform/files/file-store.ts'
import * as contract from '../contract/imports.ts'
import { planImport, type Filled, type Known, type Plan } from '../intake/plan.ts'
import { readList } from '../intake/read-list.ts'
import type { TakenOn } from '../public.ts'
import {
  contactsOfImport,
  forgetBefore,
  insertContacts,
  insertImport,
  listImports,
  lockDeputies,
  lockImport,
  overwriteContacts,
  updateImport,
  type ContactRecord,
  type ImportRecord,
  type NewContact,
} from '../store/contacts.ts'
import { listLinks } from '../store/reach.ts'
import { blankRow, ensureContacts, readDirectory, shown, type Directory } from './directory.ts'
import { unconfirmed } from './keep-contacts.ts'

/** So many rows are shown; those that need somebody's eye come first. */
const mostShown = 1000

/** Looked at first: the same bytes give the same answer as long as nobody changes the list of contacts meanwhile. */
export const takeIn = uploadAction(
  contract.importContacts,
  async () => ({ maxBytes: contract.largestImportBytes }),
  async (context, { trial, kind, name }, file) => {
    const list = readList(await readWhole(context, file))
    const directory = await readDirectory(context)
    const plan = planImport(list.drafts, await knownOf(context, directory), kind)
    const counts = countOf(plan)
    const isTrial = trial === 'yes'
    const importId = isTrial ? null : context.newId()
    if (importId !== null) {
      await forgetBefore(context)
      const row = { id: importId, fileName: name, format: list.format, ...counts, before: [] }
      const made = { takenAt: context.now, takenBy: context.actor.name, undoneAt: null, undoneBy: null }
      await insertImport(context, { ...row, ...made })
      await addAll(context, plan, importId)
      await updateImport(context, importId, { before: await fillAll(context, directory, plan, importId) })
    }
    context.record({
      stream: 'audit',
      kind: 'contact.import',
      fields: { list: importId ?? '', file: name, format: list.format, trial, ...counts },
    })
    const rows = plan.rows.toSorted((a, b) => weight(a) - weight(b) || a.row - b.row).slice(0, mostShown)
    const { format, encoding, leftOut } = list
    return { importId, format, encoding, leftOut: leftOut.slice(0, 50), ...counts, rows }
  },
)

export const listTaken = action(contract.listContactImports, async (context) => {
  const rows = await listImports(context)
  return {
    items: rows.map((row, index) => ({
      ...{ id: row.id, fileName: row.fileName, format: row.format, takenBy: row.takenBy },
      ...{ added: row.added, changed: row.changed, same: row.same, refused: row.refused },
      takenAt: row.takenAt.toISOString(),
      undoneAt: row.undoneAt?.toISOString() ?? null,
      canUndo: index === 0 && row.undoneAt === null && context.can('contact.manage'),
    })),
    next: null,
  }
})

/** @param ports what other rooms hang on people: whoever holds something is kept */
export function undoImportWith({ takenOn }: { readonly takenOn: TakenOn }) {
  return action(contract.undoContactImport, async (context, { id }) => {
    const taken = await lockImport(context, id)
    const [last] = await listImports(context)
    refuseUnless(taken.undoneAt === null, 'conflict', 'This list was taken back already.')
    refuseUnless(
      last?.id === id,
      'conflict',
      'Another list was taken in after this one. Only the last one can be taken back.',
    )
    const plan = await undoOf(context, taken, new Set((await takenOn(context)).keys()))
    await overwriteContacts(context, [...plan.removed, ...plan.restored])
    await updateImport(context, id, { undoneAt: context.now, undoneBy: context.actor.name, before: [] })
    const done = { removed: plan.removed.length, restored: plan.restored.length, kept: plan.kept }
    const { kept, ...counts } = done
    context.record({
      stream: 'audit',
      kind: 'contact.undo',
      fields: { list: id, ...counts, kept: kept.join('\n') },
    })
    return done
  })
}

/** What taking a list back does: whoever was changed since, or holds something, stays. */
async function undoOf(context: Context, taken: ImportRecord, holders: ReadonlySet<string>) {
  const { byId } = await readDirectory(context)
  const before = new Map(taken.before.map((row) => [row.id, row]))
  const links = new Set((await listLinks(context)).map(({ contactId }) => contactId))
  const deputies = new Set((await lockDeputies(context)).values())
  const plan: { removed: NewContact[]; restored: NewContact[]; kept: string[] } = {
    ...{ removed: [], restored: [], kept: [] },
  }
  for (const { tenantId: _tenant, ...row } of await contactsOfImport(context, taken.id)) {
    const old = before.get(row.id)
    const isHeld = [holders, links, deputies].some((held) => held.has(row.id))
    const isTouched = row.changedAt.getTime() !== taken.takenAt.getTime()
    const changedAt = context.now
    if (isTouched || (old === undefined && isHeld)) plan.kept.push(byId.get(row.id)?.name ?? row.name)
    else if (old === undefined) {
      const gone = { ways: [], away: [], note: '', job: '', ...unconfirmed }
      plan.removed.push({ ...row, ...gone, changedAt, removedAt: context.now })
    } else {
      const { confirmedAt, confirmedHow, ...rest } = old
      plan.restored.push({
        ...row,
        ...rest,
        changedAt,
        confirmedAt: confirmedAt === null ? null : new Date(confirmedAt),
        // It was one of these words when it was put aside.
        confirmedHow: confirmedHow as ContactRecord['confirmedHow'],
      })
    }
  }
  return plan
}

/** Those with something to say first. */
function weight({ outcome, remarks }: contract.ImportedRow): number {
  if (outcome === 'refused') return 0
  return remarks.length > 0 ? 1 : 2
}

function countOf({ rows }: Plan) {
  const of = (outcome: contract.ImportedRow['outcome']) =>
    rows.filter((row) => row.outcome === outcome).length
  return { added: of('added'), changed: of('changed'), same: of('same'), refused: of('refused') }
}

async function knownOf(context: Context, directory: Directory): Promise<Known[]> {
  const contacts = await shown(context, directory, directory.listed)
  return contacts.map((one) => ({
    ...one,
    canChange: one.source === 'own' || one.source === 'member',
    isOwn: one.source === 'own',
  }))
}

async function addAll(context: Context, { fresh }: Plan, importId: string): Promise<void> {
  await insertContacts(
    context,
    fresh.map(({ kind, draft }) => ({
      ...blankRow(context.newId(), kind, context.now),
      ...{ name: draft.name, organisation: draft.organisation, job: draft.job, note: draft.note },
      ...{ ways: [...draft.ways], languages: [...draft.languages], timeZone: draft.timeZone, importId },
    })),
  )
}

/** @returns what stood there before */
async function fillAll(
  context: Context,
  directory: Directory,
  { filled }: Plan,
  importId: string,
): Promise<contract.ImportBefore[]> {
  const rows = await ensureContacts(
    context,
    directory,
    filled.map(({ id }) => id),
  )
  const before: contract.ImportBefore[] = []
  const after: NewContact[] = []
  for (const change of filled) {
    const found = rows.get(change.id)
    if (found === undefined) continue
    const { tenantId: _tenant, ...row } = found
    before.push(beforeOf(found))
    after.push({ ...row, ...changeOf(found, change), importId, changedAt: context.now })
  }
  await overwriteContacts(context, after)
  return before
}

/** A new way has not been tried yet, so the contact has to be. */
function changeOf(row: ContactRecord, { id: _id, ways, languages, ...words }: Filled) {
  return {
    ...words,
    ...(languages && { languages: [...languages] }),
    ...(ways.length > 0 && { ways: [...row.ways, ...ways].slice(0, 12), ...unconfirmed }),
  }
}

function beforeOf(row: ContactRecord): contract.ImportBefore {
  const {
    id,
    organisation,
    job,
    ways,
    languages,
    timeZone,
    away,
    note,
    confirmedBy,
    confirmedHow,
    importId,
  } = row
  const confirmedAt = row.confirmedAt?.toISOString() ?? null
  return {
    ...{ id, organisation, job, ways, languages, timeZone, away, note, importId },
    ...{ confirmedAt, confirmedBy, confirmedHow },
  }
}

async function readWhole(context: Context, file: SealedFile): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of await context.services.files.open(context.tenantId, file))
    chunks.push(Buffer.from(chunk as Uint8Array)) // a stream of bytes, as the store promises
  return Buffer.concat(chunks)
}
