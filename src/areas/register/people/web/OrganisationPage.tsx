import { useQueryClient } from '@tanstack/react-query'
import type * as z from 'zod'
import { brandColours } from '../../../../base/brand.ts'
import { answerKey, useAnswer } from '../../../../ui/answers.ts'
import { call } from '../../../../ui/client.ts'
import { useForm, type LeftEmpty } from '../../../../ui/form.ts'
import { Facts } from '../../../../ui/kit/Card.tsx'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Loading } from '../../../../ui/kit/Loading.tsx'
import { Page } from '../../../../ui/kit/Page.tsx'
import { showDone } from '../../../../ui/kit/notices.tsx'
import { BrandMark } from '../../../../ui/marks/BrandMark.tsx'
import { SelectField, TextField } from '../../../../ui/plain/fields.tsx'
import { PlainForm } from '../../../../ui/plain/PlainForm.tsx'
import { useMay } from '../../../../ui/session.ts'
import { useLanguage, useText } from '../../../../ui/text.ts'
import { readMe } from '../contract/account.ts'
import { organisationSizes, sectors, signInLooks, type Organisation } from '../contract/organisation.ts'
import { changeOrganisation, readOrganisation } from '../contract/people.ts'
import { NewBackupSecret } from './parts/NewBackupSecret.tsx'
import { countriesIn, timeZones } from '../../../../ui/places-of-the-world.ts'
import classes from './people.module.css'

type Shown = z.output<typeof Organisation>
type Values = Omit<Shown, 'id' | 'slug' | 'demo' | 'isProvider'>

/** What Muster knows of the organisation; laws, clocks and times hang on it. */
export function OrganisationPage() {
  const text = useText('people')
  const mayChange = useMay('tenant.manage')
  const answer = useAnswer(readOrganisation, {})
  return (
    <Page title={text('settings.organisation')} lead={text('settings.organisationLead')}>
      {answer.error && !answer.data && (
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      )}
      {answer.isPending && <Loading />}
      {answer.data && (mayChange ? <Change shown={answer.data} /> : <Read shown={answer.data} />)}
      {answer.data && mayChange && <NewBackupSecret />}
    </Page>
  )
}

function Read({ shown }: { readonly shown: Shown }) {
  const door = useText('doors')
  const language = useLanguage()
  const country = countriesIn(language).find(({ value }) => value === shown.country)
  return (
    <Facts
      facts={[
        [door('organisation.name'), shown.name],
        [door('organisation.country'), country?.label ?? shown.country],
        [door('organisation.timeZone'), shown.timeZone],
        [door('organisation.size'), door(`size.${shown.size}`)],
        [door('organisation.sector'), door(`sector.${shown.sector}`)],
      ]}
    />
  )
}

function Change({ shown }: { readonly shown: Shown }) {
  const text = useText('people')
  const door = useText('doors')
  const language = useLanguage()
  const client = useQueryClient()
  const { name, country, timeZone, size, sector, colour, mark, signInLook } = shown
  const form = useForm({
    schema: changeOrganisation.input,
    initial: { name, country, timeZone, size, sector, colour, mark, signInLook },
    // An empty mark does not arrive, and means the letters of the name.
    send: ({ mark: letters = '', ...values }: LeftEmpty<Values, 'mark'>) =>
      call(changeOrganisation, { ...values, mark: letters }),
    onDone: () => {
      showDone(door('organisation.saved'))
      void client.invalidateQueries({ queryKey: answerKey(readOrganisation) })
      void client.invalidateQueries({ queryKey: answerKey(readMe) })
    },
  })
  return (
    <div className={classes.stack}>
      <PlainForm form={form} submitLabel={text('save')}>
        <TextField label={door('organisation.name')} autoComplete="organization" {...form.field('name')} />
        <SelectField
          label={door('organisation.country')}
          {...form.field('country')}
          options={countriesIn(language)}
        />
        <SelectField
          label={door('organisation.timeZone')}
          {...form.field('timeZone')}
          options={timeZones(timeZone).map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
        />
        <SelectField
          label={door('organisation.size')}
          {...form.field('size')}
          options={organisationSizes.map((value) => ({ value, label: door(`size.${value}`) }))}
        />
        <SelectField
          label={door('organisation.sector')}
          {...form.field('sector')}
          options={sectors.map((value) => ({ value, label: door(`sector.${value}`) }))}
        />
        <SelectField
          label={text('brand.colour')}
          {...form.field('colour')}
          options={brandColours.map((value) => ({ value, label: text(`brand.${value}`) }))}
        />
        <TextField
          label={text('brand.mark')}
          hint={text('brand.markHint')}
          isOptional
          maxLength={3}
          {...form.field('mark')}
        />
        <SelectField
          label={text('brand.look')}
          hint={text('brand.lookHint')}
          {...form.field('signInLook')}
          options={signInLooks.map((value) => ({ value, label: text(`brand.look_${value}`) }))}
        />
        <p className={classes.words}>
          <BrandMark brand={form.values} /> {form.values.name}
        </p>
      </PlainForm>
    </div>
  )
}
