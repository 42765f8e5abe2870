import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { oversized } from './sizes.ts'
import { inWords, projectCode, root } from './tree.ts'

const none = { maximum: 0, lines: {} }
const path = 'src/app/x.ts'
const lines = (count: number, line = 'f()') => `${line}\n`.repeat(count)
const sentences = (...args: Parameters<typeof oversized>) =>
  oversized(...args).map(({ sentence }) => sentence)

describe('the sizes of files and functions', () => {
  it('an author may write 300 lines and is told of the next', () => {
    expect(oversized([{ path, text: lines(300) }], none)).toEqual([])
    expect(sentences([{ path, text: lines(301) }], none)).toEqual([
      expect.stringContaining('301 lines, at most 300'),
    ])
  })

  it.each([
    ['src/app/x.ts#grow', `export function grow() {\n${lines(79)}}`],
    ['src/app/x.ts#grow', `export const grow = () => {\n${lines(79)}}`],
    ['src/app/x.ts#close', `export const close = action(closeIncident, () => {\n${lines(79)}})`],
    ['src/app/x.ts#grow', `export class X {\n  grow() {\n${lines(79)}}\n}`],
    ['src/app/x.ts#line 1', `register(() => {\n${lines(79)}})`],
  ])('an author is told of a function of 81 lines as %s', (name, text) => {
    expect(sentences([{ path, text }], none)).toEqual([expect.stringContaining(`${name} has 81 lines`)])
  })

  it('an author may write 80 lines in a function, and any number of stories in a describe', () => {
    expect(oversized([{ path, text: `function f() {\n${lines(78)}}` }], none)).toEqual([])
    expect(oversized([{ path, text: `describe('x', () => {\n${lines(200)}})` }], none)).toEqual([])
  })

  it('data may be as long as what it tells', () => {
    expect(oversized([{ path: 'src/content/kinds.ts', text: lines(900) }], none)).toEqual([])
  })

  it('an exception holds at its size and not one line above', () => {
    const files = [{ path, text: lines(320) }]
    expect(oversized(files, { maximum: 1, lines: { [path]: 320 } })).toEqual([])
    expect(sentences(files, { maximum: 1, lines: { [path]: 319 } })).toEqual([
      expect.stringContaining('at most 319'),
    ])
  })

  it('the list of exceptions can only shrink', () => {
    const files = [{ path, text: lines(320) }]
    expect(sentences(files, { maximum: 0, lines: { [path]: 320 } })).toEqual([
      expect.stringContaining('the list only shrinks'),
    ])
    expect(sentences(files, { maximum: 2, lines: { [path]: 320 } })).toEqual([
      expect.stringContaining('Lower the maximum to 1'),
    ])
    expect(sentences([], { maximum: 1, lines: { [path]: 320 } })).toEqual([
      expect.stringContaining('take it off'),
    ])
  })

  it('every file and function of the tree keeps its size', () => {
    const text = readFileSync(join(root, 'tests/guards/size-exceptions.json'), 'utf8')
    const exceptions = z
      .strictObject({ maximum: z.int(), lines: z.record(z.string(), z.int()) })
      .parse(JSON.parse(text))
    expect(inWords(oversized(projectCode(), exceptions))).toEqual([])
  })
})
