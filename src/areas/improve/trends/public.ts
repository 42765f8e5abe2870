import { lookDates } from './actions/looks.ts'

export { lookDates }
