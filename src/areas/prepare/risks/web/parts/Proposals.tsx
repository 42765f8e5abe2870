import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAnswer } from '../../../../../ui/answers.ts'
import { useEntry } from '../../../../../ui/entry/use-entry.tsx'
import { ErrorState } from '../../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../../ui/kit/Loading.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { useMay } from '../../../../../ui/session.ts'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import { listRisks, proposeRisks } from '../../contract.ts'
import { riskEntry, type Known } from './entries.ts'
import lines from '../../../../../ui/lists/lines.module.css'

const shown = 5
/** Whatever moves the proposals. */
const kinds = ['risk.', 'answer.', 'profile.', 'copy.', 'gap.', 'asset.', 'function.']

/** What could be taken up, each with its reasons, so that nobody begins with an empty page. */
export function Proposals({ known }: { readonly known: Known }) {
  const text = useText('risks')
  const language = useLanguage() === 'de' ? 'de' : 'en'
  const mayManage = useMay('risk.manage')
  const [isWhole, setWhole] = useState(false)
  const { ask, dialog } = useEntry([listRisks, proposeRisks])
  const answer = useAnswer(proposeRisks, {}, { live: { stream: '*', kinds } })
  const items = answer.data?.items ?? []
  if (!mayManage) return null
  return (
    <div data-no-print>
      <Section title={text('propose.title')}>
        <p className={lines.dim}>{text('propose.lead')}</p>
        {answer.error && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
        {answer.isPending && <Loading lines={3} />}
        {answer.data && items.length === 0 && <p>{text('propose.none')}</p>}
        <ul className={lines.list}>
          {(isWhole ? items : items.slice(0, shown)).map(({ key, name, kind, assetId, reasons }) => (
            <li key={key}>
              <span className={lines.words}>
                <strong>{name[language]}</strong>
                <span className={lines.dim}>{reasons.map((reason) => reason[language]).join(' · ')}</span>
              </span>
              <span className={lines.acts}>
                <Button
                  variant="default"
                  aria-label={text('propose.takeOf', { name: name[language] })}
                  onClick={() => ask(riskEntry(text, known, { name: name[language], kind, assetId }))}
                >
                  {text('propose.take')}
                </Button>
              </span>
            </li>
          ))}
        </ul>
        {!isWhole && items.length > shown && (
          <div className={lines.acts}>
            <Button variant="subtle" onClick={() => setWhole(true)}>
              {text('propose.all', { count: items.length })}
            </Button>
          </div>
        )}
      </Section>
      {dialog}
    </div>
  )
}
