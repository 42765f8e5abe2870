import { randomUUID } from 'node:crypto'
import { onIncident, plain } from './building.ts'
import type { Act } from './company.ts'
import type { Example } from './requests.ts'

/** Mail with people outside: the keys that are kept. Threads need a mail server, which no company of the town has. */
export const mailNouns = ['mailKey'] as const

// Names no address, so that it can be kept for any; good for a hundred years, its private key thrown away.
const certificate = [
  '-----BEGIN CERTIFICATE-----',
  'MIIBdDCCARugAwIBAgIUVlf9V/OoiPPKbXNNEVO4qTfBX3wwCgYIKoZIzj0EAwIw',
  'DzENMAsGA1UEAwwEVG93bjAgFw0yNjExMjIxNTQ0NTlaGA8yMTI2MTAyOTE1NDQ1',
  'OVowDzENMAsGA1UEAwwEVG93bjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABOco',
  'ZsvoBd7XoEk0K9n6Y5V7nPhk67l+ed6r2qeG8PUlvsukXhqdkWZq5+s2y7XBdX1d',
  'UNe2d+u3UYH+xNFUH1ijUzBRMB0GA1UdDgQWBBQB+UFdg49OPtdM3l9AqVzIE6PN',
  'uDAfBgNVHSMEGDAWgBQB+UFdg49OPtdM3l9AqVzIE6PNuDAPBgNVHRMBAf8EBTAD',
  'AQH/MAoGCCqGSM49BAMCA0cAMEQCIDQu4Ze9LhY9MgboA4bn2pmaAI4F3Etkh/5/',
  'PY1hLTWUAiA1K5twTmtihJziNYFPkVzRiwTXJwNkgMptSxecf9jR+Q==',
  '-----END CERTIFICATE-----',
].join('\n')

export const mailExamples: Readonly<Record<string, Example>> = {
  readCaseMail: onIncident(),
  writeCaseMail: {
    ...onIncident({ to: ['ann@example.org'], subject: 'Mail', text: 'Words' }),
    status: 409,
  },
  listMailKeys: plain(),
  addMailKey: plain(() => ({ what: 'contact', certificate, email: `${randomUUID()}@example.org` })),
  removeMailKey: {
    fresh: async ({ act }) => ({ input: { id: await newKey(act) } }),
    standing: ({ ids }) => ({ input: { id: ids.mailKey } }),
  },
}

export async function furnishMail(
  act: Act,
  marker: string,
): Promise<Record<(typeof mailNouns)[number], string>> {
  return { mailKey: await newKey(act, marker) }
}

async function newKey(act: Act, name: string = randomUUID()): Promise<string> {
  const { id } = await act('addMailKey', { what: 'contact', certificate, email: `key@${name}.example` })
  return String(id)
}
