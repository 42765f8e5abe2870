import { useInfiniteQuery } from '@tanstack/react-query'
import { answerKey, everyItem, pagesOf } from '../../../../ui/answers.ts'
import { dayWords } from '../../../../ui/kit/time-words.ts'
import { useLiveQuery } from '../../../../ui/live.ts'
import { To, useFilter } from '../../../../ui/place.tsx'
import { RegisterPage } from '../../../../ui/register/RegisterPage.tsx'
import { useLanguage, useText } from '../../../../ui/text.ts'
import { listRisks, type Risk } from '../contract.ts'
import { riskColumns } from '../rules.ts'
import { endEntry, riskEntry } from './parts/entries.ts'
import { Proposals } from './parts/Proposals.tsx'
import { RiskMarks } from './parts/RiskMarks.tsx'
import { useKnown } from './parts/use-known.ts'
import lines from '../../../../ui/lists/lines.module.css'

/** What could hurt the firm, the worst first, and what it could begin with. */
export function RiskListPage() {
  const text = useText('risks')
  const language = useLanguage()
  const [q] = useFilter('q')
  const known = useKnown()
  const input = { limit: 200, ...(q && { q }) }
  const list = useInfiniteQuery(pagesOf(listRisks, input))
  useLiveQuery('*', answerKey(listRisks), ['risk.'])
  return (
    <RegisterPage<Risk>
      room="risks"
      group="risks"
      permission="risk.manage"
      other={<To path="/network-watch">{text('toNetwork')}</To>}
      list={list}
      endpoints={{ list: listRisks }}
      columns={riskColumns.map((name) => ({ name, value: (row) => row[name] ?? '' }))}
      fetchAll={() => everyItem(listRisks, input)}
      wordsOf={(row) => [
        text(`likelihood.${row.likelihood}`),
        text(`harm.${row.harm}`),
        row.owner === '' ? text('unowned') : text('ownedBy', { name: row.owner }),
        row.measures === '' ? text('undone') : '',
        text('reviewBy', { day: dayWords(row.reviewOn, language) }),
      ]}
      pathOf={(row) => `/risks/${row.id}`}
      markOf={(row) => (
        <span className={lines.acts}>
          <RiskMarks risk={row} />
        </span>
      )}
      entryOf={(row) => riskEntry(text, known, row)}
      retire={text('end.do')}
      retiring={(row) => endEntry(text, row)}
      below={<Proposals known={known} />}
    />
  )
}
