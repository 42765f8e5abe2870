/** An `indicator` of STIX 2.1 as a TAXII 2.1 collection lists it (OASIS STIX 2.1 section 4.7, TAXII 2.1 section 3.7). */
import * as z from 'zod'
import type { Tlp } from '../../../../base/tlp.ts'
import { thingsOfPattern } from './stix-pattern.ts'
import { said, tlpAmong, type Listed } from './warning.ts'

const Moment = z.iso.datetime({ offset: true })

const StixIndicator = z.looseObject({
  id: z.string().max(200),
  type: z.literal('indicator'),
  pattern: z.string(),
  pattern_type: z.string().default('stix'),
  name: z.string().optional(),
  description: z.string().optional(),
  modified: Moment.optional(),
  valid_from: Moment.optional(),
  valid_until: Moment.optional(),
  revoked: z.boolean().optional(),
  labels: z.array(z.string()).optional(),
  indicator_types: z.array(z.string()).optional(),
  object_marking_refs: z.array(z.string()).optional(),
})

/** A page as TAXII sends it; an empty one may have neither objects nor more. */
export const Envelope = z.looseObject({
  more: z.boolean().optional(),
  next: z.string().max(2000).optional(),
  objects: z.array(z.unknown()).optional(),
})

/** TLP 2.0 and TLP 1.0, objects with fixed ids that OASIS publishes. */
const marks: Readonly<Record<string, Tlp>> = {
  '94868c89-83c2-464b-929b-a1a8aa3c8487': 'clear',
  'bab4a63c-aed9-4cf5-a766-dfca5abac2bb': 'green',
  '55d920b0-5e8b-4f79-9ee9-91f868d9b421': 'amber',
  '939a9414-2ddd-4d32-a0cd-375ea402b003': 'amber+strict',
  'e828b379-4e03-4974-9ac4-e53a884c97c1': 'red',
  '613f2e26-407d-48c7-9eca-b8e91df99dc9': 'clear',
  '34098fce-860f-48ae-8e50-ebd3cc5e41da': 'green',
  'f88d31f6-486f-44da-b317-01333bde0b82': 'amber',
  '5e57c739-391a-4eb3-b6be-7d15ca92d5ed': 'red',
}

export function readStixObject(value: unknown, now: Date): Listed {
  const { data } = StixIndicator.safeParse(value)
  if (data === undefined) return { state: 'left', externalId: idIn(value), why: 'leftUnread' }
  const { id: externalId } = data
  if (data.revoked === true) return { state: 'revoked', externalId }
  if (data.pattern_type !== 'stix') return { state: 'left', externalId, why: 'leftKind' }
  const things = thingsOfPattern(data.pattern)
  if (things === undefined) return { state: 'left', externalId, why: 'leftUnread' }
  const tags = [...(data.labels ?? []), ...(data.indicator_types ?? [])].map((word) => said(word, 200))
  const byMark = (data.object_marking_refs ?? []).flatMap((ref) => {
    const mark = marks[ref.replace(/^marking-definition--/, '')]
    return mark === undefined ? [] : [`tlp:${mark}`]
  })
  const from = data.valid_from === undefined ? null : new Date(data.valid_from)
  return {
    state: 'stands',
    warning: {
      ...{ externalId, things, tlp: tlpAmong([...tags, ...byMark]), tags: [...new Set(tags)].slice(0, 30) },
      title: said(data.name, 300),
      note: said(data.description, 500),
      ...{ firstSeen: from, lastSeen: null },
      saidAt: data.modified === undefined ? (from ?? now) : new Date(data.modified),
      until: data.valid_until === undefined ? null : new Date(data.valid_until),
    },
  }
}

function idIn(value: unknown): string {
  const { data } = z.looseObject({ id: z.string().max(200) }).safeParse(value)
  return data?.id ?? ''
}
