import { Button, TextInput, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useAct } from '../../../../../ui/answers.ts'
import { useAskBeforeLeaving } from '../../../../../ui/form.ts'
import { Behind } from '../../../../../ui/kit/Behind.tsx'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { peopleAmong, useEvery } from '../../../../../ui/register/known.ts'
import { useMay } from '../../../../../ui/session.ts'
import { useText } from '../../../../../ui/text.ts'
import { listMembers } from '../../../../register/people/contract/people.ts'
import { changePlan, readPlan, type Plan } from '../../contract/plan.ts'
import { listPlanProposals, proposePlanChange } from '../../contract/proposals.ts'
import { PersonSelect } from './PersonSelect.tsx'
import classes from '../plan.module.css'

type Kept = Plan['sections'][number]

interface KeepingProps {
  readonly kept: Kept
  /** What is shown is older than what stands there. */
  readonly onBehind: () => void
}

/** Who keeps a section true until when, and its own words; whoever may not write them proposes others. */
export function Keeping({ kept, onBehind }: KeepingProps) {
  const text = useText('plan')
  const mayEdit = useMay('plan.edit')
  const mayPropose = useMay('plan.propose')
  const people = peopleAmong(useEvery(listMembers, {}))
  const save = useAct(changePlan, { refreshes: [readPlan], onDone: () => showDone(text('saved')) })
  const [isProposing, setProposing] = useState(false)
  const sheet = useSheet(kept)
  const { typed, before, words, set } = sheet
  const isBehind = sheet.isBehind && !save.isPending
  const isStale = save.error?.detail.reason === 'stale'
  const send = () => {
    const section = {
      section: kept.section,
      ...typed,
      ...(typed.words !== undefined && { wordsBefore: before ?? kept.words }),
    }
    save.mutate({ sections: [section] }, { onSuccess: sheet.clear, onError: onBehind })
  }
  return (
    <div className={classes.form}>
      <PersonSelect
        label={text('section.owner')}
        people={people}
        value={typed.ownerId === undefined ? kept.ownerId : typed.ownerId}
        isLocked={!mayEdit || save.isPending}
        onChange={(id) => set({ ownerId: id ?? null })}
      />
      <TextInput
        type="date"
        label={text('section.reviewOn')}
        value={(typed.reviewOn === undefined ? kept.reviewOn : typed.reviewOn) ?? ''}
        disabled={!mayEdit || save.isPending}
        onChange={(event) => set({ reviewOn: event.currentTarget.value || null })}
      />
      <Textarea
        label={text('section.words')}
        description={text('section.wordsHint')}
        value={words}
        disabled={(!mayPropose && !mayEdit) || save.isPending || isProposing}
        autosize
        minRows={4}
        maxLength={20_000}
        onChange={(event) => sheet.write(event.currentTarget.value)}
      />
      {isBehind && (
        <Behind
          title={text('section.behind')}
          texts={{ theirs: kept.words, mine: words }}
          onMine={sheet.goOn}
          onTheirs={sheet.dropWords}
          onBoth={sheet.takeBoth}
        />
      )}
      {/* Where both texts stand there, they say more than the sentence. */}
      {!(isStale && (isBehind || before === kept.words)) && <Failure error={save.error} />}
      {mayEdit && (
        <div className={classes.buttons}>
          <Button loading={save.isPending} disabled={isBehind} onClick={send}>
            {text('save')}
          </Button>
        </div>
      )}
      {!mayEdit && mayPropose && (
        <Propose kept={kept} words={words} onSending={setProposing} onSent={sheet.dropWords} />
      )}
    </div>
  )
}

/** What was touched; the rest follows what others save, and words remember which ones they change. */
function useSheet(kept: Kept) {
  const [typed, setTyped] = useState<Typed>({})
  const [before, setBefore] = useState<string>()
  useAskBeforeLeaving(Object.keys(typed).length > 0)
  const words = typed.words ?? kept.words
  const set = (next: Typed) => setTyped({ ...typed, ...next })
  return {
    typed,
    before,
    words,
    isBehind: before !== undefined && kept.words !== before && kept.words !== words,
    set,
    write: (next: string) => {
      setBefore(before ?? kept.words)
      set({ words: next })
    },
    goOn: () => setBefore(kept.words),
    takeBoth: () => {
      set({ words: `${kept.words.trim()}\n\n${words.trim()}` })
      setBefore(kept.words)
    },
    dropWords: () => {
      const { words: _words, ...rest } = typed
      setBefore(undefined)
      setTyped(rest)
    },
    clear: () => {
      setTyped({})
      setBefore(undefined)
    },
  }
}

interface Typed {
  readonly ownerId?: string | null
  readonly reviewOn?: string | null
  readonly words?: string
}

interface ProposeProps {
  readonly kept: Kept
  readonly words: string
  readonly onSending: (isUnderWay: boolean) => void
  readonly onSent: () => void
}

function Propose({ kept, words, onSending, onSent }: ProposeProps) {
  const text = useText('plan')
  const [reason, setReason] = useState('')
  const propose = useAct(proposePlanChange, {
    refreshes: [listPlanProposals],
    onDone: () => {
      setReason('')
      onSent()
      showDone(text('proposal.sent'))
    },
  })
  return (
    <>
      <TextInput
        label={text('proposal.reason')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Failure error={propose.error} />
      <div className={classes.buttons}>
        <Button
          loading={propose.isPending}
          disabled={reason.trim() === '' || words.trim() === '' || words === kept.words}
          onClick={() => {
            onSending(true)
            propose.mutate({ section: kept.section, words, reason }, { onSettled: () => onSending(false) })
          }}
        >
          {text('proposal.send')}
        </Button>
      </div>
    </>
  )
}

function Failure({ error }: { readonly error: Error | null }) {
  return error && <Notice tone="bad">{error.message}</Notice>
}
