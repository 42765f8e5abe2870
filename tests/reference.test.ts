import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { referenceOf, search } from '../src/app/web/reference/document.ts'
import { curlOf, exampleOf } from '../src/app/web/reference/example.ts'

const root = join(import.meta.dirname, '..')
const json = JSON.parse(readFileSync(join(root, 'openapi.json'), 'utf8')) as {
  paths: Record<string, Record<string, { operationId: string }>>
} // our own generated file
const reference = referenceOf(json)
const all = reference.groups.flatMap(({ operations }) => operations)

describe('the reference', () => {
  test('U60 a programmer finds every operation of the document once, under the first word of its path', () => {
    const ids = Object.values(json.paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    )
    expect(all.map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
    expect(new Set(reference.groups.map(({ name }) => name)).size).toBe(reference.groups.length)
    const incidents = reference.groups.find(({ name }) => name === 'incidents')
    expect(incidents?.operations.map(({ id }) => id)).toContain('closeIncident')
    expect(all.every(({ permission, summary }) => permission !== '' && summary !== '')).toBe(true)
  })

  test('a programmer searches by any words, in any order', () => {
    const ids = (words: string) =>
      search(reference.groups, words).flatMap(({ operations }) => operations.map(({ id }) => id))
    expect(ids('CLOSURE post')).toEqual(['closeIncident'])
    expect(ids('incident.close')).toContain('closeIncident')
    expect(ids('closure nothing-has-this')).toEqual([])
    expect(ids('')).toHaveLength(all.length)
  })

  test('a document that is none is refused', () => {
    expect(() => referenceOf({ paths: 'none' })).toThrow()
  })

  test('a shell reads every example as the arguments that are meant', () => {
    // One shell for all of them, which says where each one ends; it reads them as from a file, since all of them are
    // longer than what the system takes as arguments.
    const script = all.map((operation) =>
      curlOf(operation, 'https://muster.lan:8420').replace(/^curl/, String.raw`printf '%s\n'`),
    )
    const read = execFileSync('sh', ['-s'], {
      input: script.join(String.raw`; printf '\0';`),
      env: { MUSTER_KEY: 'secret' },
      encoding: 'utf8',
    }).split('\0')
    expect(read).toHaveLength(all.length)
    for (const [at, operation] of all.entries()) {
      const argumentsRead = read[at]
      expect(argumentsRead, operation.id).toContain(`https://muster.lan:8420${operation.path}`)
      expect(argumentsRead?.includes('Authorization: Bearer secret'), operation.id).toBe(
        operation.permission !== 'public',
      )
      if (operation.body?.mediaType === 'application/json')
        expect(argumentsRead).toContain(JSON.stringify(exampleOf(operation.body.schema)))
    }
  })

  test('an example holds what must be there, with a quote that stays inside its word', () => {
    const schema = {
      type: 'object',
      required: ['title', 'kind', 'at'],
      properties: {
        title: { type: 'string', default: "it's" },
        kind: { enum: ['a', 'b'] },
        at: { anyOf: [{ type: 'string', format: 'date-time' }, { type: 'null' }] },
        more: { type: 'string' },
      },
    }
    expect(exampleOf(schema)).toEqual({ title: "it's", kind: 'a', at: '2026-01-31T09:00:00Z' })
    const [first] = all
    if (first === undefined) throw new Error('the document is empty')
    const line = curlOf({ ...first, body: { mediaType: 'application/json', schema } }, 'http://localhost')
    expect(line).toContain(String.raw`it'\''s`)
  })
})
