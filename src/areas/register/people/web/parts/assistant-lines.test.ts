import { expect, test } from 'vitest'
import { assistantLines, isLoopback } from './assistant-lines.ts'

test('U60 an owner pastes lines that are whole JSON, with the address and the key in each', () => {
  const url = 'https://muster.lan:8420/mcp'
  const lines = assistantLines(url, 'mk_secret')
  const own = { type: 'http', url, headers: { Authorization: 'Bearer mk_secret' } }
  expect(JSON.parse(lines.json)).toEqual({ mcpServers: { muster: own } })
  expect(JSON.parse(lines.desktop)).toMatchObject({
    mcpServers: { muster: { command: 'npx', env: { MUSTER_KEY: 'Bearer mk_secret' } } },
  })
  expect(lines.command).toContain(`${url} --header "Authorization: Bearer mk_secret"`)
})

test('U60 an address without encryption is said to be one only where it leaves this computer', () => {
  expect(assistantLines('http://10.0.0.5:8420/mcp', 'x').desktop).toContain('--allow-http')
  expect(assistantLines('http://localhost:8420/mcp', 'x').desktop).not.toContain('--allow-http')
  expect([isLoopback('http://localhost:1/mcp'), isLoopback('https://muster.lan/mcp')]).toEqual([true, false])
})
