import { Button } from '@mantine/core'
import { useState } from 'react'
import { copyText } from '../../../../../ui/plain/copy-text.ts'
import { useText } from '../../../../../ui/text.ts'
import { RawText } from './RawText.tsx'
import classes from '../signals.module.css'

/** Lines to paste elsewhere, as they stand. */
export function CopyBlock({ label, lines }: { readonly label: string; readonly lines: string }) {
  const text = useText('signals')
  const [outcome, setOutcome] = useState<'copied' | 'failed'>()
  return (
    <div className={classes.copyBlock}>
      <span>{label}</span>
      <RawText label={label}>{lines}</RawText>
      <div data-no-print>
        <Button
          variant="default"
          size="compact-md"
          aria-label={text('copy.of', { label })}
          onClick={() => void copyText(lines).then((isCopied) => setOutcome(isCopied ? 'copied' : 'failed'))}
        >
          {text(outcome === undefined ? 'copy.action' : `copy.${outcome}`)}
        </Button>
        <span className="m-hidden-but-read" role="status">
          {outcome && text(`copy.${outcome}`)}
        </span>
      </div>
    </div>
  )
}
