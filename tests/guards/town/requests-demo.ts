import { createOrganisation } from '../../../src/areas/register/people/public/organisation.ts'
import { nothing, organisation } from './building.ts'
import type { Example } from './requests.ts'

export const demoExamples: Readonly<Record<string, Example>> = {
  // the demo is there already: making two years of history is for the test of the demo itself
  loadDemo: {
    fresh: async ({ house, userId }) => {
      const owner = { name: 'Demo', email: 'you@harbour-bakery.example' }
      if (userId !== undefined)
        await createOrganisation(house, {
          organisation: { ...organisation, name: 'Harbour Bakery (demo)' },
          owner,
          turn: 'further',
          account: async () => ({ userId }),
        })
      return nothing
    },
    standing: () => nothing,
  },
}
