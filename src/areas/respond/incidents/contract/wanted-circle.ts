import * as z from 'zod'
import { Id } from '../../../../base/ids.ts'

const People = z.array(Id).max(50)

/** How a case is closed from the start; whoever declares it is named in any case. */
export const WantedCircle = z.strictObject({
  people: People.default([]).describe('Members who may see it, beside whoever declares it'),
  suspects: People.default([]).describe('Members whom it is about: they never see it'),
})
