/** `npm run soak -- uploads`: eight files of 5 GB sent at once in parts, killed in between, in at most 250 MB. */
import { kill, makeOrganisation, newPlace, startServer } from '../crash/server-process.ts'
import { peakMemory, uploader } from '../crash/uploader.ts'

const count = Number(process.env['SOAK_FILES'] ?? 8)
const size = Number(process.env['SOAK_BYTES'] ?? 5_000_000_000)
const limit = 250_000_000
process.stdout.write(
  `${count} files of ${size} bytes; the disk needs ${Math.ceil((count * size * 2.1) / 1e9)} GB (SOAK_FILES and SOAK_BYTES choose others)\n`,
)

const place = await newPlace()
try {
  process.exitCode = (await trial()) ? 0 : 1
} finally {
  await place.remove()
}

async function trial(): Promise<boolean> {
  const started = performance.now()
  const first = await startServer(place)
  const client = uploader(place, await makeOrganisation(place, 'Soak'))
  const incident = await client.incident()
  const sendings = await Promise.all(
    Array.from({ length: count }, (_, n) => client.begin(incident, size, `soak ${n}`)),
  )
  await Promise.all(sendings.map((sending, n) => client.send(sending, (sent) => sent >= (size * n) / count)))
  const firstPeak = peakMemory(first.child.pid) ?? 0
  await kill(place, first, true)
  const second = await startServer(place)
  await Promise.all(sendings.map((sending) => client.send(sending)))
  const sealed = await Promise.all(sendings.map((sending) => client.finish(sending)))
  const peak = Math.max(firstPeak, peakMemory(second.child.pid) ?? 0)
  const right = sealed.filter(({ isRight }) => isRight).length
  process.stdout.write(
    `${right} of ${count} sealed with the right hash after ${Math.round((performance.now() - started) / 1000)} s; ` +
      `the server took ${Math.round(peak / 1e6)} MB at most.\n`,
  )
  return right === count && peak <= limit
}
