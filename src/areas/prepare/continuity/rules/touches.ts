/** Which laws could ask something if somebody broke into an asset that holds these kinds of data. */
import type { Touches } from '../contract.ts'

/** Our kinds of data in the words that laws use. Business papers name no person, and no law of this list asks for them. */
const categoryOf: Readonly<Record<string, readonly string[]>> = {
  customer: ['basic_contact'],
  staff: ['employee'],
  payment: ['financial', 'card_data'],
  health: ['health', 'special_category'],
  credentials: ['credentials'],
}

interface Known {
  readonly country: string
  readonly timeZone: string
  readonly sector: string
  readonly dataKinds: readonly string[]
  /** Codes of the EU and the EEA. */
  readonly eea: readonly string[]
}

/** A break-in found now, and nothing said that is not known. */
export function breachFacts(
  { country, timeZone, sector, dataKinds, eea }: Known,
  now: string,
): Record<string, unknown> {
  const categories = [...new Set(dataKinds.flatMap((kind) => categoryOf[kind] ?? []))]
  return {
    'entity.tz': timeZone,
    'entity.established_in': [country],
    'entity.sectors': [sector],
    ...(eea.includes(country) && { 'entity.eu_main_establishment': country }),
    times: { detected_at: now, became_aware_at: now },
    malicious_act: true,
    ...(categories.length > 0 && { personal_data_affected: true, data_categories: categories }),
  }
}

interface EvaluatedDuty {
  readonly recipient: { readonly name: string }
  readonly voluntary: boolean
  readonly status: string
  readonly explanation: {
    readonly law: string
    readonly citation: string
    readonly checkedOn: string
    readonly facts: readonly { readonly fact: string }[]
  }
}

/** One line for each law and whom it names; where a stage of it is owed it is not only possible. */
export function lawsAmong(duties: readonly EvaluatedDuty[], dataKinds: readonly string[]): Touches['duties'] {
  const found = new Map<string, Touches['duties'][number]>()
  for (const { recipient, voluntary, status, explanation } of duties) {
    if (voluntary) continue
    const { law, citation, checkedOn, facts } = explanation
    const key = `${law}\n${recipient.name}`
    const known = found.get(key)
    const isByData = facts.some(({ fact }) => fact === 'data_categories' || fact === 'personal_data_affected')
    found.set(key, {
      name: recipient.name,
      law,
      citation: known?.citation ?? citation,
      checkedOn: known?.checkedOn ?? checkedOn,
      isPossible: (known?.isPossible ?? true) && status === 'possible',
      because: isByData ? [...dataKinds] : (known?.because ?? []),
    })
  }
  return [...found.values()].toSorted(
    (a, b) => Number(a.isPossible) - Number(b.isPossible) || a.law.localeCompare(b.law),
  )
}
