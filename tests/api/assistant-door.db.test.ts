import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { assistantDesk, listing, type AssistantDesk } from './assistant-desk.ts'

let desk: AssistantDesk
beforeAll(async () => {
  desk = await assistantDesk()
})
afterAll(() => desk.stop())

describe('U60 the door for assistants', () => {
  test('U60 an owner shuts assistants out at once, and lets them in again', async () => {
    const { ask } = await desk.assistant()
    await desk.setDoor(false)
    const off = await desk.post(listing)
    expect([off.status, JSON.parse(off.text)]).toMatchObject([403, { reason: 'assistants_off' }])
    await expect(ask('list_incidents')).rejects.toThrow()
    expect((await desk.api.call('listIncidents')).status).toBe(200)
    await desk.setDoor(true)
    expect((await ask('list_incidents')).isError).toBe(false)
    expect((await desk.leaves()).map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['assistant.admit', 'assistant.bar']),
    )
  })

  test('U60 a page of another site, a made-up key and a cookie get nothing', async () => {
    for (const origin of ['https://evil.example', 'null', `${desk.server.url}.evil.example`])
      expect((await desk.post(listing, { origin })).status).toBe(403)
    expect((await desk.post(listing, { origin: desk.server.url })).status).toBe(200)
    for (const authorization of ['Bearer mk_wrong', `Bearer mk_${'A'.repeat(43)}`, 'Basic eDp5']) {
      const answer = await desk.post(listing, { authorization })
      expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="muster"'])
    }
    const cookie = await fetch(`${desk.server.url}/mcp`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: 'muster.session_token=abc' },
      body: listing,
    })
    expect(cookie.status).toBe(401)
    await expect(desk.assistant(`mk_${'A'.repeat(43)}`)).rejects.toThrow()
    const { row, secret } = await desk.keyWith(['incident.read'])
    await desk.house.wall.inTenant(desk.server.tenantId, ({ $client }) =>
      $client.query('update app.api_key set revoked_at = now() where id = $1', [row.id]),
    )
    expect((await desk.post(listing, { authorization: `Bearer ${secret}` })).status).toBe(401)
  })

  test.each([
    ['no JSON', '{"jsonrpc":', 400],
    ['nothing', '', 400],
    ['many messages at once', `[${listing},${listing}]`, 400],
    ['many messages after blanks', ` \n[${listing}]`, 400],
    ['no version', '{"id":1,"method":"tools/list"}', 400],
    ['another version', '{"jsonrpc":"1.0","id":1,"method":"tools/list"}', 400],
    ['a number', '7', 400],
    ['too much', JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'x'.repeat(70_000) }), 413],
  ])('U60 a program that sends %s is refused in good order', async (_what, body, status) => {
    const answer = await desk.post(body)
    expect([answer.status, /node_modules|\.[tm]s:/.test(answer.text)]).toEqual([status, false])
  })

  test('U60 a program that asks for what is not there, or wrongly, hears what is wrong', async () => {
    const call = (params: unknown) =>
      desk.post(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params }))
    const unknown = await desk.post(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'no/such' }))
    expect(unknown.text).toContain('-32601')
    expect((await call({ name: 'drop_tables', arguments: {} })).text).toContain('-32602')
    expect((await call({ name: '__proto__' })).text).toContain('-32602')
    const { ask } = await desk.assistant()
    for (const asked of [{ id: 'x' }, { id: 1 }, {}, { id: null, tenant: desk.server.tenantId }])
      expect(await ask('read_incident', asked)).toMatchObject({
        isError: true,
        words: expect.stringMatching(/^Refused \(invalid\)/),
      })
    expect((await ask('list_incidents', { limit: 5000 })).words).toContain('limit')
    expect(
      (await ask('declare_incident', { title: 'x', kind: 'other', severity: 'S1', circle: {} })).isError,
    ).toBe(true)
    const listen = await desk.post(
      JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'subscriptions/listen', params: {} }),
    )
    expect(listen.text).toContain('"error"')
    for (const method of ['GET', 'DELETE'])
      expect(
        (
          await fetch(`${desk.server.url}/mcp`, {
            method,
            headers: { authorization: `Bearer ${desk.server.apiKey}` },
          })
        ).status,
      ).toBe(405)
    const text = await desk.post(listing, { 'content-type': 'text/plain' })
    expect(text.status).toBe(415)
  })
})
