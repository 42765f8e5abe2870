import type { Tone } from '../../../../../ui/marks/StateMark.tsx'
import type { Agreement } from '../../contract/agreements.ts'
import type { Rank } from '../../contract/clients.ts'

export const toneOf: Readonly<Record<Rank, Tone>> = {
  now: 'bad',
  soon: 'warn',
  today: 'active',
  later: 'quiet',
  prepare: 'quiet',
}

export const toneOfState: Readonly<Record<Agreement['state'], Tone>> = {
  proposed: 'active',
  running: 'good',
  ended: 'quiet',
  lapsed: 'quiet',
}
