import { timesOf, type Row } from './figures.ts'
import type { HttpClient } from './http.ts'

/** How long until a second client, and until each of many, has heard of a note. */
export async function measureLive(
  http: HttpClient,
  incident: string,
  turns: number,
  crowd: number,
): Promise<Row[]> {
  return [await oneViewer(http, incident, turns), await manyViewers(http, incident, crowd)]
}

async function oneViewer(http: HttpClient, incident: string, turns: number): Promise<Row> {
  const millis: number[] = []
  let heard = () => {}
  const leave = await http.follow('/api/v1/live', (data) => {
    if (data.includes('note.add')) heard()
  })
  for (let turn = 0; turn < turns; turn++) {
    const started = performance.now()
    const arrived = new Promise<void>((resolve) => (heard = resolve))
    await Promise.all([note(http, incident), arrived])
    millis.push(performance.now() - started)
  }
  leave()
  const times = timesOf(millis)
  return {
    what: 'live update to a second client, from before the write is sent',
    ours: `${times.p50.toFixed(1)} / ${times.p95.toFixed(1)} ms`,
    raw: '',
    ratio: '',
    bar: 'p95 ≤ 300 ms',
    isMet: times.p95 <= 300,
  }
}

async function manyViewers(http: HttpClient, incident: string, crowd: number): Promise<Row> {
  const millis: number[] = []
  let [started, missing] = [0, 0]
  let all = () => {}
  const onData = (data: string) => {
    if (!data.includes('note.add')) return
    millis.push(performance.now() - started)
    if ((missing -= 1) === 0) all()
  }
  const leaving: (() => void)[] = []
  for (let n = 0; n < crowd; n += 50) {
    const some = Array.from({ length: Math.min(50, crowd - n) }, async () =>
      http.follow('/api/v1/live', onData),
    )
    leaving.push(...(await Promise.all(some)))
  }
  const notes = 20
  for (let turn = 0; turn < notes; turn++) {
    missing = crowd
    const everybody = new Promise<void>((resolve) => (all = resolve))
    started = performance.now()
    await Promise.all([note(http, incident), everybody])
  }
  for (const leave of leaving) leave()
  const times = timesOf(millis)
  return {
    what: `live update to ${crowd} viewers of one incident, none missed in ${notes} notes`,
    ours: `${times.p50.toFixed(0)} / ${times.p95.toFixed(0)} ms`,
    raw: '',
    ratio: '',
    bar: '1,000 viewers, p95 ≤ 300 ms',
    isMet: millis.length === crowd * notes && times.p95 <= 300,
  }
}

async function note(http: HttpClient, incident: string): Promise<void> {
  const body = JSON.stringify({ kind: 'note', text: 'Seen by all' })
  const { status, text } = await http.ask('POST', `/api/v1/incidents/${incident}/timeline`, body)
  if (status !== 201) throw new Error(`The note was answered ${status}: ${text.slice(0, 300)}`)
}
