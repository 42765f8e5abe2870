/** What a live connection carries: the position in the tenant's ledger, and which stream moved. Never content. */
export interface LedgerEvent {
  /** Index of the leaf in the tenant's log: the event id a browser resumes from. */
  readonly index: number
  readonly stream: string
  readonly kind: string
}
