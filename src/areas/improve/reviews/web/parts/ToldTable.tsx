import { TextInput } from '@mantine/core'
import { instantOf, localOf } from '../../../../../ui/entry/entry-values.ts'
import { spanWords } from '../../../../../ui/kit/time-words.ts'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { useLanguage, useText } from '../../../../../ui/text.ts'
import type { PartBodies } from '../../contract/parts.ts'
import type { ReviewDetail } from '../../contract/review.ts'
import { lateness } from '../../rules/lateness.ts'
import { MomentText } from './MomentText.tsx'
import { OneOf, WordsField } from './PartFrame.tsx'
import classes from '../reviews.module.css'

type Partner = PartBodies['q6']['partners'][number]
type Told = NonNullable<ReviewDetail['record']>['told'][number]

interface ToldTableProps {
  readonly told: readonly Told[]
  readonly untold: readonly string[]
  readonly partners: readonly Partner[]
  readonly mayWrite: boolean
  readonly onChange: (partners: Partner[]) => void
}

/** Everybody who was told, the latest last; who was told too late stands out. */
export function ToldTable({ told, untold, partners, mayWrite, onChange }: ToldTableProps) {
  const text = useText('reviews')
  const say = (item: string, said: Partial<Partner>) => {
    const before = partners.find((one) => one.item === item) ?? {
      item,
      usefulAt: null,
      worth: null,
      obstacle: '',
    }
    onChange([...partners.filter((one) => one.item !== item), { ...before, ...said }])
  }
  return (
    <>
      {told.length === 0 && untold.length === 0 && <p className={classes.ask}>{text('q6.none')}</p>}
      {told.map((one) => {
        const partner = partners.find(({ item }) => item === one.item)
        return (
          <div key={one.item} className={classes.entry}>
            <ToldFacts told={one} usefulAt={partner?.usefulAt ?? null} />
            <TextInput
              type="datetime-local"
              label={text('q6.usefulAt')}
              disabled={!mayWrite}
              value={partner?.usefulAt ? localOf(new Date(partner.usefulAt)) : ''}
              onChange={({ currentTarget: { value } }) =>
                say(one.item, { usefulAt: value === '' ? null : instantOf(value) })
              }
            />
            <OneOf
              label={text('q6.worth')}
              about={one.who}
              value={partner?.worth ?? null}
              mayWrite={mayWrite}
              onChange={(worth) => say(one.item, { worth })}
              options={(['much', 'some', 'none'] as const).map((value) => ({
                value,
                label: text(`worth.${value}`),
              }))}
            />
            <WordsField
              label={text('q6.obstacle')}
              value={partner?.obstacle ?? ''}
              max={500}
              rows={1}
              mayWrite={mayWrite}
              onChange={(obstacle) => say(one.item, { obstacle })}
            />
          </div>
        )
      })}
      {untold.length > 0 && (
        <div className={classes.known}>
          <h3>{text('q6.untold')}</h3>
          <p>{untold.join(', ')}</p>
        </div>
      )}
    </>
  )
}

function ToldFacts({ told, usefulAt }: { readonly told: Told; readonly usefulAt: string | null }) {
  const text = useText('reviews')
  const language = useLanguage()
  const late = lateness(told.toldAt, usefulAt)
  const isParty = told.what === 'party'
  return (
    <div>
      <strong>{isParty ? told.who : text(`audience.${told.who}`)}</strong>{' '}
      {late > 0 && (
        <StateMark tone="bad" word={text('q6.late', { span: spanWords(late * 60_000, language) })} />
      )}
      <p className={classes.ask}>
        {isParty ? text('q6.party') : text(`stage.${told.what}`)} · <MomentText at={told.toldAt} /> ·{' '}
        {text('q6.after', { span: spanWords(told.minutes * 60_000, language) })}
        {told.notReached > 0 && ` · ${text('q6.notReached', { count: told.notReached })}`}
      </p>
    </div>
  )
}
