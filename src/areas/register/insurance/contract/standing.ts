/** What the list of what would fail today must know of insurance. */
export interface InsuranceStanding {
  readonly policies: readonly {
    readonly id: string
    readonly name: string
    readonly isInForce: boolean
    readonly endsOn: string | null
    readonly daysLeft: number | null
    readonly hasHotline: boolean
    readonly attestations: readonly {
      readonly statement: string
      readonly state: 'proved' | 'lapsed' | 'unproved'
      readonly proof: {
        readonly checkedOn: string
        readonly validUntil: string
        readonly words: string
      } | null
    }[]
  }[]
  readonly retainers: readonly {
    readonly name: string
    readonly endsOn: string | null
    readonly daysLeft: number | null
    readonly panel: 'yes' | 'no' | 'unknown'
  }[]
}
