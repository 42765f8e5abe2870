/** Minutes by which somebody was told too late; 0 where in time, or where nobody said until when it was of use. Pure. */
export function lateness(toldAt: string, usefulAt: string | null): number {
  if (usefulAt === null) return 0
  const late = Math.floor((Date.parse(toldAt) - Date.parse(usefulAt)) / 60_000)
  return Number.isNaN(late) ? 0 : Math.max(0, late)
}
