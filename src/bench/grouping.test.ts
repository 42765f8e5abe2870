import { expect, test } from 'vitest'
import { noTestData, testData } from '../../tests/data.ts'
import { networks } from './grouping-data.ts'
import { measure } from './grouping-score.ts'

const folder = testData('ait-alerts')
const why = folder === undefined ? noTestData('ait-alerts') : ''

test.skipIf(folder === undefined).each(networks)(
  `an attacker in the network of %s stands in the first twenty groups with every phase${why}`,
  (network) => {
    const { score, base } = measure(network)

    expect(score.phases.filter(({ isShown }) => !isShown)).toEqual([])
    expect(score.phases.length).toBe(10)
    expect(score.groups).toBeLessThan(base.groups)
    expect(score.mixed * 3).toBeLessThanOrEqual(base.mixed)
    // Not only in the row of what is ordinary: what the tools did raise stands out by itself.
    expect(score.phases.filter(({ place }) => place > 0 && place < 20).length).toBeGreaterThanOrEqual(8)
  },
)
