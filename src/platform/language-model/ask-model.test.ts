import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  modelServer,
  streamed,
  whole,
  type ModelScript,
  type ModelServer,
} from '../../../tests/model-server.ts'
import { ConfigRefused, readConfig } from '../config.ts'
import { createEgress } from '../egress.ts'
import { languageModelOf } from './ask-model.ts'

let server: ModelServer
beforeAll(async () => {
  server = await modelServer()
})
afterAll(() => server.close())

const question = { system: 'Say it.', user: 'The data.' }
const settings = (change: object = {}) => ({
  ...{ url: `${server.base}/chat/completions`, host: 'here', name: 'small', key: undefined },
  ...{ seconds: 30, letters: 16_000, isHere: true },
  ...change,
})
const ask = async (script: ModelScript, change: object = {}) => {
  server.script = script
  return languageModelOf(settings(change), createEgress({ allow: ['127.0.0.1'] })).ask(question)
}

test('U36 an operator’s model is asked once, with the key, two messages and no tool, and answers whole or letter by letter', async () => {
  const said = 'Grüße “so”'
  expect(await ask(whole(said), { key: 'sekrit' })).toEqual({ text: said })
  expect(await ask(streamed(said))).toEqual({ text: said })
  expect(await ask(whole(`<think>\nhm\n</think>\n${said}`))).toEqual({ text: said })
  const [first, second] = server.asked
  expect(first?.path).toBe('POST /v1/chat/completions')
  expect(first?.headers['authorization']).toBe('Bearer sekrit')
  expect(second?.headers['authorization']).toBeUndefined()
  expect(first?.body.messages).toEqual([
    { role: 'system', content: question.system },
    { role: 'user', content: question.user },
  ])
  expect(Object.keys(first?.body ?? {}).toSorted()).toEqual([
    ...['max_tokens', 'messages', 'model', 'response_format', 'stream', 'temperature'],
  ])
})

const answering =
  (status: number, body = '', headers: Record<string, string> = {}): ModelScript =>
  (response) =>
    response.writeHead(status, headers).end(body)
const data = (...parts: readonly unknown[]) =>
  parts.map((part) => `data: ${JSON.stringify(part)}\n\n`).join('')

test.each<[string, string, ModelScript]>([
  ['a server that wants another key', 'key', answering(401)],
  ['a model that is not there', 'unknown_model', answering(404)],
  ['one with too much to do', 'busy', answering(429)],
  ['one that is loading', 'busy', answering(503)],
  ['a question that is too long for it', 'status', answering(400)],
  ['one that sends elsewhere', 'redirect', answering(302, '', { location: 'http://127.0.0.1:1/' })],
  ['one that fails', 'failing', answering(500)],
  [
    'a page of a proxy',
    'unreadable',
    answering(200, '<html>Sign in</html>', { 'content-type': 'text/html' }),
  ],
  ['half of a JSON', 'unreadable', answering(200, '{"choices":[{"mess')],
  ['no choice', 'unreadable', answering(200, '{"choices":[]}')],
  ['an error in place of an answer', 'failing', answering(200, '{"error":{"message":"out of memory"}}')],
  ['an answer that was cut off', 'too_long', whole('{"sentences"', 'length')],
  ['thoughts alone', 'empty', whole('<think>never mind</think>')],
  ['a stream that breaks off', 'broken_off', streamed('half', { ends: false })],
  ['a stream with an error in it', 'failing', answering(200, data({ error: { code: 500 } }))],
  [
    'a stream with an error beside it',
    'failing',
    answering(200, 'error: {"code":500}\n\n', { 'content-type': 'text/event-stream' }),
  ],
  ['a stream of something else', 'unreadable', answering(200, 'data: hello\n\n')],
  [
    'a stream that was cut off',
    'too_long',
    answering(200, data({ choices: [{ delta: { content: 'x' }, finish_reason: 'length' }] })),
  ],
  ['an answer without an end', 'too_long', answering(200, `data: ${'x'.repeat(4 * 1024 * 1024 + 1)}`)],
  ['a line that goes dead', 'broken_off', (response) => void response.destroy()],
])('U36 an operator whose server is %s is told %s', async (_what, trouble, script) => {
  expect(await ask(script)).toEqual({ trouble })
})

test('U36 a model that never ends its answer is given up after its time', async () => {
  const trickle: ModelScript = (response) => {
    response.setHeader('content-type', 'text/event-stream')
    response.write(data({ choices: [{ delta: { content: 'a' } }] }))
  }
  expect(await ask(trickle, { seconds: 0.3 })).toEqual({ trouble: 'broken_off' })
})

test('U36 an operator’s choice opens no address inside but one on the machine itself', async () => {
  const strict = languageModelOf(settings(), createEgress({ allow: [] }))
  expect(await strict.ask(question)).toEqual({ trouble: 'not_listed' })
  const read = (environment: Record<string, string>) => readConfig(environment, '/work').languageModel
  const name = { MUSTER_MODEL: 'small' }
  expect(read({})).toBeUndefined()
  expect(read({ ...name, MUSTER_MODEL_URL: 'http://localhost:11434/v1/' })).toMatchObject({
    ...{ url: 'http://localhost:11434/v1/chat/completions', host: 'localhost:11434', isHere: true },
    ...{ seconds: 120, letters: 16_000, key: undefined },
  })
  const away = { ...name, MUSTER_MODEL_URL: 'https://llm.example/v1/chat/completions' }
  expect(read(away)).toMatchObject({ url: away.MUSTER_MODEL_URL, isHere: false })
  for (const wrong of [
    name,
    { MUSTER_MODEL_URL: 'http://127.0.0.1/v1' },
    { ...name, MUSTER_MODEL_URL: 'ftp://127.0.0.1/v1' },
    { ...name, MUSTER_MODEL_URL: 'http://me:secret@127.0.0.1/v1' },
    { ...away, MUSTER_MODEL_SECONDS: '1' },
    { ...away, MUSTER_MODEL_LETTERS: 'many' },
  ])
    expect(() => read(wrong)).toThrow(ConfigRefused)
})
