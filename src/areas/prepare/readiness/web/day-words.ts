/** A day as people of this language write it. */
export function dayWords(day: string, language: string): string {
  if (day === '') return ''
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(Date.parse(day))
}
