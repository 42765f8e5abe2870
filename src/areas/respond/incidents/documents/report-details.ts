import { field, type RecordLeaf } from './record-leaf.ts'
import type { Voice } from './words/words.ts'

/**
 * The answers to own fields as they stood last, as label and value, in the order in which they were first given. What a
 * severity brought stands in the leaf of its cause, a line each. A field is one whatever it was called meanwhile.
 */
export function details(leaves: readonly RecordLeaf[], voice: Voice): [string, string][] {
  const found: Said[] = []
  const keep = (said: Said) => {
    // Records from before the keys were written down know a field by its name alone.
    const at = found.findIndex(({ key, name }) =>
      key === undefined || said.key === undefined ? name === said.name : key === said.key,
    )
    const before = found[at]
    if (before === undefined) found.push(said)
    else found[at] = { ...said, key: said.key ?? before.key }
  }
  for (const leaf of leaves) {
    const keys = leaf.fields['detailKeys']?.split('\n') ?? []
    for (const [nth, line] of (leaf.fields['details']?.split('\n') ?? []).entries()) {
      const at = line.indexOf(': ')
      if (at > 0) keep({ key: keys[nth], name: line.slice(0, at), value: line.slice(at + 2) })
    }
    if (leaf.kind === 'detail.change')
      keep({ key: leaf.fields['detail'], name: field(leaf, 'name', voice), value: field(leaf, 'to', voice) })
  }
  return found.flatMap(({ name, value }) => (value === '' ? [] : [[name, value]]))
}

interface Said {
  readonly key: string | undefined
  readonly name: string
  readonly value: string
}
