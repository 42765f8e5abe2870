import { useAnswer } from '../../../../ui/answers.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { dayWords } from '../../../../ui/kit/time-words.ts'
import { StateMark } from '../../../../ui/marks/StateMark.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { useLanguage, useText } from '../../../../ui/text.ts'
import { readNetworkWatch, type NetworkWatch } from '../contract/network.ts'
import { EarlySigns } from './parts/EarlySigns.tsx'
import { WatchForm } from './parts/WatchForm.tsx'
import lines from '../../../../ui/lists/lines.module.css'

/** `/network-watch`: who watches which part of the network, and what would pass unseen. */
export function NetworkWatchPage() {
  const text = useText('controls')
  const live = { stream: '*', kinds: ['network_watch.', 'early_sign.', 'incident.', 'asset.'] }
  const answer = useAnswer(readNetworkWatch, {}, { live })
  const watch = answer.data
  return (
    <Page title={text('title')} lead={text('lead')}>
      {answer.error && !watch && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Loading lines={10} />}
      {watch && (
        <>
          <Gaps watch={watch} />
          {watch.can.manage ? <WatchForm latest={watch} /> : <Plain watch={watch} />}
          <EarlySigns watch={watch} />
        </>
      )}
    </Page>
  )
}

function Gaps({ watch: { version, gaps, savedAt, savedBy } }: { readonly watch: NetworkWatch }) {
  const text = useText('controls')
  const language = useLanguage()
  if (version === 0)
    return (
      <Notice tone="warn" title={text('none')}>
        <p>{text('noneLead')}</p>
      </Notice>
    )
  return (
    <Section title={text('gaps')}>
      {gaps.length === 0 && (
        <Notice tone="good">
          <p>{text('noGap')}</p>
        </Notice>
      )}
      <ul className={lines.list}>
        {gaps.map(({ kind, name, day, count }) => (
          <li key={`${kind} ${name}`}>
            <span>
              {text(`gap.${kind}`, { name, count, day: day === '' ? '' : dayWords(day, language) })}
            </span>
          </li>
        ))}
      </ul>
      {savedAt && (
        <p className={lines.dim}>
          {text('savedBy', { name: savedBy, version })} <TimeText at={savedAt} />
        </p>
      )}
    </Section>
  )
}

const tones = { yes: 'good', no: 'bad', unknown: 'warn' } as const

/** For those who read it and change nothing. */
function Plain({ watch: { owner, segments, nextLookOn } }: { readonly watch: NetworkWatch }) {
  const text = useText('controls')
  const language = useLanguage()
  return (
    <Section title={text('parts')}>
      <p>
        {owner === '' ? text('nobody') : text('ownedBy', { name: owner })}
        {nextLookOn && ` ${text('nextLook', { day: dayWords(nextLookOn, language) })}`}
      </p>
      <ul className={lines.list}>
        {segments.map(({ name, watched, how, checkedOn }) => (
          <li key={name}>
            <span className={lines.words}>
              <strong>{name}</strong>
              <span className={lines.dim}>
                {how} {checkedOn && text('checked', { day: dayWords(checkedOn, language) })}
              </span>
            </span>
            <StateMark tone={tones[watched]} word={text(`watched.${watched}`)} />
          </li>
        ))}
      </ul>
    </Section>
  )
}
