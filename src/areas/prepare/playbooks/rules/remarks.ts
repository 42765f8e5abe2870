import type { ImportRemark } from '../contract/exchange.ts'
import { cut } from './loose.ts'

/** One remark on one record of a foreign file; what stands in the file is cut short and made storable. */
export function remark(
  record: string,
  name: string | null,
  what: ImportRemark['what'],
  sentence: string,
): ImportRemark {
  return {
    record: cut(record, 200) ?? 'unnamed',
    name: cut(name, 200) ?? null,
    what,
    sentence: cut(sentence, 600) ?? '',
  }
}
