/** Where a tool can put its secret: bearer, basic password, or the address where it can do no other. */
import { randomBytes } from 'node:crypto'
import type { Webhook } from '../../../../platform/action.ts'

/** The secret as sent, empty when there is none. A header wins over the address. */
export function secretOf(headers: Webhook['headers'], token: string | undefined): string {
  const header = headers['authorization']
  if (typeof header !== 'string') return token ?? ''
  const [, scheme = '', credentials = ''] = /^(bearer|basic)\s+(\S{1,2000})\s*$/i.exec(header) ?? []
  if (scheme.toLowerCase() === 'bearer') return credentials
  if (scheme === '') return ''
  const pair = Buffer.from(credentials, 'base64').toString('utf8')
  const colon = pair.indexOf(':')
  return colon === -1 ? '' : pair.slice(colon + 1)
}

/** 160 random bits in small letters and digits, for the part of a mail address before the @. */
export function mailSecret(): string {
  const letters = 'abcdefghijklmnopqrstuvwxyz234567'
  return `ms-${[...randomBytes(32)].map((byte) => letters[byte & 31]).join('')}`
}
