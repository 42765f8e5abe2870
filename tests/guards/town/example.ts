import type { House } from '../../../src/platform/action.ts'
import type { Act, Company, Furniture } from './company.ts'
import type { Wanted } from './send.ts'

/** Where a request is made: the company it is meant for, and what it can take or make there. */
export interface Site {
  readonly house: House
  readonly company: Company
  readonly act: Act
  /** One more of each thing, so that a request can succeed as often as it is made. */
  readonly make: Furniture
  /** The account of the one who asks; undefined for nobody and for keys. */
  readonly userId: string | undefined
  /** A message to the one who asks, and a device of theirs. */
  inboxItem(): Promise<string>
  device(): Promise<string>
  /** A session of that account, other than the one that asks. */
  session(): Promise<string>
}

export interface Example {
  /** A request that must succeed for whoever may make it: what it needs is made first. */
  readonly fresh: (site: Site) => Promise<Wanted> | Wanted
  /** The same on the things that stand there already: what a request that is refused anyway is made with. */
  readonly standing: (company: Company) => Wanted
  /** Where another status than the declared one is right for everybody. */
  readonly status?: number
}
