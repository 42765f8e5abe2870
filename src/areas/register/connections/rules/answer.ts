/** What of an answer is shown: values at JSON pointers (RFC 6901), else its text. Nothing of it is markup or believed. */
import type { ShownValue } from '../contract.ts'

export interface AnswerLeaf {
  readonly pointer: string
  readonly value: string
}

const leavesAtMost = 150
const depthAtMost = 10
const shownLetters = 500

/** What a person can click on in a sample: each value with its pointer; a list of plain values is one. */
export function answerLeaves(body: unknown): AnswerLeaf[] {
  const leaves: AnswerLeaf[] = []
  const look = (value: unknown, pointer: string, depth: number): void => {
    if (leaves.length >= leavesAtMost || value === undefined) return
    if (typeof value !== 'object' || value === null || isPlainList(value)) {
      leaves.push({ pointer, value: wordsOf(value) })
      return
    }
    if (depth >= depthAtMost) return
    for (const [name, inner] of Object.entries(value))
      look(inner, `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, depth + 1)
  }
  look(body, '', 0)
  return leaves
}

/** The values at these pointers, in their order; one that is not there says so by null. */
export function shownOf(
  body: unknown,
  wanted: readonly { readonly label: string; readonly pointer: string }[],
): ShownValue[] {
  return wanted.map(({ label, pointer }) => {
    const found = valueAt(body, pointer)
    return { label, value: found === undefined ? null : wordsOf(found) }
  })
}

/** The JSON of a text; undefined where it is none. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function valueAt(body: unknown, pointer: string): unknown {
  let here = body
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~')
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, name)) return undefined
    here = (here as Readonly<Record<string, unknown>>)[name] // an object or list that has this
  }
  return here
}

function isPlainList(value: object): boolean {
  return Array.isArray(value) && value.every((one) => typeof one !== 'object' || one === null)
}

function wordsOf(value: unknown): string {
  const text =
    typeof value === 'string'
      ? value
      : Array.isArray(value) && isPlainList(value)
        ? value.map((one: unknown) => String(one)).join(', ')
        : writtenJson(value)
  return storable(text.slice(0, shownLetters))
}

/** What is nested deeper than can be written says so. */
function writtenJson(value: unknown): string {
  try {
    return JSON.stringify(value)
  } catch {
    return '…'
  }
}

/** Text of a stranger as it can be kept: without NUL and halves of characters. */
export function storable(text: string): string {
  return text.replaceAll('\0', '\uFFFD').replaceAll(/\p{Surrogate}/gu, '\uFFFD')
}
