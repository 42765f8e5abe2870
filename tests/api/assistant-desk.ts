import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { letAssistantsIn } from '../../src/areas/register/people/actions/keys.ts'
import { createApiKeyFor } from '../../src/areas/register/people/public/keys.ts'
import type { KeyScope } from '../../src/base/permissions.ts'
import { asSystem, perform } from '../../src/platform/action.ts'
import { readStream, tenantStreams } from '../../src/platform/ledger/read.ts'
import { openApiClient } from './open-api-client.ts'
import { served } from './served.ts'

/** One message, as any program could send it. */
export const listing = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} })

/** The whole program with its door for assistants open, and what its tests ask of it. */
export async function assistantDesk() {
  const server = await served()
  const { house } = server.opened
  const api = await openApiClient(server.url, `Bearer ${server.apiKey}`)

  const setDoor = async (isOpen: boolean, tenantId = server.tenantId) => {
    const actor = { kind: 'system', tenantId, ref: 'system', name: 'Test' } as const
    await perform(house, letAssistantsIn, actor, { input: { isOpen } })
  }
  await setDoor(true)

  /** The real client of the protocol, over HTTP; `legacy` as programs of 2025 speak it. */
  const assistant = async (secret = server.apiKey, mode: 'auto' | 'legacy' = 'auto') => {
    const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode } })
    const transport = new StreamableHTTPClientTransport(new URL(`${server.url}/mcp`), {
      requestInit: { headers: { authorization: `Bearer ${secret}` } },
    })
    await client.connect(transport)
    const ask = async (name: string, asked: Record<string, unknown> = {}) => {
      const { content, isError } = await client.callTool({ name, arguments: asked })
      const [first] = content
      return { words: first?.type === 'text' ? first.text : '', isError: isError === true }
    }
    const names = async () => (await client.listTools()).tools.map(({ name }) => name)
    return { client, ask, names }
  }

  return {
    server,
    house,
    api,
    setDoor,
    assistant,
    stop: () => server.stop(),
    keyWith: async (scopes: readonly KeyScope[], tenantId = server.tenantId, name = 'Assistant') =>
      asSystem(house, tenantId, 'Test', (context) => createApiKeyFor(context, { name, scopes })),
    post: async (body: string, headers: Record<string, string> = {}) => {
      const answer = await fetch(`${server.url}/mcp`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/json, text/event-stream',
          authorization: `Bearer ${server.apiKey}`,
          ...headers,
        },
        body,
      })
      return { status: answer.status, text: await answer.text(), headers: answer.headers }
    },
    leaves: async (stream?: string) =>
      house.wall.inTenant(server.tenantId, async ({ $client }) => {
        const { audit } = await tenantStreams($client)
        return readStream($client, { stream: stream ?? audit, limit: 1000, order: 'newest' })
      }),
    newIncident: async (title: string): Promise<string> => {
      const made = await api.call('openIncident', { title, kind: 'ransomware', severity: 'S2' })
      if (made.status !== 201) throw new Error(`No incident: ${made.status}`)
      return String(made.body['id'])
    },
  }
}

export type AssistantDesk = Awaited<ReturnType<typeof assistantDesk>>
