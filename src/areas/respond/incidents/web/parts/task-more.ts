/** Who does a task and until when, as a form holds it. */
export interface TaskMore {
  /** '' for nobody yet. */
  readonly ownerId: string
  /** As `<input type="datetime-local">` says it, in the zone of this device; '' for no time. */
  readonly due: string
}

export const noTask: TaskMore = { ownerId: '', due: '' }

/** The instant in UTC that a local date and time names; null when nothing was chosen. */
export function instantOf(local: string): string | null {
  const time = local === '' ? Number.NaN : new Date(local).getTime()
  return Number.isNaN(time) ? null : new Date(time).toISOString()
}

/** An instant as `<input type="datetime-local">` wants it, to the minute. */
export function localOf(instant: string | null): string {
  if (instant === null) return ''
  const date = new Date(instant)
  const two = (part: number) => String(part).padStart(2, '0')
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`
}
