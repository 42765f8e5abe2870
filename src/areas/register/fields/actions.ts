import type * as z from 'zod'
import { decodeCursor, encodeCursor } from '../../../base/page.ts'
import { refuse, refuseUnless } from '../../../base/refusal.ts'
import { sortedHash } from '../../../base/sorted-json.ts'
import { action } from '../../../platform/action.ts'
import * as contract from './contract/form.ts'
import { shippedForm } from './content/shipped-form.ts'
import { formChanges, formFaults, successionFaults } from './rules/form.ts'
import { addForm, currentForm, listForms, type FormRecord } from './store.ts'

export const read = action(contract.readForm, async (context) => {
  const form = wholeOf(await currentForm(context))
  const isGuest = context.actor.kind === 'member' && context.actor.role === 'guest'
  return isGuest ? forGuest(form) : form
})

/** A new version; the one before stays as it was. Of two people who edit at once the second is told so. */
export const change = action(contract.changeForm, async (context, { basedOn, form, reason }) => {
  const before = await currentForm(context)
  const overtaken = `The form was changed meanwhile: version ${before.version} holds. Look at it, then make your change again.`
  refuseUnless(before.version === basedOn, 'conflict', overtaken, { reason: 'overtaken' })
  const faults = [...formFaults(form), ...successionFaults(before.content, form)].slice(0, 20)
  if (faults.length > 0) refuse('invalid', 'The form needs another look.', { faults })
  const changes = formChanges(before.content, form)
  refuseUnless(changes.length > 0, 'conflict', 'Nothing in the form is different.')
  const version = before.version + 1
  const changed = { changedAt: context.now, changedBy: context.actor.name }
  // What incidents were asked by before stays to be read when a later program ships another.
  if (before.changedAt === null) await addForm(context, { ...before, changedAt: context.now })
  const isAdded = await addForm(context, { version, content: form, reason, ...changed })
  refuseUnless(isAdded, 'conflict', overtaken, { reason: 'overtaken' })
  const fields = { version, sha256: sortedHash(form), reason, changes: changes.map(lineOf).join('\n') }
  context.record({ stream: 'audit', kind: 'form.change', fields })
  return wholeOf({ version, content: form, reason, ...changed })
})

export const listVersions = action(contract.listFormVersions, async (context, { limit, cursor }) => {
  const below = cursor === undefined ? 2_147_483_647 : decodeCursor(cursor, 1)?.[0]
  const isNumber = typeof below === 'number' && Number.isInteger(below) && below > 0 && below <= 2_147_483_647
  refuseUnless(isNumber, 'invalid', 'This page is not known. Start again from the first.')
  const found = await listForms(context, { below, limit })
  const items = found.slice(0, limit).map((record, at) => {
    const older = found[at + 1]?.content ?? (record.version === 1 ? record.content : shippedForm)
    return { ...versionOf(record), changes: formChanges(older, record.content) }
  })
  if (items.length === 0 && cursor === undefined)
    return { items: [{ ...versionOf(await currentForm(context)), changes: [] }], next: null }
  return { items, next: found.length > limit ? encodeCursor([items.at(-1)?.version ?? 0]) : null }
})

/**
 * A case and a plan show a guest the words beside the grades, and a case its own answers with their names; what else is
 * asked here, who wrote it and why is no part of either.
 */
function forGuest({ version, form }: Whole): Whole {
  return { version, changedAt: null, changedBy: '', reason: '', form: { ...form, fields: [] } }
}

type Whole = z.input<typeof contract.readForm.output>

function wholeOf(record: FormRecord): Whole {
  return { ...versionOf(record), form: record.content }
}

function versionOf({ version, changedBy, reason, changedAt }: FormRecord) {
  return { version, changedBy, reason, changedAt: changedAt?.toISOString() ?? null }
}

function lineOf({ part, name, how, from, to }: contract.FormChange): string {
  return `${part} ${how}: ${name}${from === to ? '' : ` (${from} to ${to})`}`
}
