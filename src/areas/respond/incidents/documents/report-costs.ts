import { amountOf, minorUnits } from '../../../../base/money.ts'
import { field, plain, type RecordLeaf } from './record-leaf.ts'
import { moneyText } from './record-texts.ts'
import { put, type Voice } from './words/words.ts'
import { groups, numbers, type Entries } from './report-parts.ts'

export interface CostLine extends Entries {
  readonly text: string
  readonly money: string
  readonly kind: string
  readonly at: string
  readonly by: string
  /** Why it was struck out; empty for one that stands. */
  readonly struck: string
}

export interface CostPart {
  readonly lines: readonly CostLine[]
  /** Sums of what stands, one for each currency and one for time without a price; nothing is converted. */
  readonly sums: readonly { readonly sum: string; readonly byKind: readonly string[] }[]
}

/** What it cost, as the record says it; an amount that was erased counts in no sum, and the line says so. */
export function costs(leaves: readonly RecordLeaf[], voice: Voice): CostPart {
  const found = groups(leaves, 'cost', ['cost.add', 'cost.strike'])
  const standing = found.filter((own) => own.every(({ kind }) => kind === 'cost.add')).flat()
  return {
    lines: found.flatMap((own) => {
      const [first, strike] = [own[0], own.find(({ kind }) => kind === 'cost.strike')]
      if (first === undefined) return []
      return [
        {
          entries: numbers(own),
          text: field(first, 'text', voice),
          money: moneyText(first, voice),
          kind: plain(voice.lists.loss, field(first, 'loss', voice)),
          at: voice.moment(first.at),
          by: field(first, 'by', voice),
          struck: strike === undefined ? '' : field(strike, 'reason', voice),
        },
      ]
    }),
    sums: [...moneySums(standing, voice), ...timeSum(standing, voice)],
  }
}

function moneySums(leaves: readonly RecordLeaf[], { lists }: Voice): CostPart['sums'] {
  const sums = new Map<string, Map<string, number>>()
  for (const { fields } of leaves) {
    const { amount, currency, loss = '' } = fields
    const minor = amount === undefined || currency === undefined ? undefined : minorUnits(amount, currency)
    if (minor === undefined || currency === undefined) continue
    const own = sums.get(currency) ?? new Map<string, number>()
    sums.set(currency, own.set(loss, (own.get(loss) ?? 0) + minor))
  }
  return [...sums].map(([currency, own]) => {
    const say = (minor: number) => `${amountOf(minor, currency)} ${currency}`
    const all = [...own.values()].reduce((sum, part) => sum + part, 0)
    return {
      sum: say(all),
      byKind: [...own].map(([loss, part]) => `${plain(lists.loss, loss)}: ${say(part)}`),
    }
  })
}

function timeSum(leaves: readonly RecordLeaf[], { sentences }: Voice): CostPart['sums'] {
  const minutes = leaves
    .filter(({ fields }) => fields['amount'] === undefined)
    .reduce((sum, { fields }) => sum + Number(fields['people'] ?? 0) * Number(fields['eachMinutes'] ?? 0), 0)
  if (!(minutes > 0)) return []
  const sum = put(sentences.time.hoursMinutes, { hours: Math.floor(minutes / 60), minutes: minutes % 60 })
  return [{ sum, byKind: [sentences.unpriced] }]
}
