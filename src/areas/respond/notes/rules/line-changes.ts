/** What one version of a text says and the one before does not, line by line. Plain data in, plain data out. */

export interface LineChange {
  readonly how: 'same' | 'out' | 'in'
  readonly text: string
}

/** Beyond so many pairs of lines the middle is shown as taken out and put in whole. */
const pairsAtMost = 4_000_000

/** The lines of both in the order of reading, by their longest common sequence. */
export function lineChanges(before: string, after: string): LineChange[] {
  const [old, young] = [linesOf(before), linesOf(after)]
  let start = 0
  while (start < Math.min(old.length, young.length) && old[start] === young[start]) start += 1
  let end = 0
  while (end < Math.min(old.length, young.length) - start && old.at(-1 - end) === young.at(-1 - end)) end += 1
  return [
    ...old.slice(0, start).map(as('same')),
    ...middle(old.slice(start, old.length - end), young.slice(start, young.length - end)),
    ...old.slice(old.length - end).map(as('same')),
  ]
}

/** Only what changed, with so many unchanged lines around it; a gap stands for those left out. */
export function changesWithGaps(changes: readonly LineChange[], around = 2): (LineChange | 'gap')[] {
  const near = new Set<number>()
  for (const [at, { how }] of changes.entries())
    if (how !== 'same') for (let n = at - around; n <= at + around; n += 1) near.add(n)
  return changes.flatMap((change, at): (LineChange | 'gap')[] => {
    if (near.has(at)) return [change]
    return at === 0 || near.has(at - 1) ? ['gap'] : []
  })
}

function middle(old: readonly string[], young: readonly string[]): LineChange[] {
  const whole = [...old.map(as('out')), ...young.map(as('in'))]
  if (old.length === 0 || young.length === 0 || old.length * young.length > pairsAtMost) return whole
  const width = young.length + 1
  // How many lines both share from here to the end.
  const shared = new Uint32Array((old.length + 1) * width)
  const at = (i: number, j: number) => shared[i * width + j] ?? 0
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = young.length - 1; j >= 0; j -= 1)
      shared[i * width + j] =
        old[i] === young[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  const found: LineChange[] = []
  let [i, j] = [0, 0]
  while (i < old.length || j < young.length) {
    const [out, put] = [old[i], young[j]]
    if (out !== undefined && out === put) {
      found.push({ how: 'same', text: out })
      i += 1
      j += 1
    } else if (put === undefined || (out !== undefined && at(i + 1, j) >= at(i, j + 1))) {
      found.push({ how: 'out', text: out ?? '' })
      i += 1
    } else {
      found.push({ how: 'in', text: put })
      j += 1
    }
  }
  return found
}

function as(how: LineChange['how']) {
  return (text: string): LineChange => ({ how, text })
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.split('\n')
}
