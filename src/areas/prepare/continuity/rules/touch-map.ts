/** Where the boxes of the map of an asset stand: what it carries on its left, what it holds and owes on its right. */

const width = 300
const height = 40
const gap = 10
const headHeight = 30
const columnGap = 110

interface Group {
  readonly head: string
  readonly names: readonly string[]
}

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly words: string
  readonly isMiddle: boolean
}

export interface TouchMap {
  readonly width: number
  readonly height: number
  readonly boxes: readonly Box[]
  readonly heads: readonly { readonly x: number; readonly y: number; readonly words: string }[]
  /** From the middle to each box, as SVG path data. */
  readonly lines: readonly string[]
}

/** Groups without names are left away; a name longer than a box ends with an ellipsis. */
export function touchMap(middle: string, left: readonly Group[], right: readonly Group[]): TouchMap {
  const columns = [column(left, 0), column(right, 2 * (width + columnGap))]
  const tall = Math.max(height * 2, ...columns.map(({ bottom }) => bottom))
  const centre: Box = {
    ...{ x: width + columnGap, y: tall / 2 - height / 2, width, height },
    words: cut(middle),
    isMiddle: true,
  }
  const outer = columns.flatMap(({ boxes }) => boxes)
  return {
    width: 3 * width + 2 * columnGap,
    height: tall,
    boxes: [centre, ...outer],
    heads: columns.flatMap(({ heads }) => heads),
    lines: outer.map((box) => line(centre, box)),
  }
}

function column(groups: readonly Group[], x: number) {
  const boxes: Box[] = []
  const heads: { x: number; y: number; words: string }[] = []
  let y = 0
  for (const { head, names } of groups.filter((group) => group.names.length > 0)) {
    heads.push({ x, y: y + headHeight - 10, words: head })
    y += headHeight
    for (const name of names) {
      boxes.push({ x, y, width, height, words: cut(name), isMiddle: false })
      y += height + gap
    }
  }
  return { boxes, heads, bottom: y }
}

function cut(words: string): string {
  const letters = [...words]
  return letters.length <= 36 ? words : `${letters.slice(0, 35).join('')}…`
}

function line(from: Box, to: Box): string {
  const isLeft = to.x < from.x
  const [x1, x2] = isLeft ? [from.x, to.x + to.width] : [from.x + from.width, to.x]
  const [y1, y2] = [from.y + from.height / 2, to.y + to.height / 2]
  const bend = (x1 + x2) / 2
  return `M${x1} ${y1} C${bend} ${y1} ${bend} ${y2} ${x2} ${y2}`
}
