import type { Say } from '../../../../../ui/text.ts'

/** A rhythm in words: whole hours and a day by their names. */
export function everyWords(text: Say, minutes: number): string {
  if (minutes === 1440) return text('everyDay')
  if (minutes % 60 === 0) return text('everyHours', { count: minutes / 60 })
  return text('everyMinutes', { count: minutes })
}
