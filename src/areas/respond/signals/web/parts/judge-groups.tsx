import { Checkbox, Select, Stack } from '@mantine/core'
import { useState } from 'react'
import { useAct } from '../../../../../ui/answers.ts'
import { ConfirmDialog } from '../../../../../ui/kit/ConfirmDialog.tsx'
import { showDone, showUndo } from '../../../../../ui/kit/notices.tsx'
import { useText } from '../../../../../ui/text.ts'
import { getAlertGroup, judgeAlertGroups, listAlertGroups, type AlertGroup } from '../../contract/groups.ts'
import { listQuietRules } from '../../contract/quiet.ts'
import { listSignals } from '../../contract/signals.ts'

const refreshes = [listAlertGroups, getAlertGroup, listSignals, listQuietRules]
export type Asking = 'dismiss' | 'snooze' | undefined

/** The verdicts on groups, each with its way back. */
export function useVerdicts() {
  const text = useText('signals')
  const judge = useAct(judgeAlertGroups, { refreshes })
  const give = (input: Parameters<typeof judge.mutateAsync>[0]) => judge.mutateAsync(input)
  const restore = async (ids: string[]) => {
    await give({ verdict: 'restore', ids })
    showDone(text('restore.done'))
  }
  return {
    isBusy: judge.isPending,
    error: judge.error,
    restore,
    dismiss: async (ids: string[], reason: string, isNoise: boolean) => {
      await give({ verdict: 'dismiss', ids, reason, isNoise })
      showUndo({ message: text('groups.dismissed', { count: ids.length }), onUndo: () => restore(ids) })
    },
    snooze: async (ids: string[], until: string) => {
      await give({ verdict: 'snooze', ids, until })
      showUndo({ message: text('groups.snoozed', { count: ids.length }), onUndo: () => restore(ids) })
    },
    merge: async (ids: string[]) => {
      await give({ verdict: 'merge', ids })
      showUndo({
        message: text('groups.mergedNow', { count: ids.length }),
        onUndo: async () => void (await give({ verdict: 'unmerge', ids: ids.slice(1) })),
      })
    },
    unmerge: async (id: string, into: string) => {
      await give({ verdict: 'unmerge', ids: [id] })
      showUndo({
        message: text('groups.apart'),
        onUndo: async () => void (await give({ verdict: 'merge', ids: [into, id] })),
      })
    },
    split: async (id: string, signalIds: string[]) => {
      const { groupId } = await give({ verdict: 'split', ids: [id], signalIds })
      showUndo({
        message: text('groups.splitNow', { count: signalIds.length }),
        onUndo: async () => void (groupId && (await give({ verdict: 'merge', ids: [id, groupId] }))),
      })
    },
  }
}

interface VerdictDialogsProps {
  readonly asking: Asking
  readonly groups: readonly AlertGroup[]
  readonly onClose: () => void
}

/** Asks why, or until when. */
export function VerdictDialogs({ asking, groups, onClose }: VerdictDialogsProps) {
  const text = useText('signals')
  const verdicts = useVerdicts()
  const [isNoise, setNoise] = useState(false)
  const [pause, setPause] = useState<(typeof pauses)[number]>('tomorrow')
  const ids = groups.map(({ id }) => id)
  const what =
    groups.length === 1 ? (groups[0]?.title ?? '') : text('groups.chosen', { count: groups.length })
  return (
    <>
      <ConfirmDialog
        isOpen={asking === 'dismiss'}
        title={text('groups.dismissTitle')}
        confirmLabel={text('groups.dismissAction')}
        reasonLabel={text('dismiss.reason')}
        onClose={onClose}
        onConfirm={(reason) => verdicts.dismiss(ids, reason, isNoise)}
      >
        <Stack gap="sm">
          <strong>{what}</strong>
          <span>{text('groups.dismissWhat')}</span>
          <Checkbox
            checked={isNoise}
            onChange={(event) => setNoise(event.currentTarget.checked)}
            label={text('groups.isNoise')}
            description={text('groups.isNoiseHint')}
          />
        </Stack>
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={asking === 'snooze'}
        title={text('groups.snoozeTitle')}
        confirmLabel={text('groups.snoozeAction')}
        onClose={onClose}
        onConfirm={() => verdicts.snooze(ids, untilOf(pause, new Date()).toISOString())}
      >
        <Stack gap="sm">
          <strong>{what}</strong>
          <span>{text('groups.snoozeWhat')}</span>
          <Select
            label={text('groups.snoozeUntil')}
            value={pause}
            allowDeselect={false}
            onChange={(value) => setPause(pauses.find((each) => each === value) ?? 'tomorrow')}
            data={pauses.map((value) => ({ value, label: text(`pause.${value}`) }))}
          />
        </Stack>
      </ConfirmDialog>
    </>
  )
}

const pauses = ['hour', 'tomorrow', 'week', 'month'] as const

/** On the clock of the person who asks: tomorrow and next week begin at eight in the morning. */
function untilOf(pause: (typeof pauses)[number], now: Date): Date {
  if (pause === 'hour') return new Date(now.getTime() + 3_600_000)
  const until = new Date(now)
  until.setDate(until.getDate() + { tomorrow: 1, week: 7, month: 30 }[pause])
  until.setHours(8, 0, 0, 0)
  return until
}
