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
})

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
  const resting = peakMemory(second.child.pid)
  const after = await Promise.all(sendings.map(async (sending) => (await client.arrivedOf(sending)).arrived))
  expect(after).toEqual(before)
  await Promise.all(sendings.map((sending) => client.send(sending)))
  const sealed = await Promise.all(sendings.map((sending) => client.finish(sending)))

  expect(sealed.map(({ isRight }) => isRight)).toEqual(sendings.map(() => true))
  const peak = peakMemory(second.child.pid)
  // Beside other tests the engine collects late, so what is judged here is a share of what was sent: whoever held the
  // files would take all of it. The bar of 250 MB for the whole server stands in the soak, where nothing else runs.
  if (peak !== undefined && resting !== undefined)
    expect(peak - resting).toBeLessThan(0.8 * sendings.reduce((sum, sending) => sum + sending.size, 0))
})
