import * as z from 'zod'
import type { DirectoryEntry } from '../rules/directory.ts'
import { authoritySites } from './authority-sites.ts'
import written from './obligations.json' with { type: 'json' }

const Channel = z.object({
  name: z.string(),
  phone: z.string().optional(),
  site: z.string().optional(),
  note: z.string().optional(),
  verified: z.string(),
})
const Written = z.object({
  reviewedOn: z.iso.date(),
  authorities: z.object({
    data_protection: z.record(z.string(), z.unknown()),
    nis2: z.record(z.string(), z.object({ body: z.string(), act: z.string(), verified: z.string() })),
  }),
  channels: z.object({
    lawEnforcement: z.record(z.string(), Channel),
    smbHelp: z.record(z.string(), Channel),
  }),
})

/** The directory that ships, made of the fact base and of the addresses beside it. */
export const shippedDirectory: readonly DirectoryEntry[] = read()

function read(): DirectoryEntry[] {
  const { reviewedOn: checkedOn, authorities, channels } = Written.parse(written[0])
  const isCountry = ([code]: [string, unknown]) => /^[A-Z]{2}$/.test(code)
  const ofChannel = (kind: string) =>
    Object.entries(channels[kind === 'police' ? 'lawEnforcement' : 'smbHelp'])
      .filter(isCountry)
      .map(([code, { name, phone = '', site = '', note = '', verified }]) => ({
        ...{ key: `${kind}.${code}`, name, phone, site, form: '', note: note.slice(0, 300), checkedOn },
        isConfirmed: verified === 'source-checked',
      }))
  return [
    ...Object.entries(authorities.data_protection)
      .filter(isCountry)
      .map(([code, name]) => {
        const { site = '', form = '', phone = '', checked = false, from } = authoritySites[code] ?? {}
        const note = from === undefined ? '' : `From a stored copy of ${from}; look there before you rely on it.`
        return {
          ...{ key: `data_protection.${code}`, name: String(name).slice(0, 300), site, form, phone, note, checkedOn },
          isConfirmed: checked,
        }
      }),
    ...Object.entries(authorities.nis2)
      .filter(isCountry)
      .map(([code, { body, act, verified }]) => ({
        ...{ key: `network_security.${code}`, name: body, site: '', form: '', phone: '', note: act, checkedOn },
        isConfirmed: verified === 'source-checked',
      })),
    ...ofChannel('police'),
    ...ofChannel('help'),
  ]
}
