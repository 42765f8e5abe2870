import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answerKey, pagesOf, useAnswer } from '../../../../ui/answers.ts'
import { CallError } from '../../../../ui/call-error.ts'
import { call, callForFile } from '../../../../ui/client.ts'
import { useAskBeforeLeaving } from '../../../../ui/form.ts'
import { Behind } from '../../../../ui/kit/Behind.tsx'
import { ConfirmDialog } from '../../../../ui/kit/ConfirmDialog.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page, Section } from '../../../../ui/kit/Page.tsx'
import { showDone } from '../../../../ui/kit/notices.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import { useLiveQuery } from '../../../../ui/live.ts'
import { useMaking } from '../../../../ui/making.ts'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { Panels } from '../../../../ui/panels.tsx'
import { To, usePart } from '../../../../ui/place.tsx'
import { useText } from '../../../../ui/text.ts'
import { saveFile } from '../../../../ui/transfer.ts'
import { getIncident, type Incident } from '../contract/incident.ts'
import {
  listSituations,
  printSituation,
  readSituation,
  saveSituation,
  type Situation,
  type SituationBody,
} from '../contract/situation.ts'
import { BriefPeople, BriefTimer } from './parts/BriefPeople.tsx'
import { SituationFields } from './parts/SituationFields.tsx'
import { areSame, bodyOf, emptySheet, sheetOf, sheetParts, type Sheet } from './parts/situation-sheet.ts'
import board from './parts/board.module.css'
import classes from './parts/pages.module.css'

/** One page for those who were not there: what is sure, what is not, what comes next. */
export function SituationPage() {
  const text = useText('incidents')
  const id = usePart('incident')
  const incident = useAnswer(getIncident, { id }, { live: { stream: id, kinds: ['incident.'] } })
  const situation = useAnswer(readSituation, { id }, { live: { stream: id, kinds: ['situation.'] } })
  const error = incident.error ?? situation.error
  const retry = () => void Promise.all([incident.refetch(), situation.refetch()])
  if (!incident.data || !situation.data)
    return error ? <ErrorState error={error} onRetry={retry} /> : <Loading lines={8} />
  const number = text('number', { number: incident.data.number })
  const { latest, timer, draft } = situation.data
  return (
    <Page
      title={text('situation.title', { number })}
      lead={text('situation.lead')}
      actions={<To path={`/incidents/${id}`}>{text('situation.back', { number })}</To>}
    >
      {error && <ErrorState error={error} onRetry={retry} />}
      <Panels of="situation" subject={{ id }} />
      <div className={classes.narrow}>
        {incident.data.can.brief ? (
          // Not drawn anew when somebody else saves: what is typed here stays.
          <SituationForm key={id} incident={incident.data} draft={draft} latest={latest} />
        ) : (
          latest && <Kept kept={latest} />
        )}
        {incident.data.can.brief && <BriefTimer key={`timer ${id}`} incidentId={id} timer={timer} />}
        <Versions incident={incident.data} />
      </div>
    </Page>
  )
}

interface SituationFormProps {
  readonly incident: Incident
  readonly draft: SituationBody
  readonly latest: Situation | null
}

function SituationForm({ incident, draft, latest }: SituationFormProps) {
  const text = useText('incidents')
  const [sheet, setSheet] = useState<Sheet>(() => sheetOf(latest?.body ?? draft))
  const [basedOn, setBasedOn] = useState(latest?.version ?? 0)
  const [untouched, setUntouched] = useState(sheet)
  const [failure, setFailure] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const save = async () => {
    setBusy(true)
    setFailure(undefined)
    try {
      const kept = await call(saveSituation, { id: incident.id, basedOn, body: bodyOf(sheet) })
      setBasedOn(kept.version)
      setUntouched(sheet)
      showDone(text('situation.saved', { version: kept.version }))
    } catch (error) {
      setFailure(error instanceof CallError ? error.message : text('situation.check'))
    } finally {
      setBusy(false)
    }
  }
  const isTouched = !areSame(sheet, untouched)
  useAskBeforeLeaving(isTouched)
  const begin = (fresh: Sheet) => {
    setSheet(fresh)
    setUntouched(fresh)
  }
  return (
    <form
      className={board.stack}
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <SituationFields incidentId={incident.id} sheet={sheet} onChange={setSheet} />
      {latest && latest.version > basedOn && !isBusy && (
        <Behind
          title={text('situation.behind', { name: latest.madeBy, version: latest.version })}
          onMine={() => setBasedOn(latest.version)}
          onTheirs={() => {
            begin(sheetOf(latest.body))
            setBasedOn(latest.version)
          }}
        />
      )}
      {failure !== undefined && <Notice tone="bad">{failure}</Notice>}
      <div className={board.views}>
        <Button type="submit" loading={isBusy}>
          {text('situation.save')}
        </Button>
        <FillIn isTouched={isTouched} onFillIn={() => begin({ ...emptySheet, ...sheetOf(draft) })} />
      </div>
    </form>
  )
}

interface FillInProps {
  readonly isTouched: boolean
  readonly onFillIn: () => void
}

/** Takes the room's own words; asks first where others were typed. */
function FillIn({ isTouched, onFillIn }: FillInProps) {
  const text = useText('incidents')
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <Button variant="default" onClick={isTouched ? () => setAsking(true) : onFillIn}>
        {text('situation.draft')}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={text('situation.draftTitle')}
        confirmLabel={text('situation.draft')}
        onConfirm={async () => onFillIn()}
        onClose={() => setAsking(false)}
      >
        <p>{text('situation.draftMeans')}</p>
      </ConfirmDialog>
    </>
  )
}

function Versions({ incident }: { readonly incident: Incident }) {
  const text = useText('incidents')
  const { id } = incident
  const list = useInfiniteQuery(pagesOf(listSituations, { id }))
  useLiveQuery(id, answerKey(listSituations, { id }), ['situation.'])
  const items = list.data ?? []
  return (
    <Section title={text('situation.versions')}>
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && items.length === 0 && <p className={board.hint}>{text('situation.none')}</p>}
      <ol className={board.matters}>
        {items.map((kept) => (
          <li key={kept.version}>
            <div>
              <details>
                <summary>
                  <strong>{text('situation.version', { version: kept.version })}</strong>{' '}
                  <span className={board.dim}>
                    {kept.madeBy} · <TimeText at={kept.madeAt} form="absolute" />
                  </span>
                </summary>
                <Kept kept={kept} />
              </details>
            </div>
            <span className={board.views}>
              <PdfButton incident={incident} version={kept.version} />
              {incident.can.brief && <BriefPeople incidentId={id} version={kept.version} />}
            </span>
          </li>
        ))}
      </ol>
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {text('timeline.older')}
        </Button>
      )}
    </Section>
  )
}

function PdfButton({ incident, version }: { readonly incident: Incident; readonly version: number }) {
  const text = useText('incidents')
  const { make, isBusy, failure } = useMaking(async () => {
    const file = await callForFile(printSituation, { id: incident.id, version })
    const number = text('number', { number: incident.number })
    saveFile(file.bytes, file.name ?? `${number}-situation-${version}.pdf`)
  })
  return (
    <>
      <Button
        variant="default"
        size="compact-md"
        loading={isBusy}
        onClick={() => make()}
        aria-label={text('situation.pdfOf', { version })}
      >
        {text('situation.pdf')}
      </Button>
      {failure !== undefined && <Notice tone="bad">{failure}</Notice>}
    </>
  )
}

function Kept({ kept: { body } }: { readonly kept: Situation }) {
  const text = useText('incidents')
  return (
    <div className={board.sheet}>
      <p>
        <strong>{body.headline}</strong>
      </p>
      {sheetParts.map((part) => (
        <div key={part}>
          <h3>{text(`situation.${part}`)}</h3>
          {body[part].length === 0 ? (
            <p className={board.hint}>{text('situation.nothing')}</p>
          ) : (
            <ul>
              {body[part].map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          )}
        </div>
      ))}
      <p>
        {text('situation.clock')}: {body.clock === '' ? text('wall.noClock') : body.clock}
      </p>
    </div>
  )
}
