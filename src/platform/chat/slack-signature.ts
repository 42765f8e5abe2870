/**
 * Promises that a request which says it comes from Slack was signed with the secret of this app within five minutes
 * (https://docs.slack.dev/authentication/verifying-requests-from-slack, read on 2026-11-22): `v0=` and the
 * HMAC-SHA256, in hex, over `v0:<seconds>:<bytes of the body as they came>`.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'

export const slackWindowSeconds = 300

export function slackSignature(secret: string, seconds: string, body: Uint8Array): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${seconds}:`).update(body).digest('hex')}`
}

/** Whether the body was signed by whoever has the secret, not longer ago (nor later) than the window. */
export function isSlackSigned(
  secret: string,
  sent: { readonly seconds: string; readonly signature: string; readonly body: Uint8Array },
  now: Date,
): boolean {
  if (!/^\d{1,12}$/.test(sent.seconds)) return false
  if (Math.abs(now.getTime() / 1000 - Number(sent.seconds)) > slackWindowSeconds) return false
  const [wanted, given] = [slackSignature(secret, sent.seconds, sent.body), sent.signature].map((text) =>
    Buffer.from(text),
  )
  return (
    wanted !== undefined &&
    given !== undefined &&
    wanted.length === given.length &&
    timingSafeEqual(wanted, given)
  )
}
