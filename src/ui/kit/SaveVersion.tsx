import { Button, Textarea } from '@mantine/core'
import type { CallError } from '../call-error.ts'
import { Notice } from '../plain/Notice.tsx'
import type { VersionedEdit } from '../versioned-edit.ts'
import { Behind } from './Behind.tsx'
import classes from './kit.module.css'

interface SaveVersionProps {
  readonly edit: Pick<VersionedEdit<object>, 'isBehind' | 'keepMine' | 'forget'>
  /** Both texts, where they fit beside each other. */
  readonly texts?: { readonly theirs: string; readonly mine: string }
  readonly words: { readonly reason: string; readonly save: string; readonly behind: string }
  readonly reason: string
  readonly onReason: (reason: string) => void
  readonly save: { readonly isPending: boolean; readonly error: CallError | null }
}

/** The end of a form that puts a new version in force: why, whoever was quicker, what is wrong, and the button. */
export function SaveVersion({ edit, texts, words, reason, onReason, save }: SaveVersionProps) {
  return (
    <div className={classes.saveVersion}>
      <Textarea
        label={words.reason}
        autosize
        minRows={2}
        maxLength={1000}
        required
        value={reason}
        onChange={(event) => onReason(event.currentTarget.value)}
      />
      {edit.isBehind && !save.isPending && (
        <Behind
          title={words.behind}
          {...(texts && { texts })}
          onMine={edit.keepMine}
          onTheirs={edit.forget}
        />
      )}
      {save.error && (
        <Notice tone="bad">
          {[save.error.message, ...save.error.faults.map(({ message }) => message)].join(' ')}
        </Notice>
      )}
      <div>
        <Button type="submit" size="lg" loading={save.isPending}>
          {words.save}
        </Button>
      </div>
    </div>
  )
}
