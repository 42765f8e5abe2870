import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type * as z from 'zod'
import { decodeCursor, encodeCursor } from '../../../../base/page.ts'
import { refuse } from '../../../../base/refusal.ts'
import { action, uploadAction } from '../../../../platform/action.ts'
import * as contract from '../contract/knowledge.ts'
import { readKnowledge, type ReadKnowledge } from '../rules/read-knowledge.ts'
import * as store from '../store/knowledge.ts'
import { readWhole } from './read-whole.ts'

export const list = action(contract.listKnowledge, async (context) => ({
  items: (await store.listSets(context)).map(setOf),
  next: null,
}))

export const bringIn = uploadAction(
  contract.importKnowledge,
  async () => ({ maxBytes: contract.largestKnowledgeBytes }),
  async (context, { name: fileName, version }, file) => {
    const read = readKnowledge(await unpacked(await readWhole(context, file)), version)
    await store.holdKnowledge(context)
    if (read.name === 'attack') await store.replaceTechniques(context, read.techniques)
    else if (read.name === 'kev') await store.replaceKnownExploited(context, read.holes)
    else await store.replaceCountermeasures(context, read.countermeasures)
    const entries = countOf(read)
    const kept = await store.keepSet(context, {
      name: read.name,
      version: read.version,
      fileName,
      sha256: file.sha256,
      entries,
      importedAt: context.now,
      importedBy: context.actor.name,
    })
    context.record({
      stream: 'audit',
      kind: 'knowledge.import',
      fields: { list: read.name, version: read.version, entries, file: fileName, sha256: file.sha256 },
    })
    return setOf(kept)
  },
)

export const techniques = action(contract.listKnownTechniques, async (context, { q, limit, cursor }) => {
  const after = cursor === undefined ? undefined : decodeCursor(cursor, 1)?.[0]
  if (cursor !== undefined && (typeof after !== 'string' || !/^[A-Z0-9.]{1,20}$/.test(after)))
    refuse('invalid', 'This page is not known. Start again from the first.')
  const rows = await store.listTechniques(context, {
    q,
    after: typeof after === 'string' ? after : undefined,
    limit: limit + 1,
  })
  const version = (await store.listSets(context)).find(({ name }) => name === 'attack')?.version ?? ''
  const items = rows
    .slice(0, limit)
    .map(({ id, name, tactics, state }) => ({ id, name, tactics, state, version }))
  const last = items.at(-1)
  return { items, next: rows.length > limit && last ? encodeCursor([last.id]) : null }
})

/** A sub-technique is answered by what answers its parent, and a parent by what answers its sub-techniques. */
export const suggest = action(contract.suggestCountermeasures, async (context, { techniques: asked }) => {
  const ids = [...new Set(asked.split(','))]
  const sets = await store.listSets(context)
  const known = new Map((await store.techniquesBy(context, ids)).map((one) => [one.id, one]))
  const answers = (id: string, wanted: string) =>
    id === wanted || id === wanted.slice(0, 5) || id.slice(0, 5) === wanted
  const related = (await store.relatedTechniques(context, ids)).filter((id) =>
    ids.some((wanted) => answers(id, wanted)),
  )
  const found = related.length === 0 ? [] : await store.countermeasuresFor(context, related)
  return {
    coun7er: setNamed(sets, 'coun7er'),
    attack: setNamed(sets, 'attack'),
    techniques: ids.map((id) => ({
      id,
      name: known.get(id)?.name ?? null,
      state: known.get(id)?.state ?? null,
    })),
    items: found.map((one) => ({
      ...measureOf(one),
      techniques: ids.filter((wanted) => one.techniques.some((id) => answers(id, wanted))),
    })),
  }
})

function countOf(read: ReadKnowledge): number {
  if (read.name === 'attack') return read.techniques.length
  return read.name === 'kev' ? read.holes.length : read.countermeasures.length
}

const unpack = promisify(gunzip)

/** The file as text, unpacked where it is gzip; a bomb ends at the limit. */
async function unpacked(bytes: Buffer): Promise<string> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes.toString('utf8')
  try {
    return (await unpack(bytes, { maxOutputLength: contract.largestKnowledgeBytes })).toString('utf8')
  } catch (error) {
    refuse(
      'invalid',
      'This packed file is damaged or too large. Unpack it first, and choose what was in it.',
      {
        cause: error,
      },
    )
  }
}

function setNamed(sets: readonly store.SetRecord[], name: store.SetRecord['name']) {
  const found = sets.find((set) => set.name === name)
  return found === undefined ? null : setOf(found)
}

function measureOf(record: Awaited<ReturnType<typeof store.countermeasuresFor>>[number]) {
  const { id, version, name, kind, outcome, preparation, risks, guidance } = record
  return { id, version, name, kind, outcome, preparation, risks, guidance }
}

function setOf(record: store.SetRecord): z.input<typeof contract.KnowledgeSet> {
  const { name, version, fileName, sha256, entries, importedAt, importedBy } = record
  return { name, version, fileName, sha256, entries, importedAt: importedAt.toISOString(), importedBy }
}
