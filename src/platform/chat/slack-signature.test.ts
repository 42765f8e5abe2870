import { expect, test } from 'vitest'
import { isSlackSigned, slackSignature } from './slack-signature.ts'

// The worked example of https://docs.slack.dev/authentication/verifying-requests-from-slack
const secret = '8f742231b10e8888abcd99yyyzzz85a5'
const seconds = '1531420618'
const body = Buffer.from(
  'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c',
)
const signature = 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503'
const at = (offset: number) => new Date((Number(seconds) + offset) * 1000)

test('U37 a request is signed as the example of Slack is, and counts for five minutes before and after', () => {
  expect(slackSignature(secret, seconds, body)).toBe(signature)
  const sent = { seconds, signature, body }
  expect([0, 300, -300].map((offset) => isSlackSigned(secret, sent, at(offset)))).toEqual([true, true, true])
  expect([301, -301].map((offset) => isSlackSigned(secret, sent, at(offset)))).toEqual([false, false])
})

test('U37 somebody who changed the body, the time or the secret, or sends none, is not taken for Slack', () => {
  const sent = { seconds, signature, body }
  const changed = Buffer.from(body)
  changed[0] = 0x54
  const tries = [
    [secret, { ...sent, body: changed }],
    [secret, { ...sent, seconds: '1531420619' }],
    [secret, { ...sent, seconds: '' }],
    [secret, { ...sent, seconds: '1531420618.0' }],
    [secret, { ...sent, signature: '' }],
    [secret, { ...sent, signature: signature.replace('v0=', 'v1=') }],
    ['another', sent],
  ] as const
  expect(tries.map(([key, one]) => isSlackSigned(key, one, at(0)))).toEqual(tries.map(() => false))
})
