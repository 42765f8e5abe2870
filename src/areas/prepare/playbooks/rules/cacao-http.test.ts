import { join } from 'node:path'
import { expect, test } from 'vitest'
import { validatorOf } from '../../../../../tests/cacao-schema.ts'
import { noTestData, testData } from '../../../../../tests/data.ts'
import { playbookFor } from '../public.ts'
import type { ToldConnection } from './cacao-http.ts'
import type { Loose } from './loose.ts'
import { readCacao } from './read-cacao.ts'
import { writeCacao } from './write-cacao.ts'

const wanted = { as: 'malicious-download', today: '2026-11-21' } as const
const place = { key: 'k', tenantId: 't', publishedAt: '2026-11-21T08:00:00.000Z' }

test('U20 the request of a step goes out as an http-api command without its secret, comes back, and an import says where it is not defined', (context) => {
  const folder = testData('cacao')
  if (folder === undefined) return context.skip(noTestData('cacao'))
  const own = playbookFor('ransomware')
  const [first, ...rest] = own.phases.contain
  if (first === undefined) throw new Error('ransomware is contained')
  const connection = {
    id: '0190a0a0-0000-7000-8000-00000000000a',
    name: 'Isolate',
    values: { device: 'a/"b' },
  }
  const playbook = { ...own, phases: { ...own.phases, contain: [{ ...first, connection }, ...rest] } }
  const told: ToldConnection = {
    ...{ method: 'POST', address: 'https://edr.example/{{device}}/isolate', bodyKind: 'json' },
    headers: [{ name: 'Authorization', value: 'Bearer {{secret}}' }],
    body: '{"device": "{{device}}", "why": "{{reason}}"}',
  }
  const connections = new Map([[connection.id, told]])
  const file = writeCacao(playbook, { ...place, connections })
  const validate = validatorOf(join(folder, 'schemas-oasis-open.tar.gz'))
  expect([validate(file), validate.errors]).toEqual([true, null])
  const text = JSON.stringify(file)
  const { workflow } = JSON.parse(text) as { workflow: Record<string, { commands?: Loose[] }> } // just written
  const commands = Object.values(workflow).flatMap((step) => step.commands ?? [])
  expect(commands.filter(({ type }) => type === 'http-api')).toMatchObject([
    {
      command: 'POST https://edr.example/a%2F%22b/isolate HTTP/1.1',
      headers: { Authorization: ['Bearer __secret__:value'] },
      content: '{"device": "a/\\"b", "why": "__reason__:value"}',
      description: expect.stringContaining('Not part of this file: the secret'),
    },
  ])
  const known = { ...wanted, as: own.id, shipped: playbookFor, connections: new Set([connection.id]) }
  const back = readCacao(text, known)
  expect([back.draft, back.report.remarks]).toEqual([playbook, []])
  const elsewhere = readCacao(text, { ...known, connections: new Set<string>() })
  expect(elsewhere.report.remarks.map(({ what, sentence }) => [what, sentence])).toEqual([
    ['lost', expect.stringContaining('“Isolate”, which is not defined here')],
  ])
})
