/** Promises that whoever finds a weakness learns whom to tell, where the operator named somebody, and nothing else. */
import type { FastifyInstance } from 'fastify'
import type { House } from '../action.ts'

/** RFC 9116 section 2.5.5 wants less than a year; the file is made anew at each request. */
const goodForDays = 90

/** `GET /.well-known/security.txt`; absent when `MUSTER_SECURITY_CONTACT` is. */
export function mountSecurityContact(app: FastifyInstance, house: House): void {
  const { securityContact, url } = house.services.config
  if (securityContact === undefined) return
  app.get('/.well-known/security.txt', async (_request, reply) => {
    const expires = new Date(house.now().getTime() + goodForDays * 86_400_000)
    const lines = [
      `Contact: ${securityContact}`,
      `Expires: ${expires.toISOString()}`,
      'Preferred-Languages: en',
      `Canonical: ${url}/.well-known/security.txt`,
    ]
    return reply
      .type('text/plain; charset=utf-8')
      .header('cache-control', 'no-cache')
      .send(`${lines.join('\n')}\n`)
  })
}
