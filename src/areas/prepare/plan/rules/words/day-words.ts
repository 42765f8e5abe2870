import type { PlanLanguage } from './words.ts'

const regions: Readonly<Record<PlanLanguage, string>> = { en: 'en-GB', de: 'de-AT' }

/** `2026-03-01` as people write it: 1 March 2026. What is no day stays as it is. */
export function dayWords(day: string, language: PlanLanguage): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return day
  return new Date(`${day}T00:00:00Z`).toLocaleDateString(regions[language], {
    dateStyle: 'long',
    timeZone: 'UTC',
  })
}
