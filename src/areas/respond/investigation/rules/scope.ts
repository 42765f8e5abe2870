/** What a line of the scope sheet cannot say together. */
import { Facts } from '../../../register/obligations/contract.ts'
import type { ScopeLine } from '../contract/scope.ts'

type Said = Pick<
  ScopeLine,
  'topic' | 'people' | 'places' | 'details' | 'isEncrypted' | 'hoursDown' | 'isCritical' | 'hitsCustomers'
>

/** Each at its place in the input; of data and of work other things are asked. */
export function faultsOfLine(line: Said): { readonly path: string; readonly message: string }[] {
  const { topic, people, places } = line
  const odd = topic === 'data' ? saidOfWork(line) : saidOfData(line)
  const rule = topic === 'data' ? 'belongs to work only' : 'belongs to data only'
  const faults = odd.map((path) => ({ path, message: rule }))
  if (topic === 'work') return faults
  // The law counts the same people: what cannot be true there cannot be true here.
  const counted = Facts.safeParse({
    'entity.tz': 'UTC',
    affected: places,
    ...(people !== null && { affected_total: people }),
  })
  const found = counted.success ? [] : counted.error.issues.slice(0, 10)
  return [
    ...faults,
    ...found.map(({ path, message }) => ({
      path: path[0] === 'affected_total' ? 'people' : 'places',
      message: path.length > 1 ? `${String(path[1])} ${message}` : message,
    })),
  ]
}

function saidOfData({ people, places, details, isEncrypted }: Said): string[] {
  return [
    ...(people === null ? [] : ['people']),
    ...(Object.keys(places).length === 0 ? [] : ['places']),
    ...(details.length === 0 ? [] : ['details']),
    ...(isEncrypted === null ? [] : ['isEncrypted']),
  ]
}

function saidOfWork({ hoursDown, isCritical, hitsCustomers }: Said): string[] {
  return [
    ...(hoursDown === null ? [] : ['hoursDown']),
    ...(isCritical === null ? [] : ['isCritical']),
    ...(hitsCustomers === null ? [] : ['hitsCustomers']),
  ]
}
