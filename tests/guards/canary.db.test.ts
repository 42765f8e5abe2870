import { EventEmitter, once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { acting } from './town/company.ts'
import { examples } from './town/requests.ts'
import { endpoints, town, type Standing, type Town } from './town/town.ts'

const asking = ['owner', 'key', 'auditor', 'nobody'] as const

describe('what leaves the house', () => {
  let place: Town
  let live: Following
  beforeAll(async () => {
    place = await town(asking)
    live = await following(place, 'owner')
    await driveEverything()
    await closeOne(place, 'stranger')
    const closed = await closeOne(place, 'owner')
    await live.heard(closed)
  })
  afterAll(async () => {
    await live?.stop()
    await place?.stop()
  })

  test('no byte that left for one organisation holds a word or an id of the other', () => {
    const { away } = place
    const words = [
      away.marker,
      ...inBase64(away.marker),
      away.tenantId,
      away.owner.memberId,
      ...Object.values(away.ids),
    ]
    const left = place.answers.map(({ text }) => unpacked(text))
    expect(left.length).toBeGreaterThan(100)
    expect(leaks([...left, live.text()], words)).toEqual([])
  })

  test('the sweep sees: what belongs to the organisation itself did leave', () => {
    const left = place.answers.map(({ text }) => unpacked(text))
    expect(leaks(left, [place.home.marker]).length).toBeGreaterThan(20)
    expect(live.text()).toContain(place.home.ids.incident.slice(0, 8))
  })

  test('no secret that people were given is repeated in an answer or stands in the log', async () => {
    const lines = [...place.answers.map(({ text }) => text), ...place.logged, live.text()]
    expect(place.logged.length).toBeGreaterThan(0)
    expect(leaks(lines, [...place.secrets, ...(await keyForms())])).toEqual([])
  })

  /** Every endpoint, on things of its own and on those that hold the marker: no screen and no export is left out. */
  async function driveEverything(): Promise<void> {
    for (const endpoint of endpoints) {
      const example = examples[endpoint.name]
      if (example === undefined) continue
      for (const standing of asking) await place.send(endpoint, example.standing(place.home), standing)
      // What only reads has said of the standing things all that it can say.
      if (!endpoint.readOnly) await place.send(endpoint, await example.fresh(place.site('owner')), 'owner')
    }
  }
})

/** One more case is opened and closed; the live feed of that organisation tells its followers, and nobody else. */
async function closeOne(place: Town, standing: 'owner' | 'stranger'): Promise<string> {
  const company = standing === 'owner' ? place.home : place.away
  const act = acting(place.house, company.owner)
  const { id } = await act('openIncident', { title: company.marker, kind: 'ransomware', severity: 'S3' })
  await act('gradeControl', { id, control: 'backup', grade: 'worked' })
  await act('closeIncident', { id, summary: company.marker, initialVector: 'unknown' })
  return String(id)
}

/** Follows the live feed as a browser does, from the first event on. */
async function following(place: Town, standing: Standing): Promise<Following> {
  const stop = new AbortController()
  const response = await fetch(`${place.base}/api/v1/live`, {
    headers: { ...place.people.get(standing)?.headers, 'last-event-id': '-1' },
    signal: stop.signal,
  })
  let text = ''
  const told = new EventEmitter()
  const reading = (async () => {
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk as Uint8Array).toString('latin1') // what a body streams
      told.emit('more')
    }
  })().catch(() => {})
  return {
    text: () => text,
    async heard(word) {
      while (!text.includes(word)) await once(told, 'more')
    },
    async stop() {
      stop.abort()
      await reading
    },
  }
}

interface Following {
  text(): string
  /** Resolves once this word has come. */
  heard(word: string): Promise<void>
  stop(): Promise<void>
}

function leaks(texts: readonly string[], words: readonly string[]): string[] {
  return texts.flatMap((text) =>
    words.filter((word) => text.includes(word)).map((word) => `${word} in: ${text.slice(0, 300)}`),
  )
}

/** What a PDF holds in its compressed parts, attached files among them, beside what is plain to see. */
function unpacked(answer: string): string {
  if (!answer.includes('%PDF-')) return answer
  const parts = [...answer.matchAll(/stream\r?\n([\s\S]*?)endstream/g)].map(([, packed = '']) => {
    try {
      return inflateSync(Buffer.from(packed, 'latin1')).toString('latin1')
    } catch {
      return ''
    }
  })
  return [answer, ...parts].join('\n')
}

/** What of a word survives in base64 wherever it begins: the part that hangs on whole triples of its bytes. */
function inBase64(word: string): string[] {
  return [0, 1, 2].map((shift) =>
    Buffer.from(' '.repeat(shift) + word)
      .toString('base64')
      .slice(4, 36),
  )
}

/** The key files in each form in which they might get out. */
async function keyForms(): Promise<string[]> {
  const folder = inject('keysFolder')
  const secret = ['auth.secret', 'context.key', 'evidence.key', 'ledger-signing.pem']
  const texts = await Promise.all(secret.map((name) => readFile(join(folder, name), 'latin1')))
  return texts.flatMap((text) => {
    const body = text.replaceAll(/-----[A-Z ]+-----/g, '').trim()
    const bytes = Buffer.from(body, 'base64')
    return [body, bytes.toString('hex'), bytes.toString('base64url'), bytes.toString('latin1')]
  })
}
