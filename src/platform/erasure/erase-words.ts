/** Promises that words go in batches that each stand for themselves: cut off anywhere, the next run goes on from there. */
import type { Context } from '../context.ts'
import { grouped } from '../../base/grouped.ts'
import { holdsSought, writeOver, writeOverIn, type Marks, type Sought } from '../../base/sought-words.ts'
import { closeFields } from './close-fields.ts'
import { findLeaves, findRows, textsHolding, type FoundRow, type Search } from './find-words.ts'
import { ofTheirRoom, wordTables, type WordTable } from './tables.ts'

/** What goes, what stands in its place, and where it stays. */
export interface WordsToErase extends Pick<Search, 'except' | 'only'> {
  readonly words: readonly Sought[]
  readonly marks: Marks
  /** Tables that the law has kept as they are. */
  readonly kept: readonly string[]
  /** Cases of which nothing is said outside of them: what goes there is counted apart. */
  readonly apart: readonly string[]
  /** Said by each leaf: the reason, and who ordered it. */
  readonly because: Readonly<Record<string, string>>
}

/** How far a run has come. A batch answers with a new one, so that a batch that was rolled back moved nothing. */
export interface Run {
  /** Of each table the key behind which it goes on; undefined once it is over. */
  readonly tables: ReadonlyMap<string, FoundRow['key'] | undefined>
  /** The leaf behind which it goes on. */
  readonly leaf: number
  /** Rows and fields in which the words still stand: a rule of the schema holds them. */
  readonly stuck: number
}

export const newRun: Run = { tables: new Map(), leaf: -1, stuck: 0 }

export interface Erased {
  readonly rows: number
  readonly fields: number
  /** Rows of cases that are counted apart. */
  readonly apart: ReadonlyMap<string, number>
  readonly run: Run
}

const batch = 200

/** One batch. Call it in a transaction of its own, by the program, until it answers that nothing was done. */
export async function eraseSome(
  context: Context,
  order: WordsToErase,
  run: Run,
): Promise<Erased | { readonly isOver: true; readonly run: Run }> {
  const { $client } = context.tx
  const tables = new Map(run.tables)
  let { stuck } = run
  for (const known of await wordTables($client)) {
    if (order.kept.includes(known.name)) continue
    const isOurs = ({ name }: { readonly name: string }) => !ofTheirRoom.includes(`${known.name}.${name}`)
    const table = { ...known, columns: known.columns.filter(isOurs) }
    while (!tables.has(table.name) || tables.get(table.name) !== undefined) {
      const found = await findRows($client, table, { ...order, limit: batch, after: tables.get(table.name) })
      tables.set(table.name, table.key.length === 0 ? undefined : found.at(-1)?.key)
      const done = await writeRows(context, table, order, found)
      stuck += found.length - done.rows - sumOf(done.apart)
      if (done.rows + done.apart.size > 0)
        return { ...done, fields: 0, run: { tables, leaf: run.leaf, stuck } }
    }
  }
  return closeSome(context, order, { tables, leaf: run.leaf, stuck })
}

/** @returns how many rows hold the words no more */
async function writeRows(
  context: Context,
  table: WordTable,
  order: WordsToErase,
  found: readonly FoundRow[],
): Promise<Pick<Erased, 'rows' | 'apart'>> {
  let rows = 0
  const apart = new Map<string, number>()
  for (const [caseId, ofCase] of grouped(found, (row) => placeOf(row, order))) {
    const done = await writeSome(context, table, order, ofCase)
    if (caseId === '') rows = done
    else if (done > 0) apart.set(caseId, done)
  }
  return { rows, apart }
}

/** The case in which it is counted; '' for most. */
function placeOf({ caseId }: { readonly caseId: string | null }, { apart }: WordsToErase): string {
  return caseId !== null && apart.includes(caseId) ? caseId : ''
}

async function writeSome(
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
  const gone = words.map(({ text }) => text).join(' ')
  // What a mark and the words around it make anew is not gone: it is written, and counted with what is left.
  const isGone = ({ set }: (typeof wanted)[number]) => textsHolding(set, words).length === 0
  const left = wanted.filter((one) => !isGone(one))
  if (left.length > 0) await writeOverRows(context, table.name, left, gone)
  return writeOverRows(context, table.name, wanted.filter(isGone), gone)
}

/** @returns how many rows were changed; one that a rule of the schema holds is left */
export async function writeOverRows(
  { tx }: Pick<Context, 'tx'>,
  table: string,
  wanted: readonly { readonly key: object; readonly set: object }[],
  gone: string,
): Promise<number> {
  if (wanted.length === 0) return 0
  const { rows } = await tx.$client.query<{ done: number }>('select wall.write_over($1, $2, $3) as done', [
    table,
    JSON.stringify(wanted),
    gone,
  ])
  return rows[0]?.done ?? 0
}

/** What was left to read of a field that is closed counts as a row: no commitment hangs on it any more. */
async function closeSome(
  context: Context,
  order: WordsToErase,
  run: Run,
): Promise<Erased | { readonly isOver: true; readonly run: Run }> {
  const leaves = await findLeaves(context.tx.$client, { ...order, limit: batch, after: run.leaf })
  const last = leaves.at(-1)
  if (last === undefined) return { isOver: true, run }
  let { stuck } = run
  let [rows, fields] = [0, 0]
  const apart = new Map<string, number>()
  for (const [stream, ofStream] of grouped(leaves, (leaf) => leaf.stream)) {
    const closed = ofStream.flatMap(({ index, names, fields: openings }) =>
      names.map((field) => ({
        ...{ index, field, wasClosed: openings[field]?.salt === undefined },
        shown: writeOver(openings[field]?.value ?? '', order.words, order.marks),
      })),
    )
    await closeFields(context, stream, closed, order.because)
    const gone = closed.filter(({ shown }) => !holdsSought(shown, order.words))
    stuck += closed.length - gone.length
    const place = placeOf(ofStream[0] ?? { caseId: null }, order)
    const rewritten = gone.filter(({ wasClosed }) => wasClosed).length
    if (place === '') {
      rows += rewritten
      fields += gone.length - rewritten
    } else if (rewritten > 0) apart.set(place, (apart.get(place) ?? 0) + rewritten)
  }
  return { rows, fields, apart, run: { ...run, leaf: last.index, stuck } }
}

function sumOf(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, one) => sum + one, 0)
}
