import { Button } from '@mantine/core'
import { UploadProgress } from '../../../../../ui/kit/UploadProgress.tsx'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { TransferList } from './transfers.ts'
import classes from './evidence.module.css'

/** Files on their way, and those that did not arrive. */
export function Transfers({ transfers }: { readonly transfers: TransferList }) {
  const text = useText('evidence')
  if (transfers.items.length === 0) return null
  return (
    <div className={classes.transfers} role="group" aria-label={text('sending')}>
      {transfers.items.map((item) =>
        item.failure === undefined ? (
          <UploadProgress
            key={item.key}
            name={item.name}
            sent={item.sent}
            total={item.total}
            onStop={item.stop}
          />
        ) : (
          <Notice key={item.key} tone="warn">
            <p>{item.failure}</p>
            <div className={classes.buttons}>
              <Button size="compact-md" variant="default" onClick={item.retry}>
                {text('again')}
              </Button>
              <Button size="compact-md" variant="subtle" onClick={item.forget}>
                {text('forget')}
              </Button>
            </div>
          </Notice>
        ),
      )}
    </div>
  )
}
