import { grouped } from '../../../../base/grouped.ts'
import type { Sought } from '../../../../base/sought-words.ts'
import { excerptAround } from '../../../../base/sought-words.ts'
import type { Context } from '../../../../platform/action.ts'
import { findInTables, findLeaves, textsHolding } from '../../../../platform/erasure/find-words.ts'
import { wordTables } from '../../../../platform/erasure/tables.ts'
import type { FoundPlace, FoundRoom } from '../contract.ts'
import { roomNames, roomOf, type RoomName } from '../content/table-rooms.ts'
import type { PrivacyPorts } from '../public.ts'
import { notShown, standingOf } from '../rules.ts'

/** Of one table and of the record; more says nothing new about what is held. */
const placesAtMost = 100
/** The same in the file that a person gets, who has a right to all of it. */
const placesOfFileAtMost = 1000
const lettersOfFileAtMost = 20_000

/** Where these words stand, by room, as far as whoever asks may see it. */
export async function placesOf(
  context: Context,
  words: readonly Sought[],
  { ports, isWhole }: { readonly ports: PrivacyPorts; readonly isWhole: boolean },
): Promise<{ rooms: FoundRoom[]; isCut: boolean }> {
  if (words.length === 0) return { rooms: [], isCut: false }
  const most = isWhole ? placesOfFileAtMost : placesAtMost
  const shownOf = (value: unknown) => (isWhole ? wholeOf(value, words) : excerptOf(value, words))
  const { running, held } = await ports.casesToSpare(context)
  const spared = new Set([...running, ...held])
  const places = new Map<RoomName, FoundPlace[]>()
  let isCut = false
  const shown = (await wordTables(context.tx.$client)).filter(
    ({ name }) => roomOf(name) !== undefined && !notShown.includes(name),
  )
  const rows = await findInTables(context.tx.$client, shown, { words, limit: most })
  for (const [name, ofTable] of grouped(rows, ({ table }) => table)) {
    const room = roomOf(name)
    if (room === undefined) continue
    isCut ||= ofTable.length === most
    const found = ofTable.flatMap((row) =>
      Object.values(row.values).map((value) => ({
        ...{ table: name, excerpt: shownOf(value), at: null },
        ...{ incidentId: row.caseId, standing: standingOf(row, spared) },
      })),
    )
    places.set(room, [...(places.get(room) ?? []), ...found])
  }
  const leaves = await findLeaves(context.tx.$client, { words, limit: most })
  isCut ||= leaves.length === most
  if (leaves.length > 0)
    places.set(
      'record',
      leaves.map(({ at, caseId, fields, names, kind }) => ({
        table: kind,
        excerpt: shownOf(names.map((name) => fields[name]?.value)),
        ...{ at: at.toISOString(), incidentId: caseId },
        standing: standingOf({ table: 'leaf', caseId }, spared),
      })),
    )
  const rooms = roomNames.flatMap((room) => {
    const found = places.get(room)
    return found === undefined ? [] : [{ room, places: found }]
  })
  return { rooms, isCut }
}

function excerptOf(value: unknown, words: readonly Sought[]): string {
  const excerpts = textsHolding(value, words).map((text) => excerptAround(text, words))
  return [...new Set(excerpts)].join(' · ').slice(0, 400)
}

/** The texts themselves. */
function wholeOf(value: unknown, words: readonly Sought[]): string {
  const texts = [...new Set(textsHolding(value, words))].join(' · ')
  return texts.length > lettersOfFileAtMost ? `${texts.slice(0, lettersOfFileAtMost)}…` : texts
}
