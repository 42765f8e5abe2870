/** The same words in each language that the plan can be written in. */
export const planLanguages = ['en', 'de'] as const
export type PlanLanguage = (typeof planLanguages)[number]
export type Words = Readonly<Record<PlanLanguage, string>>

/** English first, as it is written here. */
export function words(en: string, de: string): Words {
  return { en, de }
}
