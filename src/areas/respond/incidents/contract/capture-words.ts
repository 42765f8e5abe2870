/** The closed lists behind a captured line. */
/** What holds people up. */
export const blockerKinds = [
  'people',
  'decision',
  'information',
  'access',
  'tool',
  'supplier',
  'legal',
  'money',
  'other',
] as const
export type BlockerKind = (typeof blockerKinds)[number]

/** Varieties of loss of VERIS 1.4.1 (`impact.loss.variety`), as our words for them. */
export const costKinds = [
  'response_and_recovery',
  'business_disruption',
  'operating_costs',
  'asset_and_fraud',
  'legal_and_regulatory',
  'brand_damage',
  'competitive_advantage',
  'other',
] as const
export type CostKind = (typeof costKinds)[number]

/** The name that VERIS gives to a kind of cost. */
export const verisLoss: Readonly<Record<CostKind, string>> = {
  response_and_recovery: 'Response and recovery',
  business_disruption: 'Business disruption',
  operating_costs: 'Operating costs',
  asset_and_fraud: 'Asset and fraud',
  legal_and_regulatory: 'Legal and regulatory',
  brand_damage: 'Brand damage',
  competitive_advantage: 'Competitive advantage',
  other: 'Other',
}

/** `kept` as it was meant; `as_note` since the role allows no more; `late` after the closing; `repeat` was there already. */
export const captureOutcomes = ['kept', 'as_note', 'late', 'repeat'] as const
export type CaptureOutcome = (typeof captureOutcomes)[number]
