import { beforeEach, expect, test, vi } from 'vitest'
import { CallError, type CallErrorKind } from '../../../../../ui/call-error.ts'
import { call } from '../../../../../ui/client.ts'
import { capture } from '../../contract/captures.ts'
import { fateOf, lineOf, sendLine, sendUnsent } from './unsent-send.ts'
import { allUnsent, dropUnsent, keepUnsent, wipeUnsent, type UnsentLine } from './unsent-store.ts'

const person = 'vera@harbour.example'
const incidentId = '01932f5a-7c00-7000-8000-000000000001'
interface Answer {
  readonly status: number
}
const taken = { status: 201, outcome: 'kept', saidAt: '2026-01-01T00:00:00Z' }
const refused = { status: 422, kind: 'invalid', detail: 'The incident is closed.' }
const broken = { status: 500, kind: 'error', detail: 'Something broke.' }

/** What came, in order; `answer` says what it is answered with, as soon as that is known. */
let came: string[] = []
let answer: (words: string) => Promise<Answer> | Answer

beforeEach(async () => {
  // The answers of a server, behind the browser's own way of asking: a unit test has no page to ask from.
  vi.stubGlobal('fetch', async (_path: string, { body, signal }: { body: string; signal: AbortSignal }) => {
    const words: string = JSON.parse(body).captured.text
    came.push(words)
    const cut = new Promise<never>((_resolve, reject) =>
      signal.addEventListener('abort', () => reject(new Error('cut'))),
    )
    const { status, ...given } = await Promise.race([answer(words), cut])
    return new Response(JSON.stringify(given), { status })
  })
  for (const line of await allUnsent()) await dropUnsent(line.clientId)
  came = []
  answer = () => taken
})

test('a lead whose server is slow sends a line once, whoever looks meanwhile for what waits', async () => {
  let release: () => void = () => {}
  answer = () => new Promise<Answer>((resolve) => (release = () => resolve(taken)))

  const sending = sendLine(lineWith('The lights went out'))
  await vi.waitFor(() => expect(came).toHaveLength(1))
  await sendUnsent(person)
  release()

  expect(await sending).toMatchObject({ outcome: 'kept' })
  expect(came).toEqual(['The lights went out'])
  expect(await allUnsent()).toEqual([])
})

test('a lead whose line is refused has it in the form and not in the list beside', async () => {
  answer = () => refused

  const sending = sendLine(lineWith('Too late'))
  await Promise.all([expect(sending).rejects.toThrow('The incident is closed.'), sendUnsent(person)])

  expect(await allUnsent()).toEqual([])
})

test('a line that the server chokes on waits, and holds up none behind it', async () => {
  for (const words of ['chokes', 'refused', 'fine']) await keepUnsent(lineWith(words))
  answer = (words) => ({ fine: taken, chokes: broken })[words] ?? refused

  expect(await sendUnsent(person)).toHaveLength(1)

  const left = (await allUnsent()).map((line) => [line.captured, line.refusal])
  expect(left).toEqual([
    [expect.objectContaining({ text: 'chokes' }), undefined],
    [expect.objectContaining({ text: 'refused' }), 'The incident is closed.'],
  ])
})

test('a line that its writer throws away while others are sent is not sent any more', async () => {
  const [first, second] = [lineWith('first'), lineWith('second')]
  await keepUnsent(first)
  await keepUnsent(second)
  answer = async () => {
    await dropUnsent(second.clientId)
    return taken
  }

  await sendUnsent(person)

  expect(came).toEqual(['first'])
})

test('one person who signs out leaves the waiting lines of another at this browser alone', async () => {
  await keepUnsent(lineWith('mine'))
  await keepUnsent({ ...lineWith('hers'), person: 'ada@harbour.example' })

  await wipeUnsent(person)

  expect((await allUnsent()).map((line) => line.person)).toEqual(['ada@harbour.example'])
})

test('a lead before a dead connection is told so after the time that was set, and can go on', async () => {
  answer = () => new Promise<Answer>(() => {})
  const { clientId, saidAt, captured } = lineWith('Nobody hears')
  const input = { id: incidentId, clientId, saidAt, sentAt: saidAt, captured }

  const asked = call(capture, input, { tenant: 'harbour', patienceMs: 1 })

  await expect(asked).rejects.toMatchObject({ kind: 'offline' })
})

test.each<[CallErrorKind, ReturnType<typeof fateOf>]>([
  ['offline', 'no_way'],
  ['unavailable', 'no_way'],
  ['too_many', 'no_way'],
  ['unauthenticated', 'no_way'],
  ['error', 'later'],
  ['invalid', 'refused'],
  ['forbidden', 'refused'],
])('a line that fails with %s is %s', (kind, fate) => {
  expect(fateOf(new CallError(kind, ''))).toBe(fate)
})

test('a line waits for the second factor of its writer', () => {
  expect(fateOf(new CallError('forbidden', '', { reason: 'mfa_required' }))).toBe('no_way')
})

function lineWith(words: string): UnsentLine {
  const captured = { kind: 'note' as const, text: words, mentions: [] }
  return lineOf({ tenant: 'harbour', person, incidentId, number: 1, captured })
}
