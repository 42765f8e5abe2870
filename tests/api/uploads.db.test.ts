import { afterAll, expect, test } from 'vitest'
import {
  kill,
  makeOrganisation,
  newPlace,
  startServer,
  type Place,
  type ServerProcess,
} from '../crash/server-process.ts'
import { peakMemory, uploader } from '../crash/uploader.ts'

let place: Place | undefined
let running: ServerProcess | undefined
afterAll(async () => {
  if (place !== undefined && running !== undefined) await kill(place, running, true)
  await place?.remove()
}, 60_000)

/** What `npm run soak -- uploads` shows for eight files of 5 GB, here for eight of 17 MB. */
test('eight files sent at once survive a kill of the server, and take no more memory than a few parts', async () => {
  place = await newPlace()
  const first = await startServer(place)
  const client = uploader(place, await makeOrganisation(place, 'Harbour Bakery'))
  const incident = await client.incident()
  const size = 17_000_000
  const sendings = await Promise.all(
    Array.from({ length: 8 }, (_, n) => client.begin(incident, size + n, `file ${n}`)),
  )
  await Promise.all(sendings.map((sending, n) => client.send(sending, (sent) => sent >= (n % 3) * 8_388_608)))
  const before = await Promise.all(sendings.map(async (sending) => (await client.arrivedOf(sending)).arrived))
  await kill(place, first, true)

  const second = await startServer(place)
  running = second
  const after = await Promise.all(sendings.map(async (sending) => (await client.arrivedOf(sending)).arrived))
  expect(after).toEqual(before)
  await Promise.all(sendings.map((sending) => client.send(sending)))
  const sealed = await Promise.all(sendings.map((sending) => client.finish(sending)))

  expect(sealed.map(({ isRight }) => isRight)).toEqual(sendings.map(() => true))
  const peak = peakMemory(second.child.pid)
  // The whole server, as an operator sees it: 8 × 5 GB may take no more (docs/decisions/0025).
  if (peak !== undefined) expect(peak / 1e6).toBeLessThan(250)
}, 180_000)
