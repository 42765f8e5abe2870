import { Checkbox, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useAnswer } from '../../../../ui/answers.ts'
import { call } from '../../../../ui/client.ts'
import { useForm } from '../../../../ui/form.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page } from '../../../../ui/kit/Page.tsx'
import { usePart } from '../../../../ui/place.tsx'
import { Notice } from '../../../../ui/plain/Notice.tsx'
import { PlainForm } from '../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../ui/text.ts'
import { addVoice, readVoiceCard, type VoiceCard } from '../contract/review.ts'

/** Three questions to whoever took part, before anybody reads what the others said. */
export function VoicePage() {
  const text = useText('reviews')
  const id = usePart('review')
  const card = useAnswer(readVoiceCard, { id })
  const { number = null, title = '' } = card.data ?? {}
  return (
    <Page title={text('voice.title')} lead={number === null ? title : text('of', { number, title })}>
      {card.error && <ErrorState error={card.error} onRetry={() => void card.refetch()} />}
      {card.isPending && <Loading />}
      {card.data && !card.data.isOpen && <Notice tone="active">{text('voice.closed')}</Notice>}
      {card.data?.isOpen && <VoiceForm card={card.data} />}
    </Page>
  )
}

function VoiceForm({ card }: { readonly card: VoiceCard }) {
  const text = useText('reviews')
  const [isSaid, setSaid] = useState(false)
  const { kept = '', changed = '', surprised = '' } = card.mine ?? {}
  const form = useForm({
    schema: addVoice.input.omit({ id: true }),
    initial: { kept, changed, surprised, isAnonymous: false },
    send: (values) => call(addVoice, { id: card.id, ...values }),
    onDone: () => setSaid(true),
  })
  if (isSaid) return <Notice tone="good">{text('voice.done')}</Notice>
  return (
    <PlainForm form={form} submitLabel={text('voice.send')}>
      <p>{text('voice.lead')}</p>
      {(['kept', 'changed', 'surprised'] as const).map((name) => (
        <Textarea
          key={name}
          label={text(`voice.${name}`)}
          autosize
          minRows={2}
          maxLength={2000}
          {...form.field(name)}
        />
      ))}
      <Checkbox
        size="md"
        label={text('voice.anonymous')}
        description={text('voice.anonymousHint')}
        checked={form.values.isAnonymous === true}
        onChange={(event) => form.set('isAnonymous', event.currentTarget.checked)}
      />
    </PlainForm>
  )
}
