import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import * as z from 'zod'
import type { OutputOf } from '../../../../../base/endpoint.ts'
import { call } from '../../../../../ui/client.ts'
import { useForm } from '../../../../../ui/form.ts'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'
import {
  partnerAudiences,
  sharePage,
  type OutsideBoard,
  type PartnerPage,
  type SharedLine,
} from '../../contract/outside.ts'
import { lineKinds } from '../../contract/statement-words.ts'
import classes from '../parts/statements.module.css'

interface ShareFormProps {
  readonly board: OutsideBoard
  /** The page that is shared anew; without it a new one is made. */
  readonly page?: PartnerPage
  readonly onDone: (made: OutputOf<typeof sharePage>) => void
  readonly onDrop: () => void
}

const spans = ['1', '7', '14', '30', '90'] as const

/** Line by line: what this partner may read stands here to be chosen, and nothing else can be. */
export function ShareForm({ board, page, onDone, onDrop }: ShareFormProps) {
  const text = useText('sharing')
  const words = useText('communications')
  const initial: {
    name: string
    audience: (typeof partnerAudiences)[number]
    days: (typeof spans)[number]
    note: string
    chosen: readonly SharedLine[]
  } = {
    name: page?.name ?? '',
    audience: page?.audience ?? 'partners',
    days: '14',
    note: page?.content.note ?? '',
    // What the case does not say any more is not offered again.
    chosen: (page?.content.lines ?? []).filter((line) =>
      isOffered(board, page?.audience ?? 'partners', line),
    ),
  }
  const form = useForm({
    schema: z.looseObject({ name: z.string().trim().min(1).max(200), note: z.string().max(2000) }),
    initial,
    send: ({ name, audience, days, note, chosen }) =>
      call(sharePage, {
        ...{ id: board.incidentId, name, audience, days: Number(days) },
        content: { note, lines: [...chosen] },
        ...(page && { page: page.id }),
      }),
    onDone,
  })
  const { audience, chosen } = form.values
  return (
    <PlainForm
      form={form}
      submitLabel={text(page ? 'form.shareAgain' : 'form.share')}
      besides={
        <Button variant="subtle" className={classes.act} onClick={onDrop}>
          {text('form.drop')}
        </Button>
      }
    >
      {page === undefined && (
        <>
          <TextInput label={text('form.name')} maxLength={200} required {...form.field('name')} />
          <NativeSelect
            label={text('form.audience')}
            value={audience}
            onChange={(event) => {
              const next = partnerAudiences.find((one) => one === event.currentTarget.value) ?? 'partners'
              form.set('audience', next)
              form.set(
                'chosen',
                chosen.filter((line) => isOffered(board, next, line)),
              )
            }}
            data={partnerAudiences.map((value) => ({ value, label: words(`audience.${value}`) }))}
          />
          <NativeSelect
            label={text('form.days')}
            {...form.field('days')}
            data={spans.map((value) => ({ value, label: text('form.dayCount', { count: Number(value) }) }))}
          />
        </>
      )}
      <Offers
        lines={linesFor(board, audience)}
        chosen={chosen}
        onChoose={(lines) => form.set('chosen', lines)}
      />
      <Textarea
        label={text('form.note')}
        description={text('form.noteHint')}
        autosize
        minRows={2}
        maxLength={2000}
        {...form.field('note')}
      />
    </PlainForm>
  )
}

interface OffersProps {
  readonly lines: readonly SharedLine[]
  readonly chosen: readonly SharedLine[]
  readonly onChoose: (lines: readonly SharedLine[]) => void
}

function Offers({ lines, chosen, onChoose }: OffersProps) {
  const text = useText('sharing')
  const said = useText('outside')
  if (lines.length === 0) return <p className={classes.dim}>{text('form.nothing')}</p>
  return (
    <fieldset className={classes.group}>
      <legend>{text('form.lines')}</legend>
      {lineKinds.map((kind) => {
        const some = lines.filter(({ what }) => what === kind)
        return (
          some.length > 0 && (
            <div key={kind}>
              <strong>{said(`line.${kind}`)}</strong>
              {some.map((line) => (
                <label key={line.text} className={classes.check}>
                  <input
                    type="checkbox"
                    checked={chosen.some((one) => isSame(one, line))}
                    onChange={(event) =>
                      onChoose(
                        event.currentTarget.checked
                          ? [...chosen, line]
                          : chosen.filter((one) => !isSame(one, line)),
                      )
                    }
                  />
                  {line.text}
                </label>
              ))}
            </div>
          )
        )
      })}
    </fieldset>
  )
}

function linesFor(board: OutsideBoard, audience: string): readonly SharedLine[] {
  return board.editions.find((one) => one.audience === audience)?.lines ?? []
}

function isOffered(board: OutsideBoard, audience: string, line: SharedLine): boolean {
  return linesFor(board, audience).some((one) => isSame(one, line))
}

function isSame(a: SharedLine, b: SharedLine): boolean {
  return a.what === b.what && a.text === b.text
}
