/** Codes that Intl names and that are no country: unions, outposts, and what is reserved for tests. */
const noCountries = new Set([
  'AC',
  'CP',
  'CQ',
  'DG',
  'EA',
  'EU',
  'EZ',
  'IC',
  'QO',
  'TA',
  'UN',
  'XA',
  'XB',
  'ZZ',
])
const alphabet = Array.from({ length: 26 }, (_, index) => String.fromCodePoint(65 + index))

export interface Country {
  readonly value: string
  readonly label: string
}

/** Every country that the browser has a name for, by name in this language. */
export function countriesIn(language: string): Country[] {
  const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' })
  return alphabet
    .flatMap((first) => alphabet.map((second) => first + second))
    .flatMap((value) => {
      const label = isCountry(value) ? names.of(value) : undefined
      return label === undefined ? [] : [{ value, label }]
    })
    .toSorted((one, other) => one.label.localeCompare(other.label, language))
}

/** Every time zone of the browser, and this one should it be an older name. */
export function timeZones(besides: string): string[] {
  return [...new Set([...Intl.supportedValuesOf('timeZone'), besides])].toSorted()
}

export function ownTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}

/** The zones of a country; none where the browser does not know. */
export function zonesOf(country: string): readonly string[] {
  // A method in newer browsers, a getter in older ones, neither in some, and in no types yet.
  const locale = new Intl.Locale(`und-${country}`) as unknown as {
    readonly getTimeZones?: () => string[] | undefined
    readonly timeZones?: string[]
  }
  return locale.getTimeZones?.() ?? locale.timeZones ?? []
}

/** The country of this device: of the countries in its zone the one its language names, else the only one; '' when open. */
export function guessCountry(countries: readonly Country[], zone: string, wishes: readonly string[]): string {
  const spoken = wishes.map((tag) => regionOf(tag)).filter((region) => region !== undefined)
  const inZone = countries.map(({ value }) => value).filter((value) => zonesOf(value).includes(zone))
  const known = inZone.length > 0 ? inZone : countries.map(({ value }) => value)
  const named = spoken.find((region) => known.includes(region))
  return named ?? (inZone.length === 1 ? (inZone[0] ?? '') : '')
}

function isCountry(code: string): boolean {
  // Codes of the past (DD, YU ...) turn into another one.
  return !noCountries.has(code) && new Intl.Locale(`und-${code}`).region === code
}

function regionOf(tag: string): string | undefined {
  try {
    return new Intl.Locale(tag).region
  } catch {
    return undefined
  }
}
