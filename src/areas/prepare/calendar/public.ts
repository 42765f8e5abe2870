import { heldRoutines } from './store.ts'

export { heldRoutines }
