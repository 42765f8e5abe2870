import type * as z from 'zod'
import { decodeCursor, encodeCursor } from '../../../../base/page.ts'
import { refuse, refuseUnless } from '../../../../base/refusal.ts'
import { action } from '../../../../platform/action.ts'
import { replaceText } from '../../../../platform/shared-text.ts'
import { incidentFor, writableIncidentFor } from '../../incidents/public/incidents.ts'
import * as contract from '../contract.ts'
import * as store from '../store.ts'
import { put } from './put-words.ts'
import { keepVersion } from './keep-version.ts'

/** By hand; with `bringBack` the words of an older version stand there again first, as new words that can be undone. */
export const keep = action(contract.keepNoteVersion, async (context, { id, page: pageId, bringBack }) => {
  await writableIncidentFor(context, id)
  const page = await store.getPageToChange(context, id, pageId)
  refuseUnless(page.archivedAt === null, 'conflict', archived, { reason: 'archived' })
  if (bringBack === undefined) {
    const kept = await keepVersion(context, page, { why: 'by_hand' })
    refuseUnless(
      kept !== undefined,
      'conflict',
      `What stands here is kept already, as version ${page.version}.`,
    )
    return versionOf(kept)
  }
  const [wanted] = await store.readVersions(context, pageId, [bringBack])
  if (wanted === undefined) return refuse('not_found', 'This page has no such version.')
  // What stands there now is not lost by it.
  await keepVersion(context, page, { why: 'by_hand' })
  const before = await store.getPageToChange(context, id, pageId)
  const taken = await replaceText(await store.stateOf(context, before), wanted.text)
  const after = await put(context, before, taken)
  const kept = await keepVersion(context, after, { why: 'brought_back', broughtBack: bringBack })
  refuseUnless(kept !== undefined, 'conflict', `Version ${bringBack} says what stands here now.`)
  return versionOf(kept)
})

export const list = action(
  contract.listNoteVersions,
  async (context, { id, page: pageId, limit, cursor }) => {
    await incidentFor(context, id)
    const page = await store.getPage(context, id, pageId)
    const below = cursor === undefined ? page.version + 1 : decodeCursor(cursor, 1)?.[0]
    const isNumber =
      typeof below === 'number' && Number.isInteger(below) && below > 0 && below <= 2_147_483_647
    refuseUnless(isNumber, 'invalid', 'Start the list again: this cursor is not one of ours.')
    const rows = await store.listVersions(context, pageId, { below, limit: limit + 1 })
    const shown = rows.slice(0, limit)
    const next = rows.length > limit ? encodeCursor([shown.at(-1)?.number ?? 0]) : null
    return { items: shown.map(versionOf), next }
  },
)

export const read = action(contract.readNoteVersion, async (context, { id, page: pageId, number }) => {
  await incidentFor(context, id)
  await store.getPage(context, id, pageId)
  const found = await store.readVersions(context, pageId, [number, number - 1])
  const version = found.find((one) => one.number === number)
  if (version === undefined) return refuse('not_found', 'This page has no such version.')
  const before = found.find((one) => one.number === number - 1)?.text ?? ''
  const { text } = version
  return { version: versionOf({ ...version, letters: text.length }), text, before }
})

export const archived = 'This page was put away. Take it back first, then write in it.'

function versionOf({
  number,
  title,
  why,
  broughtBack,
  keptAt,
  keptBy,
  writers,
  letters,
}: store.VersionRecord & { readonly letters: number }): z.input<typeof contract.keepNoteVersion.output> {
  return { number, title, why, broughtBack, keptAt: keptAt.toISOString(), keptBy, writers, letters }
}
