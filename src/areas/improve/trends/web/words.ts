import { regionalTag } from '../../../../ui/kit/time-words.ts'
import { useFilter } from '../../../../ui/place.tsx'
import { packNames, type PackName } from '../../../prepare/controls/contract/words.ts'
import { useSession } from '../../../../ui/session.ts'
import { useLanguage } from '../../../../ui/text.ts'
import { listWords } from '../content/list-words.ts'

type List = 'reason' | 'vector' | 'span' | 'loss' | 'control' | 'factor' | 'kind'

/** Numbers, spans and the closed lists in the language of whoever reads. */
export function useWords() {
  const language = useLanguage()
  const lists = listWords[language === 'de' ? 'de' : 'en']
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 })
  const ratio = new Intl.NumberFormat(language, { maximumSignificantDigits: 2 })
  const { timeZone } = useSession().tenant
  const percent = new Intl.NumberFormat(language, { style: 'percent' })
  const short = (minutes: number) => {
    const [unit, size] =
      minutes < 120
        ? (['minute', 1] as const)
        : minutes < 2880
          ? (['hour', 60] as const)
          : (['day', 1440] as const)
    const digits = { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 } as const
    return new Intl.NumberFormat(language, digits).format(minutes / size)
  }
  return {
    language,
    number: (value: number) => number.format(value),
    /** In two figures that count: 0.96 is not 1, and its range must not say otherwise. */
    ratio: (value: number) => ratio.format(value),
    percent: (value: number) => percent.format(value),
    /** Minutes in the unit in which people would say them. */
    span: (minutes: number | null) => (minutes === null ? '–' : short(minutes)),
    money: (value: number, currency: string) => moneyOf(value, currency, language),
    of: (list: List, key: string) => lists[list][key] ?? key,
    month: (month: string) =>
      new Intl.DateTimeFormat(regionalTag(language), {
        month: 'short',
        year: '2-digit',
        timeZone: 'UTC',
      }).format(Date.parse(`${month}-01`)),
    monthName: (month: number) =>
      new Intl.DateTimeFormat(regionalTag(language), { month: 'short', timeZone: 'UTC' }).format(
        Date.UTC(2024, month - 1, 1),
      ),
    // 1 January 2024 was a Monday.
    weekday: (day: number) =>
      new Intl.DateTimeFormat(regionalTag(language), { weekday: 'short', timeZone: 'UTC' }).format(
        Date.UTC(2024, 0, day),
      ),
    /** A day as `2026-03-01` stays that day; an instant is on the day that it was where the organisation is. */
    day: (at: string) =>
      new Intl.DateTimeFormat(regionalTag(language), {
        dateStyle: 'medium',
        timeZone: at.includes('T') ? timeZone : 'UTC',
      }).format(Date.parse(at)),
  }
}

export type Words = ReturnType<typeof useWords>

/** In two figures that count: nobody knows a loss to the cent. A code that the browser does not know stands as it is. */
function moneyOf(value: number, currency: string, language: string): string {
  const digits = { maximumSignificantDigits: 3 } as const
  try {
    return new Intl.NumberFormat(language, { style: 'currency', currency, ...digits }).format(value)
  } catch {
    return `${new Intl.NumberFormat(language, digits).format(value)} ${currency}`
  }
}

/** The way in that the board is narrowed to, as the address says: for what is read, and for links to its cases. */
export function usePack(): {
  readonly pack: PackName | undefined
  readonly input: { readonly pack?: PackName }
  readonly query: string
} {
  const [named] = useFilter('pack')
  const pack = packNames.find((one) => one === named)
  return pack === undefined
    ? { pack, input: {}, query: '' }
    : { pack, input: { pack }, query: `&pack=${pack}` }
}
