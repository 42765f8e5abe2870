import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { processesIn } from '../../src/platform/database/embedded/process-facts.ts'
import { launchServer, makeOrganisation, newPlace, startServer, type Place } from '../crash/server-process.ts'
import { openApiClient } from './open-api-client.ts'

describe('an operator', () => {
  let place: Place
  beforeEach(async () => {
    place = await newPlace()
  })
  afterEach(() => place.remove())

  test.each(['SIGINT', 'SIGTERM'] as const)(
    'who stops the server with %s leaves no process and loses nothing',
    async (name) => {
      const server = await startServer(place)
      const { apiKey } = await makeOrganisation(place, 'Harbour Bakery')
      const api = await openApiClient(place.url, `Bearer ${apiKey}`)
      const { body } = await api.call('openIncident', { title: 'Before', kind: 'other', severity: 'S3' })

      server.child.kill(name)
      expect(await server.ended).toBe(0)
      expect(await processesIn(place.cluster)).toEqual([])

      const next = await startServer(place)
      expect((await api.call('getIncident', { id: body['id'] })).body).toMatchObject({
        title: 'Before',
        number: 1,
      })
      next.child.kill('SIGTERM')
      expect(await next.ended).toBe(0)
    },
  )

  test('who starts a second server on the same folder reads why not, and the first one goes on', async () => {
    const first = await startServer(place)

    const second = launchServer(place)
    const how = await second.ended

    expect(how).toBe(1)
    expect(second.output()).toMatch(/already|another|in use/i)
    expect(second.output()).not.toMatch(/\n\s+at /)
    expect((await fetch(`${place.url}/healthz`)).status).toBe(200)
    first.child.kill('SIGTERM')
    expect(await first.ended).toBe(0)
  })
})
