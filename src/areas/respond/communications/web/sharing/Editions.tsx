import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { CallError } from '../../../../../ui/call-error.ts'
import { callForFile } from '../../../../../ui/client.ts'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { To } from '../../../../../ui/place.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import { saveFile } from '../../../../../ui/transfer.ts'
import { printEdition, type OutsideBoard, type SharedLine } from '../../contract/outside.ts'
import { lineKinds, statementAudiences, type StatementAudience } from '../../contract/statement-words.ts'
import classes from '../parts/statements.module.css'

/** The situation report as each audience may read it, and what is kept from them by which rule. */
export function Editions({ board }: { readonly board: OutsideBoard }) {
  const text = useText('sharing')
  const words = useText('communications')
  const language = useLanguage()
  const [audience, setAudience] = useState<StatementAudience>('management')
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  const edition = board.editions.find((one) => one.audience === audience)
  const print = async () => {
    setBusy(true)
    setFailure(undefined)
    try {
      const wish = { id: board.incidentId, audience, language: language === 'de' ? 'de' : 'en' } as const
      const file = await callForFile(printEdition, wish)
      saveFile(file.bytes, file.name ?? 'report.pdf')
    } catch (error) {
      setFailure(error instanceof CallError ? error.message : text('failed'))
    }
    setBusy(false)
  }
  return (
    <Section title={text('edition.title')}>
      <p className={classes.dim}>
        {text('edition.lead')} <To path="/settings/statements">{text('edition.rules')}</To>
      </p>
      <NativeSelect
        label={text('edition.for')}
        value={audience}
        onChange={(event) =>
          setAudience(statementAudiences.find((one) => one === event.currentTarget.value) ?? 'management')
        }
        data={statementAudiences.map((value) => ({ value, label: words(`audience.${value}`) }))}
      />
      {edition && <Lines lines={edition.lines} />}
      {edition && edition.withheld.length > 0 && (
        <details className={classes.sheet}>
          <summary>{text('edition.withheld', { count: edition.withheld.length })}</summary>
          <ul>
            {edition.withheld.map(({ text: line, why }) => (
              <li key={line}>
                {line} <span className={classes.dim}>({why})</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {edition && edition.barred !== '' && <Notice tone="warn">{edition.barred}</Notice>}
      {failure !== undefined && <Notice tone="bad">{failure}</Notice>}
      <Button
        variant="default"
        className={classes.act}
        loading={isBusy}
        disabled={edition?.barred !== ''}
        onClick={() => void print()}
      >
        {text('edition.print')}
      </Button>
    </Section>
  )
}

/** Lines of a case under their headings. */
export function Lines({ lines }: { readonly lines: readonly SharedLine[] }) {
  const text = useText('sharing')
  const said = useText('outside')
  if (lines.length === 0) return <p className={classes.dim}>{text('edition.nothing')}</p>
  return (
    <div className={classes.sheet}>
      {lineKinds.map((kind) => {
        const some = lines.filter(({ what }) => what === kind)
        return (
          some.length > 0 && (
            <section key={kind}>
              <h3>{said(`line.${kind}`)}</h3>
              <ul>
                {some.map((line) => (
                  <li key={line.text}>{line.text}</li>
                ))}
              </ul>
            </section>
          )
        )
      })}
    </div>
  )
}
