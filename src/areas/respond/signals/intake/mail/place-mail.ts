/** A mail that belongs to a case is no signal. Who knows that is a later room, which says so here. */
import type { House } from '../../../../../platform/action.ts'

/** @returns whether the mail was taken into a case; rejects when it cannot be kept just now, and will come again */
export type PlaceMail = (tenantId: string, mail: Buffer) => Promise<boolean>

const places = new WeakMap<House, PlaceMail>()

/** `app/areas.ts` calls it once, at the start. */
export function placeMailWith(house: House, place: PlaceMail): void {
  places.set(house, place)
}

export async function isPlaced(house: House, tenantId: string, mail: Buffer): Promise<boolean> {
  return (await places.get(house)?.(tenantId, mail)) === true
}
