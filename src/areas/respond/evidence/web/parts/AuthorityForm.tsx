import { Textarea, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { answerKey } from '../../../../../ui/answers.ts'
import { call } from '../../../../../ui/client.ts'
import { useForm } from '../../../../../ui/form.ts'
import { showDone } from '../../../../../ui/kit/notices.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'
import { configureAuthority, listAnchors } from '../../contract/anchors.ts'

/** Which authority is asked over the network. */
export function AuthorityForm({ url }: { readonly url: string }) {
  const text = useText('evidence')
  const client = useQueryClient()
  const form = useForm({
    schema: configureAuthority.input,
    initial: { url, roots: '' },
    send: (values) => call(configureAuthority, values),
    onDone: () => {
      showDone(text('anchors.authoritySaved'))
      void client.invalidateQueries({ queryKey: answerKey(listAnchors) })
    },
  })
  return (
    <PlainForm form={form} submitLabel={text('anchors.authoritySave')}>
      <TextInput
        label={text('anchors.url')}
        description={text('anchors.urlHint')}
        required
        {...form.field('url')}
      />
      <Textarea
        label={text('anchors.roots')}
        description={text('anchors.rootsHint')}
        autosize
        minRows={3}
        maxRows={10}
        {...form.field('roots')}
      />
    </PlainForm>
  )
}
