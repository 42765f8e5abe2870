/** An incident as a MISP event, as a MISP server imports it from a file. */
import { papLabel, type Pap } from '../../../../base/pap.ts'
import type { Observable, Technique } from '../contract/observables.ts'
import { isInternalAddress } from '../../../../base/addresses.ts'
import type { SharedTlp } from './sharing.ts'
import { musterNamespace, uuid5 } from './uuid5.ts'
import type { Told } from './veris.ts'

export interface MispInput {
  readonly incident: Told & { readonly severity: 'S1' | 'S2' | 'S3' | 'S4' }
  readonly organisation: { readonly id: string; readonly name: string }
  readonly tlp: SharedTlp
  readonly pap: Pap | null
  readonly observables: readonly Pick<Observable, 'id' | 'kind' | 'value' | 'verdict' | 'note' | 'addedAt'>[]
  readonly techniques: readonly Pick<Technique, 'technique' | 'name'>[]
  readonly now: Date
  /** Where it is sent and not kept as a file: what it is called there, how far it goes, whether notes go along. */
  readonly sent?: {
    readonly title: string
    readonly distribution: number
    readonly hasNotes: boolean
    /** Traces that were sent before and are taken out. */
    readonly withdrawn: readonly Pick<Observable, 'id' | 'kind' | 'value'>[]
  }
}

export type MispEvent = Json

type Json = Readonly<Record<string, unknown>>

/** Type and category as MISP's describeTypes has them. */
const types: Readonly<Record<Observable['kind'], readonly [type: string, category: string]>> = {
  ipv4: ['ip-dst', 'Network activity'],
  ipv6: ['ip-dst', 'Network activity'],
  domain: ['domain', 'Network activity'],
  url: ['url', 'Network activity'],
  email: ['email-src', 'Payload delivery'],
  md5: ['md5', 'Payload delivery'],
  sha1: ['sha1', 'Payload delivery'],
  sha256: ['sha256', 'Payload delivery'],
  sha512: ['sha512', 'Payload delivery'],
  file_name: ['filename', 'Payload delivery'],
  account: ['target-user', 'Targeting data'],
}

const threatLevels = { S1: '1', S2: '1', S3: '2', S4: '3' } as const
const colours: Readonly<Record<SharedTlp, string>> = {
  clear: '#ffffff',
  green: '#33ff00',
  amber: '#ffc000',
  'amber+strict': '#ffc000',
}

/** As the taxonomy `PAP` of MISP has them. */
const papColours: Readonly<Record<Pap, string>> = {
  clear: '#ffffff',
  green: '#00ad1c',
  amber: '#ffa800',
  red: '#ff0000',
}

/** Distribution 0 (your organisation only): whoever imports it decides how far it goes, within the TLP tag. */
export function mispEvent({
  incident,
  organisation,
  tlp,
  pap,
  observables,
  techniques,
  now,
  sent,
}: MispInput): MispEvent {
  const shown = observables.filter(
    ({ kind, value, verdict }) =>
      verdict !== 'ours' && verdict !== 'harmless' && !isInternalAddress(kind, value),
  )
  return {
    Event: {
      uuid: mispUuid(incident.id),
      info:
        sent?.title ??
        `${incident.mode === 'exercise' ? 'EXERCISE: ' : ''}INC-${incident.number} ${incident.title}`,
      date: incident.openedAt.toISOString().slice(0, 10),
      timestamp: seconds(now),
      published: false,
      analysis: incident.closure === null ? '1' : '2',
      threat_level_id: threatLevels[incident.severity],
      distribution: String(sent?.distribution ?? 0),
      Orgc: { name: organisation.name, uuid: uuid5(musterNamespace, organisation.id) },
      Tag: [
        { name: `tlp:${tlp}`, colour: colours[tlp], exportable: true },
        ...(pap === null ? [] : [{ name: papLabel(pap), colour: papColours[pap], exportable: true }]),
        ...techniques.map(({ technique, name }) => ({
          name: `misp-galaxy:mitre-attack-pattern="${(name ?? technique).replaceAll('"', '')} - ${technique}"`,
          colour: '#0088cc',
          exportable: true,
        })),
      ],
      Attribute: [
        ...shown.map((one) => ({
          ...attribute(one),
          comment: sent?.hasNotes === false ? '' : one.note,
          to_ids: one.verdict === 'hostile',
          // A server takes over only what is newer than what it holds.
          timestamp: seconds(sent === undefined ? new Date(one.addedAt) : now),
          distribution: '5',
        })),
        ...(sent?.withdrawn ?? []).map((one) => ({
          ...attribute(one),
          deleted: true,
          timestamp: seconds(now),
        })),
      ],
    },
  }
}

/** The same each time, on whichever server: what is sent twice is one event. */
export function mispUuid(incidentId: string): string {
  return uuid5(musterNamespace, `${incidentId} misp`)
}

function attribute({ id, kind, value }: Pick<Observable, 'id' | 'kind' | 'value'>) {
  const [type, category] = types[kind]
  return { uuid: uuid5(musterNamespace, `${id} misp`), type, category, value }
}

function seconds(at: Date): string {
  return String(Math.floor(at.getTime() / 1000))
}
