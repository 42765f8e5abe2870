/** Where a tool can put its secret: bearer, basic password, or the address where it can do no other. */
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
