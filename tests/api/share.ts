/** How much of what nobody should send is sent: all of it in `npm run soak -- values`, a share in `npm test`. */
export const everything = process.env['MUSTER_EVERY_VALUE'] === '1'

/**
 * A third of all, another one at each turn: for what one and the same code does everywhere.
 * @param turn any count that goes up from one asking to the next
 */
export function shareOf<Item>(turn: number, all: readonly Item[]): readonly Item[] {
  return everything ? all : all.filter((_item, n) => n % 3 === turn % 3)
}
