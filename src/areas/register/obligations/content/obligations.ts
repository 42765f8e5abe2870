import { FactBase } from '../rules/fact-base.ts'
import { factBaseFaults } from '../rules/fact-base-faults.ts'
import written from './obligations.json' with { type: 'json' }

/** The fact base that ships. Made from the YAML beside it by `node tools/content.mjs`. */
export const shippedFactBase: FactBase = checked()

function checked(): FactBase {
  const base = FactBase.parse(written[0])
  const faults = factBaseFaults(base)
  if (faults.length > 0) throw new Error(faults.join('\n'))
  return base
}
