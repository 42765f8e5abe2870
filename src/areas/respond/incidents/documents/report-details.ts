import { field, type RecordLeaf } from './record-lines.ts'

/**
 * The answers to own fields as they stood last, as label and value, in the order in which they were first given. What a
 * severity brought stands in the leaf of its cause, a line each.
 */
export function details(leaves: readonly RecordLeaf[]): [string, string][] {
  const found = new Map<string, string>()
  for (const leaf of leaves) {
    for (const line of leaf.fields['details']?.split('\n') ?? []) {
      const at = line.indexOf(': ')
      if (at > 0) found.set(line.slice(0, at), line.slice(at + 2))
    }
    if (leaf.kind === 'detail.change') found.set(field(leaf, 'name'), field(leaf, 'to'))
  }
  return [...found].filter(([, value]) => value !== '')
}
