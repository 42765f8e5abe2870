import * as z from 'zod'
import { expect, test } from 'vitest'
import { endpoint } from '../base/endpoint.ts'
import { downloadUrl, wireRequest } from './request.ts'

const note = endpoint({
  name: 'addNote',
  method: 'POST',
  path: '/incidents/{id}/timeline',
  permission: 'incident.note',
  summary: 'Note',
  input: z.strictObject({ id: z.string(), text: z.string(), at: z.string().optional() }),
  output: z.unknown(),
})
const list = endpoint({
  name: 'list',
  method: 'GET',
  path: '/incidents',
  permission: 'incident.read',
  summary: 'List',
  input: z.strictObject({ q: z.string().optional(), state: z.array(z.string()).optional() }),
  output: z.unknown(),
})
const seal = endpoint({
  name: 'seal',
  kind: 'upload',
  method: 'POST',
  path: '/incidents/{id}/evidence',
  permission: 'evidence.add',
  summary: 'Seal',
  headerInput: { field: 'about', header: 'Muster-Evidence' },
  input: z.strictObject({ id: z.string(), about: z.object({ name: z.string() }) }),
  output: z.unknown(),
})

test('a caller finds path fields in the path, the rest in the body, and the tenant in its header', () => {
  const request = wireRequest(note, { id: 'a/b', text: 'Hello', at: undefined }, 'hofer')

  expect(request.url).toBe('/api/v1/incidents/a%2Fb/timeline')
  expect(JSON.parse(request.body ?? '')).toEqual({ text: 'Hello' })
  expect(request.headers).toMatchObject({ 'muster-tenant': 'hofer', 'content-type': 'application/json' })
})

test('a caller cannot leave a path field empty and so reach another address', () => {
  expect(() => wireRequest(note, { id: '', text: 'x' }, 'hofer')).toThrow('addNote needs id')
})

test('a caller cannot break out of the path with a replacement pattern', () => {
  expect(wireRequest(note, { id: "$'$&", text: 'x' }, undefined).url).toBe(
    "/api/v1/incidents/%24'%24%26/timeline",
  )
})

test('a reader finds filters in the query, lists as repeated fields', () => {
  const request = wireRequest(list, { q: 'a&b', state: ['open', 'closed'] }, undefined)

  expect(request.url).toBe('/api/v1/incidents?q=a%26b&state=open&state=closed')
  expect(request.body).toBeUndefined()
})

test('a responder can describe evidence in any script, since the header stays ASCII', () => {
  const request = wireRequest(seal, { id: '1', about: { name: 'Übung \u{1F525}\r\n' } }, 'hofer')

  const header = request.headers['muster-evidence'] ?? ''
  expect(header).toMatch(/^[ -~]+$/)
  expect(JSON.parse(header)).toEqual({ name: 'Übung \u{1F525}\r\n' })
})

test('a link to a download names its tenant in the query', () => {
  expect(downloadUrl(list, { q: 'x' }, 'hofer')).toBe('/api/v1/incidents?q=x&tenant=hofer')
})
