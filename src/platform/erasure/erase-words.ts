/** Promises that words go in batches that each stand for themselves: cut off anywhere, the next run goes on from there. */
import type { Context } from '../context.ts'
import { writeOver, writeOverIn, type Marks, type Sought } from '../../base/sought-words.ts'
import { closeFields } from './close-fields.ts'
import { findLeaves, findRows, type FoundRow, type Search } from './find-words.ts'
import { ofTheirRoom, wordTables, type WordTable } from './tables.ts'

/** What goes, what stands in its place, and where it stays. */
export interface WordsToErase extends Pick<Search, 'except' | 'only'> {
  readonly words: readonly Sought[]
  readonly marks: Marks
  /** Tables that the law has kept as they are. */
  readonly kept: readonly string[]
  /** Said by each leaf: the reason, and who ordered it. */
  readonly because: Readonly<Record<string, string>>
}

export interface Erased {
  readonly rows: number
  readonly fields: number
  /** Rows in which the words still stand, since a rule of the schema holds them. */
  readonly stuck: number
}

const batch = 200

/**
 * One batch. Call it in a transaction of its own, by the program, until it answers that nothing was done.
 * @param passed tables whose rows could not all be written over; they are not tried again in this run
 */
export async function eraseSome(
  context: Context,
  order: WordsToErase,
  passed: Set<string>,
): Promise<Erased | undefined> {
  const { $client } = context.tx
  for (const known of await wordTables($client)) {
    const isOurs = ({ name }: { readonly name: string }) => !ofTheirRoom.includes(`${known.name}.${name}`)
    const table = { ...known, columns: known.columns.filter(isOurs) }
    if (passed.has(table.name) || order.kept.includes(table.name)) continue
    const found = await findRows($client, table, { ...order, limit: batch })
    if (found.length === 0) {
      passed.add(table.name)
      continue
    }
    const rows = await writeRows(context, table, order, found)
    const stuck = found.length - rows
    if (stuck > 0) passed.add(table.name)
    if (rows > 0) return { rows, fields: 0, stuck }
  }
  return closeSome(context, order)
}

async function writeRows(
  context: Context,
  table: WordTable,
  { words, marks }: WordsToErase,
  found: readonly FoundRow[],
): Promise<number> {
  const kindOf = new Map(table.columns.map(({ name, kind }) => [name, kind]))
  const wanted = found.map(({ key, values }) => ({
    key,
    set: Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        name,
        kindOf.get(name) === 'bytes' ? String.raw`\x` : writeOverIn(value, words, marks),
      ]),
    ),
  }))
  return writeOverRows(context, table.name, wanted, words.map(({ text }) => text).join(' '))
}

/** @returns how many rows were changed; one that a rule of the schema holds is left */
export async function writeOverRows(
  { tx }: Pick<Context, 'tx'>,
  table: string,
  wanted: readonly { readonly key: object; readonly set: object }[],
  gone: string,
): Promise<number> {
  const { rows } = await tx.$client.query<{ done: number }>('select wall.write_over($1, $2, $3) as done', [
    table,
    JSON.stringify(wanted),
    gone,
  ])
  return rows[0]?.done ?? 0
}

async function closeSome(context: Context, order: WordsToErase): Promise<Erased | undefined> {
  const leaves = await findLeaves(context.tx.$client, { ...order, limit: batch })
  const streams = [...new Set(leaves.map(({ stream }) => stream))]
  let fields = 0
  for (const stream of streams) {
    const closed = leaves
      .filter((leaf) => leaf.stream === stream)
      .flatMap(({ index, names, fields: openings }) =>
        names.map((field) => ({
          ...{ index, field },
          shown: writeOver(openings[field]?.value ?? '', order.words, order.marks),
        })),
      )
    await closeFields(context, stream, closed, order.because)
    fields += closed.length
  }
  return fields === 0 ? undefined : { rows: 0, fields, stuck: 0 }
}
