import { expect, test } from 'vitest'
import type { RequestTemplate } from '../contract.ts'
import { presets } from '../content/presets.ts'
import { buildRequest, hiddenSecret, ownBlanks, requestLine, templateFaults } from './template.ts'

const plain: RequestTemplate = {
  method: 'GET',
  address: 'https://tool.example/v1/{{value}}/report?by={{person}}&key={{secret}}',
  headers: [],
  bodyKind: 'none',
  body: '',
}
const values = { value: 'a', person: 'b', secret: 'c' }

test('a value stays in the place that its owner gave it, whatever an attacker wrote into it', () => {
  const nasty = 'x/../../admin?all=1#&y=ü"\r\n {{secret}}'
  const { url } = buildRequest(plain, { value: nasty, person: nasty, secret: 's&=' })
  const { origin, pathname, searchParams, hash } = new URL(url)
  expect([origin, hash]).toEqual(['https://tool.example', ''])
  expect(pathname.split('/')).toHaveLength(4)
  expect(decodeURIComponent(pathname.split('/')[2] ?? '')).toBe(nasty)
  expect(Object.fromEntries(searchParams)).toEqual({ by: nasty, key: 's&=' })

  const json = buildRequest(
    { ...plain, method: 'POST', bodyKind: 'json', body: '{"a":["{{value}} seen"],"n":1,"t":true}' },
    { ...values, value: nasty },
  )
  expect(JSON.parse(json.body ?? '')).toEqual({ a: [`${nasty} seen`], n: 1, t: true })
  const form = buildRequest(
    { ...plain, method: 'POST', bodyKind: 'form', body: 'ip={{value}}&days=90' },
    { ...values, value: nasty },
  )
  expect(Object.fromEntries(new URLSearchParams(form.body))).toEqual({ ip: nasty, days: '90' })
  expect(form.headers).toMatchObject({ 'Content-Type': 'application/x-www-form-urlencoded' })
})

test.each(['.', '..'])('a value of %s does not climb in the path', (value) => {
  expect(() => buildRequest(plain, { ...values, value })).toThrow('cannot stand in an address')
})

test('a value cannot begin a header of its own', () => {
  const headed = { ...plain, headers: [{ name: 'X-Note', value: 'About {{value}}' }] }
  expect(buildRequest(headed, values).headers['X-Note']).toBe('About a')
  expect(() => buildRequest(headed, { ...values, value: 'x\r\nHost: evil' })).toThrow('X-Note')
  expect(() => buildRequest(headed, { ...values, value: 'ü' })).toThrow('plain letters')
})

test('whoever runs it hears which blanks are empty', () => {
  expect(() => buildRequest(plain, { person: 'b', secret: 'c' })).toThrow('{{value}}')
  const own = { ...plain, address: 'https://tool.example/{{device_id}}/{{value}}' }
  expect(ownBlanks(own)).toEqual(['device_id'])
})

test('what people read of a request holds no secret', () => {
  const hidden = { ...plain, address: 'https://tool.example/{{value}}?k={{secret|base64}}' }
  expect(requestLine(hidden, values)).toBe(`GET https://tool.example/a?k=${hiddenSecret}`)
  expect(requestLine(plain, { value: 'a' })).toBeUndefined()
})

test('values are written as base64 where a program wants them so', () => {
  const encoded = {
    ...plain,
    address: 'https://tool.example/urls/{{value|base64url}}',
    headers: [{ name: 'Authorization', value: 'Basic {{secret|base64}}' }],
  }
  const { url, headers } = buildRequest(encoded, { value: 'http://ü?>.example/', secret: 'key:pass' })
  const id = new URL(url).pathname.split('/')[2] ?? ''
  expect(Buffer.from(id, 'base64url').toString()).toBe('http://ü?>.example/')
  expect(id).not.toMatch(/[+/=]/)
  expect(headers['Authorization']).toBe(`Basic ${Buffer.from('key:pass').toString('base64')}`)
})

test.each<[string, Partial<RequestTemplate>]>([
  ['address', { address: 'https://{{value}}/x' }],
  ['address', { address: 'https://user:pass@tool.example/' }],
  ['address', { address: 'https://tool.example/#x' }],
  ['address', { address: 'file:///etc/passwd' }],
  ['address', { address: 'https:/host/x' }],
  ['address', { address: 'https:host' }],
  ['address', { address: 'https:///{{value}}/x' }],
  ['address', { address: 'https://tool.example/{{constructor}}' }],
  ['headers', { headers: [{ name: 'X-Api-Key', value: '{{secret_two}}' }] }],
  ['body', { method: 'POST', bodyKind: 'form', body: '{{value}}=1' }],
  ['address', { address: 'https://tool.example/{{Value Two}}' }],
  ['address', { address: 'https://tool.example/{{value|exec}}' }],
  ['headers', { headers: [{ name: 'Host', value: 'x' }] }],
  ['headers', { headers: [{ name: 'Content-Length', value: '1' }] }],
  ['headers', { headers: [{ name: 'X-Api-Key', value: 'written-in-the-open' }] }],
  ['body', { method: 'POST', bodyKind: 'json', body: '{"a": {{value}}}' }],
  ['body', { method: 'POST', bodyKind: 'json', body: '{"{{value}}": 1}' }],
  ['bodyKind', { bodyKind: 'json', body: '{}' }],
])('an owner hears that the %s cannot be used: %j', (path, change) => {
  expect(templateFaults({ ...plain, ...change }).map((fault) => fault.path)).toContain(path)
})

test.each(presets.map((preset) => [preset.key, preset] as const))(
  'the preset %s makes a request from a trace and a key',
  (_key, { server, ...preset }) => {
    const address = preset.address.replace('https://SERVER', `https://${server ? 'own.example' : 'SERVER'}`)
    const template = { ...preset, address }
    expect(templateFaults(template)).toEqual([])
    const own = Object.fromEntries(ownBlanks(template).map((name) => [name, 'x']))
    const all = {
      ...values,
      ...own,
      kind: 'ipv4',
      reason: 'r',
      'incident.number': '1',
      'incident.id': 'i',
      now: 'n',
    }
    expect(buildRequest(template, all).url).toMatch(/^https:\/\//)
    expect(preset.readOn).toMatch(/^\d{4}-\d{2}-\d{2}$/)
  },
)
