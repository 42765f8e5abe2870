/** Plain JSON read by a mapping that a person drew. What the mapping does not find is read as if there were none. */
import type { Mapping } from '../contract/mapping.ts'
import { saysEnded } from '../rules/said.ts'
import { readJson, type Fields } from './entries.ts'
import { readPlain } from './generic.ts'
import { cleanLine, textOf, type Reading, type ReadSignal } from './reading.ts'
import { signalOf, textAt, valueAt } from './told.ts'

export function readMapped(text: string, mapping: Mapping): Reading {
  return readJson(text, {
    listIn(body) {
      const list = mapping.list === undefined ? undefined : valueAt(body, mapping.list)
      return Array.isArray(list) ? list : undefined
    },
    read: (entry) => readEntry(entry, mapping),
  })
}

function readEntry(entry: Fields, mapping: Mapping): ReadSignal | string {
  const title = textAt(entry, mapping.title)
  if (title === '')
    return `There is nothing at "${cleanLine(mapping.title, 100)}", where the title should be.`
  const text = (path: string | undefined) => (path === undefined ? '' : textAt(entry, path))
  const plain = readPlain(entry)
  const word = text(mapping.severity)
  const known = mapping.severities.find((each) => isSame(each.word, word))
  const state = text(mapping.state)
  const group = text(mapping.group)
  return signalOf({
    // Without an id the title is what it is: numbers in the other fields change with each message.
    id: text(mapping.id) || `title:${title}`,
    title,
    untitled: 'A signal without a title',
    summary: text(mapping.summary),
    word,
    ...(known === undefined ? {} : { severity: known.means }),
    at: mapping.at === undefined ? undefined : secondsOrText(valueAt(entry, mapping.at)),
    isOver: saysEnded(state) || mapping.ended.some((ended) => isSame(ended, state)),
    group:
      group === ''
        ? { key: `title:${title}`, title, because: 'The same source sent these under the same title.' }
        : {
            key: `group:${group}`,
            title: group,
            because: `These share "${cleanLine(group, 100)}" in the field that you chose for it.`,
          },
    labels: Object.entries(plain.labels),
  })
}

function isSame(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase()
}

/** Many tools write seconds since 1970 as text. */
function secondsOrText(value: unknown): unknown {
  const text = textOf(value)
  return /^\d{10}(\d{3})?$/.test(text) ? Number(text) : value
}
